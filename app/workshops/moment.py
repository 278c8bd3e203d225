"""What a group does together just now: those who lead say it, every phone in the room follows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from app.core.clock import timestamp
from app.core.database import run, take_pen
from app.errors import Invalid, NotFound, StaleVersion
from app.workshops import asked, assigning, roles
from app.workshops.house import House
from app.workshops.instants import instant
from app.workshops.models import Moment

RESTING, ARRIVING, ASKING, WRITING, CLOSING = "resting", "arriving", "asking", "writing", "closing"
STAGES = (RESTING, ARRIVING, ASKING, WRITING, CLOSING)
MOST_SECONDS, MOST_STEPS = 7_200, 50
_TABLE = Moment.__table__
_ONE = select(*_TABLE.columns).where(_TABLE.c.workshop_id == bindparam("workshop"))


@dataclass(frozen=True)
class Scene:
    """What the room does: the stage, what is asked at which step, and a clock.

    The clock runs until `ends_at` (Unix seconds), or stands with `left` seconds; both None means there is none.
    """

    stage: str = RESTING
    assignment_id: UUID | None = None
    step: int = 0
    ends_at: int | None = None
    left: int | None = None


@dataclass(frozen=True)
class Present:
    """The scene with its version, 0 before the first, and whether the group goes on."""

    workshop_id: UUID
    version: int
    scene: Scene
    is_open: bool = True

    def shown(self, house: House) -> dict[str, Any]:
        """The moment on the wire; `now` lets a phone whose clock is wrong count down rightly."""
        scene = self.scene
        row = asked.row_in(self.workshop_id, scene.assignment_id) if scene.assignment_id else None
        question = asked.question_in(row, house) if row else None
        return {
            "version": self.version,
            "stage": scene.stage,
            "assignment": scene.assignment_id,
            "question": question.shown(house.library) if question else None,
            "note": question.note if question else "",
            "steps": question.steps(house.library) if question else [],
            "step": scene.step,
            "ends_at": instant(scene.ends_at),
            "left": scene.left,
            "now": instant(timestamp()),
        }


def look(person_id: UUID, workshop_id: UUID) -> Present:
    """What the person's group does just now; a closed one rests. Raises NotFound."""
    seat = roles.seat_of(person_id, workshop_id)
    return present_in(workshop_id, seat.is_open)


def turn(person_id: UUID, workshop_id: UUID, scene: Scene, *, expected_version: int, house: House) -> Present:
    """Go on to another scene; what it asks opens now, unless it has.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion, Invalid.
    """
    take_pen(workshop_id)
    roles.open_leading_seat(person_id, workshop_id)
    present = present_in(workshop_id, True)
    if present.version != expected_version:
        raise StaleVersion(present.shown(house), present.version)
    if scene.assignment_id is not None:
        open_up(workshop_id, scene.assignment_id)
    values = {**asdict(scene), "version": present.version + 1}
    if present.version:
        run(update(_TABLE).where(_TABLE.c.workshop_id == workshop_id).values(**values))
    else:
        run(insert(_TABLE).values(workshop_id=workshop_id, **values))
    return Present(workshop_id, present.version + 1, scene)


def present_in(workshop_id: UUID, is_open: bool) -> Present:
    row = run(_ONE, {"workshop": workshop_id}).first()
    if row is None:
        return Present(workshop_id, 0, Scene(), is_open)
    if not is_open:
        return Present(workshop_id, row.version, Scene(), is_open)
    scene = Scene(row.stage, row.assignment_id, row.step, row.ends_at, row.left)
    return Present(workshop_id, row.version, scene)


def open_up(workshop_id: UUID, assignment_id: UUID) -> None:
    """Raise Invalid for what this group is not asked; open what was meant for later."""
    try:
        row = asked.row_in(workshop_id, assignment_id)
    except NotFound as error:
        raise Invalid({"assignment": ["This group is not asked that."]}) from error
    if not asked.times_of(row).has_opened(timestamp()):
        assigning.open_now(assignment_id)
