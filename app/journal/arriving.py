"""Take in pages that were written elsewhere or before: with their own days, versions and earlier texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select

from app.accounts.changes import next_change
from app.core.database import run
from app.journal import digest
from app.journal.lines import line_of
from app.journal.models import Entry, Revision
from app.journal.page import Page
from app.journal.writing import Row
from app.vault.keyring import Keyring

_ENTRIES, _REVISIONS = Entry.__table__, Revision.__table__


@dataclass(frozen=True, repr=False)
class Arrival:
    """A page under the id it is to have; `earlier` are its texts before, by number."""

    entry_id: UUID
    day: date
    version: int
    page: Page
    earlier: Sequence[tuple[int, Page]] = ()
    trashed_on: date | None = None


def arrive(keyring: Keyring, arrival: Arrival) -> None:
    """Put a page into the journal as it is. The caller has seen that nothing has this id, and commits."""
    entry_id, page = arrival.entry_id, arrival.page
    number = next_change(keyring.person_id)
    box = page.seal(keyring, entry_id, arrival.version)
    row = Row(entry_id, keyring.person_id, arrival.day, number, arrival.version, number, arrival.trashed_on, None, box)
    if row.trashed_on is None:
        row = row._replace(page_id=digest.add(keyring, line_of(row, page)))
    run(insert(_ENTRIES), row._asdict())
    for number, earlier in arrival.earlier:
        held = earlier.seal_as_revision(keyring, entry_id, number)
        run(insert(_REVISIONS), {"entry_id": entry_id, "number": number, "person_id": keyring.person_id, "box": held})


def owners(ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Whose entries have these ids; those that nobody's have are left out."""
    rows = run(select(_ENTRIES.c.id, _ENTRIES.c.person_id).where(_ENTRIES.c.id.in_(ids)))
    return {row.id: row.person_id for row in rows}
