"""Look for damage without any key: at the outsides of boxes and slots, and at how rows hang together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import LargeBinary, Table, func, select

from app.accounts.identity import untrusted
from app.accounts.models import Person
from app.admin.damage import Damage, Kind, row_name
from app.core.database import run
from app.extensions import db
from app.journal.models import Entry, MonthPage
from app.vault import box, exchange
from app.vault.holdings import A_PEPPER, A_PUBLIC_KEY, NOTHING, Apart, Holding, all_columns
from app.vault.models import KeySlot
from app.vault.pepper import Peppers

BEGINNING = 5
PARAMS = {"password": {"m", "t", "p", "salt", "pepper"}, "session": {"device", "started", "confirmed_until"}}
_PEOPLE = Person.__table__.alias()
_ENTRIES, _PARTS, _SLOTS = Entry.__table__, MonthPage.__table__, KeySlot.__table__


def look(peppers: Peppers) -> Iterator[Damage]:
    """All damage that can be seen from outside."""
    older: Counter[str] = Counter()
    for column in all_columns():
        if isinstance(column, Holding):
            yield from own_boxes(column, older)
        elif column.opened_by != NOTHING:
            yield from other_boxes(column, peppers)
    yield from (Damage("people", person, Kind.BETWEEN) for person in sorted(older))
    yield from rows_of_nothing()
    yield from odd_slots()
    yield from odd_months()
    yield from (Damage("people.public_key", str(person_id), Kind.KEY) for person_id in untrusted(peppers))


def own_boxes(holding: Holding, older: Counter[str]) -> Iterator[Damage]:
    """Boxes under people's keys; those under an older key than the newest are counted by person."""
    owner = holding.table.c[holding.owner]
    outside = seen(holding.table, holding.column, owner.label("owner"), _PEOPLE.c.key_epoch.label("newest"))
    for row in run(outside.outerjoin(_PEOPLE, _PEOPLE.c.id == owner)):
        kind = fault(row, box.could_be) or epoch_fault(row.beginning, row.newest)
        if kind is Kind.BETWEEN:
            older[str(row.owner)] += 1
        elif kind:
            yield Damage(f"{holding.table.name}.{holding.column}", row_name(holding.table, row), kind)


def epoch_fault(beginning: bytes, newest: int | None) -> Kind | None:
    number = number_in(beginning)
    if newest is None or number == newest:
        return None
    return Kind.BETWEEN if 0 < number < newest else Kind.EPOCH


def other_boxes(column: Apart, peppers: Peppers) -> Iterator[Damage]:
    """Boxes that something else than people's keys opens."""
    could_be = exchange.could_be if column.opened_by == A_PUBLIC_KEY else box.could_be
    for row in run(seen(column.table, column.column)):
        kind = fault(row, could_be) or number_fault(column, row.beginning, peppers)
        if kind:
            yield Damage(f"{column.table.name}.{column.column}", row_name(column.table, row), kind)


def number_fault(column: Apart, beginning: bytes, peppers: Peppers) -> Kind | None:
    if column.opened_by == A_PUBLIC_KEY:
        return None
    number = number_in(beginning)
    if column.opened_by == A_PEPPER:
        return None if f"p{number}" in peppers.ids else Kind.PEPPER
    return Kind.EPOCH if number else None


def seen(table: Table, column: str, *further: Any) -> Any:
    """What a box looks like: its row, its first bytes, its length."""
    outside = table.c[column]
    beginning = func.substr(outside, 1, BEGINNING, type_=LargeBinary).label("beginning")
    return select(*table.primary_key, beginning, func.length(outside).label("size"), *further).where(
        outside.is_not(None)
    )


def fault(row: Any, could_be: Any) -> Kind | None:
    if not row.size:
        return Kind.EMPTY
    if row.beginning[0] != box.VERSION:
        return Kind.VERSION
    return None if could_be(row.size) else Kind.SIZE


def number_in(beginning: bytes) -> int:
    return int.from_bytes(beginning[1:], "big")


def rows_of_nothing() -> Iterator[Damage]:
    """Rows that point to what is not there."""
    links = [(key.parent, key.column) for table in db.metadata.sorted_tables for key in table.foreign_keys]
    for column, target in [*links, (_SLOTS.c.person_id, Person.__table__.c.id)]:
        lost = column.is_not(None) & column.not_in(select(target))
        for row in run(select(*column.table.primary_key).where(lost)):
            yield Damage(column.table.name, row_name(column.table, row), Kind.NOBODY)


def odd_slots() -> Iterator[Damage]:
    """Slots whose terms cannot be read."""
    for row in run(select(_SLOTS.c.id, _SLOTS.c.kind, _SLOTS.c.params)):
        if not is_told(row.params, PARAMS.get(row.kind, set())):
            yield Damage("key_slots", str(row.id), Kind.SLOT)


def is_told(params: str, names: set[str]) -> bool:
    try:
        told = json.loads(params)
    except ValueError:
        return False
    return isinstance(told, dict) and names <= told.keys()


def odd_months() -> Iterator[Damage]:
    """Parts of a month and entries that do not name each other."""
    there = func.count(_ENTRIES.c.id)
    on_it = (_ENTRIES.c.page_id == _PARTS.c.id) & _ENTRIES.c.trashed_on.is_(None)
    counted = select(_PARTS.c.id).outerjoin(_ENTRIES, on_it).group_by(_PARTS.c.id, _PARTS.c.entry_count)
    for part_id in run(counted.having(there != _PARTS.c.entry_count)).scalars():
        yield Damage("month_pages", str(part_id), Kind.COUNT)
    unplaced = _ENTRIES.c.page_id.is_(None) | _ENTRIES.c.page_id.not_in(select(_PARTS.c.id))
    for entry_id in run(select(_ENTRIES.c.id).where(_ENTRIES.c.trashed_on.is_(None), unplaced)).scalars():
        yield Damage("entries", str(entry_id), Kind.UNPLACED)
