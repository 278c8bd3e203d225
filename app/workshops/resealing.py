"""Bring what groups keep from an older pepper to the newest, so that the older one may be let go."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from app.core.database import run, take_pen
from app.vault.box import Unreadable, WrongKey, epoch_of
from app.vault.circle import open_for_circle, seal_for_circle
from app.vault.pepper import Peppers
from app.workshops.gathering import NAME_BYTES
from app.workshops.models import Assignment, Membership, PulseQuestion, Workshop


@dataclass(frozen=True)
class Spot:
    """Where boxes lie: the table, the column, the label, what each is bound to, and its size where that is fixed."""

    table: Any
    column: str
    label: str
    about: tuple[str, ...]
    fixed: int | None = None


SPOTS = (
    Spot(Workshop.__table__, "box", "workshop", ("id", "version")),
    Spot(Assignment.__table__, "box", "assignment", ("id", "version")),
    Spot(Membership.__table__, "box", "seat", ("workshop_id", "person_id"), NAME_BYTES),
    Spot(PulseQuestion.__table__, "box", "pulse", ("id",)),
    Spot(PulseQuestion.__table__, "result_box", "result", ("id",)),
)
# A box begins with its version and the number of its key.
_BEGINNING = 5
_HEADER_BYTES = 100


def peppers_in_use() -> Counter[str]:
    """How many of groups' boxes need which pepper; a damaged box needs none."""
    needed: Counter[str] = Counter()
    for spot in SPOTS:
        beginning = func.substr(spot.table.c[spot.column], 1, _BEGINNING).label("found")
        for row in run(select(beginning, func.count().label("many")).group_by("found")):
            number = number_of(bytes(row.found)) if row.found is not None else None
            if number:
                needed[f"p{number}"] += row.many
    return needed


def number_of(beginning: bytes) -> int | None:
    try:
        return epoch_of(beginning.ljust(_HEADER_BYTES, b"\0"))
    except Unreadable:
        return None


def reseal(peppers: Peppers) -> int:
    """Seal anew whatever an older pepper seals; returns how many boxes. What is damaged stays as it is."""
    take_pen()
    return sum(reseal_spot(spot, peppers) for spot in SPOTS)


def reseal_spot(spot: Spot, peppers: Peppers) -> int:
    keys = list(spot.table.primary_key)
    count = 0
    for row in run(select(*spot.table.columns).where(spot.table.c[spot.column].is_not(None))).all():
        about = [getattr(row, name) for name in spot.about]
        fresh = anew(peppers, spot, getattr(row, spot.column), about)
        if fresh:
            which = [key == getattr(row, key.name) for key in keys]
            run(update(spot.table).where(*which).values({spot.column: fresh}))
            count += 1
    return count


def anew(peppers: Peppers, spot: Spot, box: bytes, about: list[Any]) -> bytes | None:
    """The same words under the newest pepper; None where they are there already, or cannot be read."""
    try:
        if f"p{epoch_of(box)}" == peppers.newest_id:
            return None
        data = open_for_circle(peppers, spot.label, box, *about)
        return seal_for_circle(peppers, spot.label, data, *about, fixed=spot.fixed)
    except (Unreadable, WrongKey):
        return None
