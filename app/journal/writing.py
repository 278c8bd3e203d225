"""Write: begin an entry, revise it. What is acknowledged is committed; what clashes is handed back whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from app.accounts.changes import next_change
from app.core.database import run
from app.core.ids import new_id
from app.errors import NotFound, StaleVersion
from app.journal import digest
from app.journal.drafts import Draft
from app.journal.errors import EntryInTrash, EntryUnreadable
from app.journal.history import keep
from app.journal.lines import line_of
from app.journal.models import Entry
from app.journal.page import Page, open_page
from app.journal.reading import find_row
from app.vault.keyring import Keyring

_ENTRIES = Entry.__table__
_EXISTING = select(*_ENTRIES.columns).where(_ENTRIES.c.id == bindparam("entry"))
_INSERT = insert(_ENTRIES)
_UPDATE = (
    update(_ENTRIES)
    .where(
        _ENTRIES.c.id == bindparam("entry"),
        _ENTRIES.c.person_id == bindparam("person"),
        _ENTRIES.c.version == bindparam("expected"),
    )
    .values(
        version=bindparam("new_version"),
        day=bindparam("new_day"),
        change_seq=bindparam("seq"),
        trashed_on=bindparam("trashed"),
        page_id=bindparam("page"),
        box=bindparam("new_box"),
    )
)
Shown = Callable[[Any, Page | None], dict[str, Any]]


class Row(NamedTuple):
    """An entry's row as it has just been written."""

    id: UUID
    person_id: UUID
    day: date
    number: int
    version: int
    change_seq: int
    trashed_on: date | None
    page_id: UUID | None
    box: bytes


@dataclass(frozen=True)
class Writer:
    """Who writes: their keys, what day it is where they are, and how an entry is shown when two texts clash."""

    keyring: Keyring
    their_day: Callable[[], date]
    shown: Shown


@dataclass(frozen=True, repr=False)
class Turn:
    """From one text to the next; whether the first is kept is the texts' own affair, unless it always is."""

    before: Page
    after: Page
    always_keep: bool = False

    @property
    def keeps_before(self) -> bool:
        """Whether the first text goes into the history."""
        return self.always_keep or self.before.deserves_keeping(self.after)


def begin(writer: Writer, draft: Draft, *, own_id: UUID | None = None) -> tuple[Any, Page, bool]:
    """A new entry, under an id of the writer's own or of ours; the flag is False when it was there already (a retry).

    Raises StaleVersion when the id holds another text, NotFound when it is nobody's to use.
    """
    keyring, page, entry_id = writer.keyring, draft.first_page(), own_id or new_id()
    day = draft.day or writer.their_day()
    box = page.seal(keyring, entry_id, 1)
    number = next_change(keyring.person_id)
    existing = run(_EXISTING, {"entry": own_id}).first() if own_id else None
    if existing is not None:
        return (*_same_or_stale(writer, existing, draft), False)
    row = Row(entry_id, keyring.person_id, day, number, 1, number, None, None, box)
    row = row._replace(page_id=digest.add(keyring, line_of(row, page)))
    run(_INSERT, row._asdict())
    return row, page, True


def revise(writer: Writer, entry_id: UUID, draft: Draft, *, expected_version: int) -> tuple[Any, Page]:
    """An entry with the draft's fields in place of its own; the earlier text is kept when that is due.

    Raises NotFound, StaleVersion, EntryInTrash or EntryUnreadable.
    """
    row = find_row(writer.keyring.person_id, entry_id)
    page = open_page(writer.keyring, row)
    if row.version != expected_version:
        if page is not None and draft.changes_nothing(page, row.day):
            return row, page
        raise StaleVersion(writer.shown(row, page), row.version)
    if page is None:
        raise EntryUnreadable
    if row.trashed_on is not None:
        raise EntryInTrash
    return put(writer, row, Turn(page, draft.applied_to(page)), day=draft.day or row.day)


def put(writer: Writer, row: Any, turn: Turn, *, day: date) -> tuple[Any, Page]:
    """Put a new page in the place of the one that was read. Raises StaleVersion when another was quicker."""
    keyring, due = writer.keyring, turn.keeps_before
    after = _kept_now(turn.after) if due else turn.after
    written = Row(*row)._replace(day=day, version=row.version + 1)
    written = written._replace(box=after.seal(keyring, row.id, written.version))
    written = written._replace(change_seq=next_change(keyring.person_id))
    # The part may have moved since the row was read, so it is read again under the pen.
    present = run(_EXISTING, {"entry": row.id}).first()
    if present is None or present.version != row.version:
        raise _stale(writer, row.id)
    if due:
        keep(keyring, row.id, turn.before)
    line = line_of(written, after)
    return store(written._replace(page_id=digest.replace_line(keyring, present.page_id, line)), row.version), after


def store(written: Row, expected_version: int) -> Row:
    """Write a row over the version that was read; the caller holds the pen and has checked that version."""
    values = {
        "entry": written.id,
        "person": written.person_id,
        "expected": expected_version,
        "new_version": written.version,
        "new_day": written.day,
        "seq": written.change_seq,
        "trashed": written.trashed_on,
        "page": written.page_id,
        "new_box": written.box,
    }
    if run(_UPDATE, values).rowcount != 1:
        raise NotFound
    return written


def _same_or_stale(writer: Writer, row: Any, draft: Draft) -> tuple[Any, Page]:
    if row.person_id != writer.keyring.person_id:
        raise NotFound
    page = open_page(writer.keyring, row)
    if page is not None and draft.changes_nothing(page, row.day):
        return row, page
    raise StaleVersion(writer.shown(row, page), row.version)


def _stale(writer: Writer, entry_id: UUID) -> StaleVersion:
    row = find_row(writer.keyring.person_id, entry_id)
    return StaleVersion(writer.shown(row, open_page(writer.keyring, row)), row.version)


def _kept_now(page: Page) -> Page:
    return page.edited(kept_at=page.edited_at)
