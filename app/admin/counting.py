"""How much there is in the house: people, pages, groups, in numbers alone."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.database import run
from app.core.fairness import let_others_go_on
from app.journal.models import Entry
from app.workshops.models import Workshop

_PEOPLE, _ENTRIES, _GROUPS = Person.__table__, Entry.__table__, Workshop.__table__
_OF_PEOPLE = select(func.count(_PEOPLE.c.id), func.count(_PEOPLE.c.suspended_on))
_OF_PAGES = select(func.count(_ENTRIES.c.id), func.coalesce(func.sum(func.length(_ENTRIES.c.box)), 0))
_OF_GROUPS = select(func.count(_GROUPS.c.id), func.count(_GROUPS.c.closed_on))


@dataclass(frozen=True)
class Counts:
    """How many there are of everything, and how much room the pages take."""

    people: int
    suspended: int
    entries: int
    sealed_bytes: int
    groups: int
    closed: int


def counts() -> Counts:
    """Count everything once."""
    # All pages of the house are looked at, which takes a second where there are a million.
    let_others_go_on()
    people, suspended = tuple(run(_OF_PEOPLE).one())
    entries, size = tuple(run(_OF_PAGES).one())
    groups, closed = tuple(run(_OF_GROUPS).one())
    return Counts(people, suspended, entries, int(size), groups, closed)
