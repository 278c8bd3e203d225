"""Into the trash, out again, back to an earlier text, or forgotten for good."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete

from app.accounts.changes import next_change
from app.core.clock import as_text, now
from app.core.database import run
from app.core.erasures import note_erased
from app.errors import StaleVersion
from app.journal import digest
from app.journal.errors import EntryInTrash, EntryNotInTrash, EntryUnreadable
from app.journal.history import find_revision
from app.journal.lines import line_of
from app.journal.models import Entry
from app.journal.page import Page, open_page
from app.journal.reading import find_row
from app.journal.writing import Row, Turn, Writer, put, store

KEPT_DAYS = 30
_ENTRIES = Entry.__table__
_FORGET = delete(_ENTRIES).where(
    _ENTRIES.c.id == bindparam("entry"),
    _ENTRIES.c.person_id == bindparam("person"),
    _ENTRIES.c.version == bindparam("expected"),
)
_EMPTY = delete(_ENTRIES).where(
    _ENTRIES.c.person_id == bindparam("person"), _ENTRIES.c.trashed_on < bindparam("before")
)


def trash(writer: Writer, entry_id: UUID, expected_version: int) -> tuple[Any, Page]:
    """Put an entry into the trash, where it stays for thirty days. Raises NotFound, StaleVersion, EntryUnreadable."""
    row, page = _under_pen(writer, entry_id)
    if row.trashed_on is not None and _was_asked_before(row, expected_version):
        return row, page
    _require_version(writer, row, expected_version)
    digest.remove(writer.keyring, row.page_id, row.id)
    page = page.edited(trashed_at=as_text(now()))
    return _moved(writer, row._replace(trashed_on=now().date(), page_id=None), page), page


def restore(writer: Writer, entry_id: UUID, expected_version: int) -> tuple[Any, Page]:
    """Take an entry out of the trash. Raises NotFound, StaleVersion, EntryUnreadable."""
    row, page = _under_pen(writer, entry_id)
    if row.trashed_on is None and _was_asked_before(row, expected_version):
        return row, page
    _require_version(writer, row, expected_version)
    page = page.edited(trashed_at=None)
    row = row._replace(trashed_on=None, page_id=digest.add(writer.keyring, line_of(row, page)))
    return _moved(writer, row, page), page


def forget(writer: Writer, entry_id: UUID, expected_version: int) -> None:
    """Forget an entry in the trash with its history, for good. Raises NotFound, StaleVersion, EntryNotInTrash."""
    number = next_change(writer.keyring.person_id)
    row = find_row(writer.keyring.person_id, entry_id)
    _require_version(writer, row, expected_version)
    if row.trashed_on is None:
        raise EntryNotInTrash
    note_erased("entry", [entry_id], below=number)
    run(_FORGET, {"entry": entry_id, "person": row.person_id, "expected": expected_version})


def go_back(writer: Writer, entry_id: UUID, number: int, *, expected_version: int) -> tuple[Any, Page]:
    """Bring an earlier text back; the present one is kept. Raises NotFound, StaleVersion, EntryInTrash."""
    row = find_row(writer.keyring.person_id, entry_id)
    _require_version(writer, row, expected_version)
    page = open_page(writer.keyring, row)
    if page is None:
        raise EntryUnreadable
    if row.trashed_on is not None:
        raise EntryInTrash
    earlier = find_revision(writer.keyring, entry_id, number)
    revived = page.edited(title=earlier.title, body=earlier.body, concepts=earlier.concepts, tags=earlier.tags)
    return put(writer, row, Turn(page, revived, always_keep=True), day=row.day)


def empty_old_trash(person_id: UUID) -> int:
    """Forget what has lain in the trash for more than thirty days; returns how many entries that were."""
    before = now().date() - timedelta(days=KEPT_DAYS)
    return run(_EMPTY, {"person": person_id, "before": before}).rowcount


def _under_pen(writer: Writer, entry_id: UUID) -> tuple[Row, Page]:
    seq = next_change(writer.keyring.person_id)
    row = Row(*find_row(writer.keyring.person_id, entry_id))
    page = open_page(writer.keyring, row)
    if page is None:
        raise EntryUnreadable
    return row._replace(change_seq=seq), page


def _was_asked_before(row: Row, expected_version: int) -> bool:
    # The answer to the first asking may have been lost on the way; asking again is harmless.
    return row.version in (expected_version, expected_version + 1)


def _require_version(writer: Writer, row: Any, expected_version: int) -> None:
    if row.version != expected_version:
        raise StaleVersion(writer.shown(row, open_page(writer.keyring, row)), row.version)


def _moved(writer: Writer, row: Row, page: Page) -> Row:
    version = row.version + 1
    box = page.seal(writer.keyring, row.id, version)
    return store(row._replace(version=version, box=box), row.version)
