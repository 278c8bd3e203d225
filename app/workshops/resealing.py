"""Bring what groups keep from an older pepper to the newest, so that the older one may be let go."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, update

from app.core.database import run, take_pen
from app.vault.box import Unreadable, WrongKey, epoch_of
from app.vault.circle import open_for_circle, seal_for_circle
from app.vault.pepper import Peppers
from app.workshops.gathering import NAME_BYTES
from app.workshops.models import Assignment, Membership, Workshop

_GROUPS, _SEATS, _TASKS = Workshop.__table__, Membership.__table__, Assignment.__table__
# A box begins with its version and the number of its key.
_BEGINNING = 5
_HEADER_BYTES = 100


def peppers_in_use() -> list[str]:
    """The ids of the peppers that groups' boxes need; a damaged box needs none."""
    beginnings = {
        bytes(found)
        for table in (_GROUPS, _SEATS, _TASKS)
        for (found,) in run(select(func.substr(table.c.box, 1, _BEGINNING)).distinct())
    }
    return sorted(f"p{number}" for number in map(number_of, beginnings) if number)


def number_of(beginning: bytes) -> int | None:
    try:
        return epoch_of(beginning.ljust(_HEADER_BYTES, b"\0"))
    except Unreadable:
        return None


def reseal(peppers: Peppers) -> int:
    """Seal anew whatever an older pepper seals; returns how many boxes. What is damaged stays as it is."""
    take_pen()
    return sum(1 for _ in resealed(peppers))


def resealed(peppers: Peppers) -> Iterator[None]:
    for table, label in ((_GROUPS, "workshop"), (_TASKS, "assignment")):
        for row in run(select(table.c.id, table.c.version, table.c.box)).all():
            fresh = anew(peppers, label, row.box, row.id, row.version)
            if fresh:
                yield from write(update(table).where(table.c.id == row.id).values(box=fresh))
    for row in run(select(*_SEATS.columns)).all():
        fresh = anew(peppers, "seat", row.box, row.workshop_id, row.person_id, fixed=NAME_BYTES)
        whose = _SEATS.c.workshop_id == row.workshop_id, _SEATS.c.person_id == row.person_id
        if fresh:
            yield from write(update(_SEATS).where(*whose).values(box=fresh))


def anew(peppers: Peppers, label: str, box: bytes, *about: Any, fixed: int | None = None) -> bytes | None:
    """The same words under the newest pepper; None where they are there already, or cannot be read."""
    try:
        if f"p{epoch_of(box)}" == peppers.newest_id:
            return None
        return seal_for_circle(peppers, label, open_for_circle(peppers, label, box, *about), *about, fixed=fixed)
    except (Unreadable, WrongKey):
        return None


def write(statement: Any) -> Iterator[None]:
    run(statement)
    yield
