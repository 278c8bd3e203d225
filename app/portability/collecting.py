"""Collect a journal for taking it along: page by page, oldest first, never more than a few in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Table, select, tuple_

from app.checkins.models import CheckIn
from app.checkins.noticing import noted_in
from app.core.database import run
from app.journal.models import Entry, Revision
from app.journal.page import Page, open_page, open_revision
from app.library.content import Library
from app.portability.account import Account
from app.portability.leaf import Asked, Earlier, Leaf, Marked, Unread
from app.vault.keyring import Keyring

AT_ONCE = 200
# A page may have many earlier texts, each as long as itself.
WITH_EARLIER_AT_ONCE = 10
_ENTRIES, _CHECK_INS, _REVISIONS = Entry.__table__, CheckIn.__table__, Revision.__table__


@dataclass(frozen=True)
class Selection:
    """Which part of a journal: between two days (both included), about one concept, or written to one group."""

    since: date | None = None
    until: date | None = None
    concept: str | None = None
    assignments: frozenset[str] | None = None

    def days(self, table: Table) -> list[Any]:
        """The conditions on a table's days."""
        after = [table.c.day >= self.since] if self.since else []
        return after + ([table.c.day <= self.until] if self.until else [])

    def holds(self, page: Page) -> bool:
        """Whether a page belongs to it, its day aside."""
        about = self.concept is None or self.concept in page.concepts
        return about and (self.assignments is None or page.assignment in self.assignments)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    @property
    def is_by_content(self) -> bool:
        """Whether only some pages of the days are meant; check-ins and what cannot be opened stay out, then."""
        return self.concept is not None or self.assignments is not None


@dataclass(frozen=True, repr=False)
class Journal:
    """A journal, or a part of one, as it is taken along; every walk through it begins anew."""

    keyring: Keyring
    library: Library
    selection: Selection
    username: str
    time_zone: str
    exported_at: str
    notice: str
    account: Account
    lost: list[Unread] = field(default_factory=list)

    def leaves(self) -> Iterator[Leaf]:
        """Every page that can be opened and is not in the trash; the others are noted in `lost` on the way."""
        for one in self._pages(_ENTRIES.c.trashed_on.is_(None)):
            if isinstance(one, Leaf):
                yield one
            else:
                self.lost.append(one)

    def told_of_lost(self) -> str:
        """A sentence on the pages that could not be opened, after a walk through `leaves`; empty where all could."""
        if not self.lost:
            return ""
        # Some formats walk twice; and a day is told once, however many pages of it are damaged.
        days = ", ".join(dict.fromkeys(one.day.isoformat() for one in self.lost))
        return f"Damaged, and so not in here: what was written on {days}. The complete copy (json) holds it as it is."

    def everything(self) -> Iterator[Leaf | Unread]:
        """Every page, with its earlier texts; then those in the trash. What cannot be opened goes along as it is."""
        yield from self._pages(_ENTRIES.c.trashed_on.is_(None), with_earlier=True)
        yield from self._pages(_ENTRIES.c.trashed_on.is_not(None), with_earlier=True)

    def concept_title(self, slug: str) -> str:
        """What a concept is called; its slug where the library has it no more."""
        concept = self.library.concepts.get(slug)
        return concept.title if concept else slug

    def check_ins(self) -> Iterator[Marked]:
        """Every check-in that stands alone and can be opened."""
        if self.selection.is_by_content:
            return
        for row in walk(_CHECK_INS, self.keyring.person_id, *self.selection.days(_CHECK_INS)):
            noted = noted_in(self.keyring, row)
            if noted.mark is not None:
                yield Marked(noted.id, noted.day, noted.version, noted.mark)

    def _pages(self, lying: Any, *, with_earlier: bool = False) -> Iterator[Leaf | Unread]:
        for rows in chunks(_ENTRIES, self.keyring.person_id, lying, *self.selection.days(_ENTRIES)):
            for at in range(0, len(rows), WITH_EARLIER_AT_ONCE):
                few = rows[at : at + WITH_EARLIER_AT_ONCE]
                yield from self._opened(few, self._earlier([row.id for row in few]) if with_earlier else {})

    def _opened(self, rows: list[Any], earlier: dict[UUID, list[Earlier]]) -> Iterator[Leaf | Unread]:
        for row in rows:
            page = open_page(self.keyring, row)
            if page is not None and self.selection.holds(page):
                yield leaf_of(row, page, self.library, tuple(earlier.get(row.id, ())))
            elif page is None and not self.selection.is_by_content:
                yield Unread(row.id, row.day, row.box)

    def _earlier(self, entry_ids: list[UUID]) -> dict[UUID, list[Earlier]]:
        mine = _REVISIONS.c.person_id == self.keyring.person_id, _REVISIONS.c.entry_id.in_(entry_ids)
        found: dict[UUID, list[Earlier]] = {}
        for row in run(select(*_REVISIONS.c).where(*mine).order_by(_REVISIONS.c.entry_id, _REVISIONS.c.number)):
            page = open_revision(self.keyring, row)
            if page is not None:
                found.setdefault(row.entry_id, []).append(Earlier(row.number, plain(page)))
        return found


def leaf_of(row: Any, page: Page, library: Library, earlier: tuple[Earlier, ...] = ()) -> Leaf:
    """An entry as a leaf, with its prompt in words."""
    return Leaf(
        id=row.id,
        day=row.day,
        version=row.version,
        title=page.title,
        body=page.body,
        written_at=page.written_at,
        edited_at=page.edited_at,
        kept_at=page.kept_at,
        trashed_at=page.trashed_at,
        asked=asked_of(page.prompt, library),
        concepts=page.concepts,
        tags=page.tags,
        starred=page.starred,
        check_in=page.check_in,
        assignment=page.assignment,
        earlier=earlier,
    )


def asked_of(prompt_id: str | None, library: Library) -> Asked | None:
    """A prompt in words; the id alone where the library has it no more."""
    prompt = library.prompts.get(prompt_id) if prompt_id else None
    if prompt is None:
        return Asked(prompt_id, "", "") if prompt_id else None
    return Asked(prompt.id, prompt.title, prompt.text)


def plain(page: Page) -> dict[str, Any]:
    """A page's fields as they are sealed."""
    return dict(orjson.loads(orjson.dumps(asdict(page))))


def walk(table: Table, person_id: UUID, *conditions: Any) -> Iterator[Any]:
    """A person's rows with a day and a number, oldest first."""
    for rows in chunks(table, person_id, *conditions):
        yield from rows


def chunks(table: Table, person_id: UUID, *conditions: Any) -> Iterator[list[Any]]:
    """The same, some at a time: each asked for by itself, so that nothing is held open meanwhile."""
    place = tuple_(table.c.day, table.c.number)
    wanted = select(*table.c).where(table.c.person_id == person_id, *conditions).order_by(table.c.day, table.c.number)
    rows = list(run(wanted.limit(AT_ONCE)))
    while rows:
        yield rows
        rows = list(run(wanted.where(place > (rows[-1].day, rows[-1].number)).limit(AT_ONCE)))
