"""Delete anew what the erasure ledger says was deleted: a copy from before must not bring it back (security.md T17)."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import NullPool, Table, create_engine, delete, select, update

from app.accounts.models import Person
from app.admin.copies import NotPossible
from app.checkins.models import CheckIn
from app.core.database import run, take_pen
from app.journal.models import Entry, MonthPage
from app.vault.ledger import Ledger
from app.vault.models import KeySlot
from app.vault.pepper import Peppers
from app.workshops.models import Share, Workshop

AT_ONCE = 500
TABLES: dict[str, Table] = {
    "person": Person.__table__,
    "workshop": Workshop.__table__,
    "share": Share.__table__,
    "entry": Entry.__table__,
    "check_in": CheckIn.__table__,
}


def require_peppers(address: str, peppers: Peppers) -> None:
    """Raise NotPossible when passphrases of that database were guarded by a pepper that is not known here."""
    with create_engine(address, poolclass=NullPool, hide_parameters=True).connect() as database:
        found = list(database.scalars(select(KeySlot.params).where(KeySlot.kind == "password")))
    missing = {json.loads(params)["pepper"] for params in found} - set(peppers.ids)
    if missing:
        raise NotPossible(f"This copy needs pepper {', '.join(sorted(missing))}, which the pepper file does not hold.")


def replay(ledger: Ledger) -> Counter[str]:
    """Delete every row that the ledger names; returns how many of each kind. Raises UnknownPepper."""
    take_pen()
    deleted: Counter[str] = Counter()
    for kind, table in TABLES.items():
        ids = list(run(select(table.c.id)).scalars())
        for gone in batches(sorted(ledger.erased_among(kind, ids))):
            delete_rows(kind, table, gone)
            deleted[kind] += len(gone)
    return deleted


def delete_rows(kind: str, table: Table, ids: Sequence[UUID]) -> None:
    """Delete these rows, with whatever else holds something of theirs."""
    if kind == "person":
        run(delete(KeySlot).where(KeySlot.person_id.in_(ids)))
    if kind == "entry":
        forget_lines(ids)
    run(delete(table).where(table.c.id.in_(ids)))


def forget_lines(entry_ids: Sequence[UUID]) -> None:
    # The words of an entry also lie folded in a part of its month. Without keys the part cannot be sealed anew, so it
    # is emptied; whoever searches next finds it damaged and reads the entries themselves.
    pages: Any = select(Entry.page_id).where(Entry.id.in_(entry_ids))
    run(update(MonthPage).where(MonthPage.id.in_(pages)).values(box=b""))


def batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]
