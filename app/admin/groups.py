"""What whoever looks after the server may do about groups: list them by their ids, and close one. Never read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, update

from app.core.clock import now
from app.core.database import run, take_pen
from app.errors import NotFound
from app.workshops.inviting import withdraw_all
from app.workshops.models import Membership, Workshop
from app.workshops.stirring import stir

MANY = 100
_GROUPS, _SEATS = Workshop.__table__, Membership.__table__


@dataclass(frozen=True)
class Gathering:
    """What is seen of a group: not even its name."""

    id: UUID
    members: int
    closed_on: date | None


def gatherings(limit: int, after: UUID | None = None) -> list[Gathering]:
    """Some of the groups there are, by id, after this one."""
    some = select(_GROUPS.c.id, _GROUPS.c.closed_on).order_by(_GROUPS.c.id).limit(limit)
    return _counted(some if after is None else some.where(_GROUPS.c.id > after))


def gathering(workshop_id: UUID) -> Gathering:
    """One of them. Raises NotFound."""
    found = _counted(select(_GROUPS.c.id, _GROUPS.c.closed_on).where(_GROUPS.c.id == workshop_id))
    if not found:
        raise NotFound
    return found[0]


def all_gatherings() -> Iterator[Gathering]:
    """Every group there is."""
    some = gatherings(MANY)
    while some:
        yield from some
        some = gatherings(MANY, some[-1].id)


def close(workshop_id: UUID) -> None:
    """Close a group: its codes are gone, nothing is added; those who lead may open it again. Raises NotFound."""
    take_pen(workshop_id)
    closed_on = func.coalesce(_GROUPS.c.closed_on, now().date())
    if run(update(_GROUPS).where(_GROUPS.c.id == workshop_id).values(closed_on=closed_on)).rowcount != 1:
        raise NotFound
    # In a house that wants invitations, its codes would still let anybody register who knows them.
    withdraw_all(workshop_id)
    stir(workshop_id)


def _counted(some: Select[Any]) -> list[Gathering]:
    few = some.subquery()
    told = select(*few.c, func.count(_SEATS.c.person_id).label("members"))
    joined = told.select_from(few.outerjoin(_SEATS, _SEATS.c.workshop_id == few.c.id)).group_by(*few.c)
    return [Gathering(**row._asdict()) for row in run(joined.order_by(few.c.id))]
