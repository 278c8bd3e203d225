"""Gathers what was marked between two days, alone or on a page, and which ideas met on one page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations, groupby
from typing import Any
from uuid import UUID

from app.checkins.noticing import marked_between
from app.journal.page import Page, open_page
from app.journal.reading import rows_between
from app.library.marks import Mark
from app.vault.keyring import Keyring


@dataclass(frozen=True)
class Leaf:
    """A page, as far as it takes to name it and to go there."""

    id: UUID
    day: date
    title: str


@dataclass(frozen=True, repr=False)
class Seen:
    """A mark, and where it is kept: alone, or on a page."""

    day: date
    at: str
    mark: Mark
    check_in: UUID | None = None
    entry: Leaf | None = None

    def shown(self) -> dict[str, Any]:
        """The mark on the wire."""
        return {
            **self.mark,
            "at": self.at,
            "check_in": self.check_in,
            "entry": asdict(self.entry) if self.entry else None,
        }


@dataclass(frozen=True)
class Meeting:
    """Two ideas, and the pages on which both stand, newest first."""

    concepts: tuple[str, str]
    entries: tuple[Leaf, ...]


@dataclass(frozen=True)
class Stretch:
    """What lies between two days."""

    seen: tuple[Seen, ...]
    meetings: tuple[Meeting, ...]

    def by_day(self) -> Iterator[tuple[date, list[Seen]]]:
        """The marks of each day on which there are any, newest day first."""
        for day, marks in groupby(self.seen, key=lambda one: one.day):
            yield day, list(marks)


def look_back(keyring: Keyring, since: date, until: date) -> Stretch:
    """What was marked and what met from one day to another, both included. What cannot be opened is left out."""
    rows = rows_between(keyring.person_id, since, until)
    pages = [(row, page) for row in rows if (page := open_page(keyring, row)) is not None]
    seen = [*_alone(keyring, since, until), *_on_pages(pages)]
    return Stretch(tuple(sorted(seen, key=lambda one: (one.day, one.at), reverse=True)), tuple(_meetings(pages)))


def _alone(keyring: Keyring, since: date, until: date) -> Iterator[Seen]:
    for noted in marked_between(keyring, since, until):
        if noted.mark is not None:
            mark = {name: value for name, value in noted.mark.items() if name != "at"}
            yield Seen(noted.day, noted.mark["at"], mark, check_in=noted.id)


def _on_pages(pages: Iterable[tuple[Any, Page]]) -> Iterator[Seen]:
    for row, page in pages:
        if page.check_in is not None:
            yield Seen(row.day, page.written_at, page.check_in, entry=_leaf(row, page))


def _meetings(pages: Iterable[tuple[Any, Page]]) -> Iterator[Meeting]:
    met: defaultdict[tuple[str, str], list[Leaf]] = defaultdict(list)
    for row, page in pages:
        for one, other in combinations(sorted(page.concepts), 2):
            met[one, other].append(_leaf(row, page))
    for pair in sorted(met):
        yield Meeting(pair, tuple(met[pair]))


def _leaf(row: Any, page: Page) -> Leaf:
    return Leaf(row.id, row.day, page.title)
