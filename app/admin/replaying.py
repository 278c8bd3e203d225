"""Delete anew what the erasure ledger says was deleted: a copy from before must not bring it back (security.md T17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, NullPool, Table, create_engine, delete, select, update

from app.accounts.models import Invite, Passkey, Person, SecondStep
from app.admin.copies import NotPossible
from app.admin.people import PASSING
from app.checkins.models import CheckIn
from app.core.database import run, take_pen
from app.core.erasures import NONE
from app.journal.models import Concordance, Entry, InboxItem, MonthPage
from app.vault.ledger import Ledger
from app.vault.models import KeySlot
from app.vault.pepper import Peppers
from app.vault.sealing_anew import Keys, is_one_of
from app.vault.slots import pepper_of
from app.workshops.models import Membership, Share, Workshop
from app.workshops.roles import FACILITATOR, PARTICIPANT, seat_name

AT_ONCE = 500
_PEOPLE, _GROUPS, _SEATS = Person.__table__, Workshop.__table__, Membership.__table__
_ENTRIES, _INBOX, _MARKS = Entry.__table__, InboxItem.__table__, CheckIn.__table__
_SLOTS = KeySlot.__table__


@dataclass(frozen=True)
class Trace:
    """Where what the ledger names by a kind may lie: among which rows, named by which columns, numbered by which."""

    kind: str
    table: Table
    named_by: tuple[str, ...] = ("id",)
    numbered_by: str | None = None
    among: tuple[ColumnElement[bool], ...] = ()

    def name_of(self, row: Any) -> UUID:
        """The id under which the ledger knows a row."""
        ids: list[UUID] = [getattr(row, column) for column in self.named_by]
        return ids[0] if len(ids) == 1 else seat_name(*ids)

    def number_of(self, row: Any) -> int:
        """Its number; where there is none, each line means it that means anything."""
        return int(getattr(row, self.numbered_by)) if self.numbered_by else NONE


TRACES = (
    Trace("person", _PEOPLE),
    Trace("workshop", _GROUPS),
    Trace("seat", _SEATS, ("workshop_id", "person_id"), "seat"),
    Trace("lead", _SEATS, ("workshop_id", "person_id"), "seat", (_SEATS.c.role == FACILITATOR,)),
    Trace("invitation", Invite.__table__),
    Trace("share", Share.__table__),
    Trace("entry", _ENTRIES, numbered_by="number"),
    # What waited for its person then has become the page that was forgotten.
    Trace("entry", _INBOX, ("entry_id",), "number"),
    Trace("check_in", _MARKS, numbered_by="number"),
    Trace("passkey", Passkey.__table__),
    Trace("second_step", SecondStep.__table__, ("person_id",), "version"),
    Trace("admin", _PEOPLE, among=(_PEOPLE.c.appointed_on.is_not(None),)),
)


def require_peppers(address: str, peppers: Peppers) -> None:
    """Raise NotPossible when passphrases of that database were guarded by a pepper that is not known here."""
    with create_engine(address, poolclass=NullPool, hide_parameters=True).connect() as database:
        found = list(database.scalars(select(KeySlot.params).where(KeySlot.kind == "password")))
    # A slot that is damaged opens nothing with any pepper, and keeps nobody else's journal from coming back.
    missing = {needed for params in found if (needed := pepper_of(params))} - set(peppers.ids)
    if missing:
        raise NotPossible(f"This copy needs pepper {', '.join(sorted(missing))}, which the pepper file does not hold.")


def replay(ledger: Ledger) -> Counter[str]:
    """Delete every row that the ledger names; returns how many of each kind. Raises UnknownPepper."""
    take_pen()
    deleted: Counter[str] = Counter()
    for trace in TRACES:
        for gone in batches(rows_named(ledger, trace)):
            take_away(trace, gone)
            deleted[trace.kind] += len(gone)
    return deleted


def end_passing_ways_in() -> int:
    """End every session and every token: those that were ended since would be open again. Returns how many."""
    return run(delete(_SLOTS).where(_SLOTS.c.kind.in_(PASSING))).rowcount


def rows_named(ledger: Ledger, trace: Trace) -> Keys:
    """The primary keys of the rows that the ledger names."""
    told = [trace.table.c[name] for name in (*trace.named_by, trace.numbered_by) if name is not None]
    rows = run(select(*dict.fromkeys([*trace.table.primary_key, *told])).where(*trace.among)).all()
    limits = ledger.limits_among(trace.kind, map(trace.name_of, rows))
    named = [row for row in rows if trace.number_of(row) < limits.get(trace.name_of(row), NONE)]
    return [tuple(getattr(row, key.name) for key in trace.table.primary_key) for row in named]


def take_away(trace: Trace, keys: Keys) -> None:
    """Delete these rows, with whatever else holds something of theirs; who led a group, or was an admin, stays."""
    these = is_one_of(trace.table, keys)
    if trace.kind == "lead":
        run(update(_SEATS).where(these).values(role=PARTICIPANT))
        return
    if trace.kind == "admin":
        run(update(_PEOPLE).where(these).values(appointed_on=None))
        return
    if trace.table is _PEOPLE:
        run(delete(_SLOTS).where(_SLOTS.c.person_id.in_([person_id for (person_id,) in keys])))
    if trace.kind == "passkey":
        run(delete(_SLOTS).where(_SLOTS.c.id.in_([passkey_id for (passkey_id,) in keys])))
    if trace.table is _ENTRIES:
        forget_lines([entry_id for (entry_id,) in keys])
    run(delete(trace.table).where(these))


def forget_lines(entry_ids: Sequence[UUID]) -> None:
    # The words of an entry also lie in concordances, and folded in a part of its month. Without keys the part cannot
    # be sealed anew, so it is emptied; whoever searches next finds it damaged and reads the entries themselves.
    owners: Any = select(Entry.person_id).where(Entry.id.in_(entry_ids))
    run(delete(Concordance).where(Concordance.person_id.in_(owners)))
    pages: Any = select(Entry.page_id).where(Entry.id.in_(entry_ids))
    run(update(MonthPage).where(MonthPage.id.in_(pages)).values(box=b""))


def batches(keys: Keys) -> Iterator[Keys]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]
