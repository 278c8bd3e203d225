"""Ask a group something, from when until when; and say, for oneself, that one has written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, func, insert, select, update

from app.core.clock import as_text, timestamp
from app.core.database import run, take_pen
from app.core.ids import new_id
from app.errors import Invalid, NotFound, StaleVersion
from app.vault.box import Unreadable, WrongKey
from app.vault.circle import open_for_circle, seal_for_circle
from app.workshops import roles
from app.workshops.errors import AlreadyAnswered
from app.workshops.house import House
from app.workshops.models import Assignment, Completion, Membership
from app.workshops.questions import Own, Question

MOST = 200
_TABLE, _DONE, _SEATS = Assignment.__table__, Completion.__table__, Membership.__table__
_ONE = select(*_TABLE.columns).where(_TABLE.c.id == bindparam("assignment"))
_ALL = select(*_TABLE.columns).where(_TABLE.c.workshop_id == bindparam("workshop")).order_by(_TABLE.c.place)
_WRITTEN = (
    select(_DONE.c.assignment_id, func.count().label("many"))
    .join(_TABLE, _TABLE.c.id == _DONE.c.assignment_id)
    .where(_TABLE.c.workshop_id == bindparam("workshop"))
    .group_by(_DONE.c.assignment_id)
)
_OWN = (
    select(_DONE.c.assignment_id)
    .join(_TABLE, _TABLE.c.id == _DONE.c.assignment_id)
    .where(_TABLE.c.workshop_id == bindparam("workshop"), _DONE.c.person_id == bindparam("person"))
)
UNREADABLE = Question(prompt=None)


@dataclass(frozen=True)
class Times:
    """From when until when something is asked, in Unix seconds; None where it is open to that side."""

    opens_at: int | None = None
    closes_at: int | None = None

    def has_opened(self, now: int) -> bool:
        return self.opens_at is None or self.opens_at <= now

    def is_open(self, now: int) -> bool:
        return self.has_opened(now) and (self.closes_at is None or now < self.closes_at)


@dataclass(frozen=True, repr=False)
class Asking:
    """What is asked, and from when until when."""

    question: Question
    times: Times = field(default_factory=Times)


@dataclass(frozen=True, repr=False)
class Asked:
    """An assignment as one of the group may see it; `written` is None for those who do not lead."""

    id: UUID
    version: int
    place: int
    asking: Asking
    has_written: bool
    written: int | None

    def shown(self, house: House) -> dict[str, Any]:
        """The assignment on the wire."""
        question, times = self.asking.question, self.asking.times
        return {
            "id": self.id,
            "version": self.version,
            "place": self.place,
            "question": question.shown(house.library),
            "note": question.note,
            "opens_at": instant(times.opens_at),
            "closes_at": instant(times.closes_at),
            "open": times.is_open(timestamp()),
            "done": self.has_written,
            "written": self.written,
            "unreadable": question is UNREADABLE,
        }


def assign(person_id: UUID, workshop_id: UUID, asking: Asking, *, house: House) -> UUID:
    """Ask the group something. Raises NotFound, NotAFacilitator, WorkshopClosed, Invalid."""
    take_pen()
    roles.open_leading_seat(person_id, workshop_id)
    return put_last(workshop_id, asking, house)


def put_last(workshop_id: UUID, asking: Asking, house: House) -> UUID:
    """Add an assignment behind the others; whoever calls this holds the pen and has the right. Raises Invalid."""
    require_order(asking.times)
    count = len(run(_ALL, {"workshop": workshop_id}).all())
    if count >= MOST:
        raise Invalid({"question": [f"There are {MOST} already. Let one go first."]})
    made = new_id()
    box = seal_question(asking.question, made, 1, house)
    values = {"id": made, "workshop_id": workshop_id, "version": 1, "place": count + 1, "box": box}
    run(insert(_TABLE).values(**values, **asdict(asking.times)))
    return made


def ask_the_same(person_id: UUID, workshop_id: UUID, earlier_id: UUID, *, house: House) -> None:
    """Ask a new group what an earlier one was asked, without its times. Raises NotFound, NotAFacilitator."""
    roles.leading_seat(person_id, earlier_id)
    for one in find_all(person_id, earlier_id, house):
        if one.asking.question is not UNREADABLE:
            put_last(workshop_id, Asking(one.asking.question), house)


def find_all(person_id: UUID, workshop_id: UUID, house: House) -> list[Asked]:
    """What the group is asked, in order; what has not opened yet only for those who lead. Raises NotFound."""
    seat, now = roles.seat_of(person_id, workshop_id), timestamp()
    here = {"workshop": workshop_id}
    own = set(run(_OWN, {**here, "person": person_id}).scalars())
    written = {row.assignment_id: row.many for row in run(_WRITTEN, here)} if seat.leads else None
    rows = [row for row in run(_ALL, here) if seat.leads or times_of(row).has_opened(now)]
    return [asked(row, row.id in own, written, house) for row in rows]


def find(person_id: UUID, assignment_id: UUID, house: House) -> Asked:
    """One of them. Raises NotFound, also for what the person may not see yet."""
    row = row_of(assignment_id)
    for one in find_all(person_id, row.workshop_id, house):
        if one.id == assignment_id:
            return one
    raise NotFound


def change(person_id: UUID, assignment_id: UUID, asking: Asking, *, expected_version: int, house: House) -> None:
    """Put it otherwise; what somebody has answered keeps its words.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion, AlreadyAnswered, Invalid.
    """
    take_pen()
    present = led(person_id, assignment_id, expected_version, house)
    if present.written and without_note(asking) != without_note(present.asking):
        raise AlreadyAnswered
    require_order(asking.times)
    version = present.version + 1
    box = seal_question(asking.question, assignment_id, version, house)
    run(update(_TABLE).where(_TABLE.c.id == assignment_id).values(version=version, **asdict(asking.times), box=box))


def move(person_id: UUID, assignment_id: UUID, place: int) -> None:
    """Put it in another place among the others. Raises NotFound, NotAFacilitator, WorkshopClosed."""
    take_pen()
    workshop_id = row_of(assignment_id).workshop_id
    roles.open_leading_seat(person_id, workshop_id)
    order = [one.id for one in run(_ALL, {"workshop": workshop_id}) if one.id != assignment_id]
    order.insert(place - 1, assignment_id)
    number(order)


def let_go(person_id: UUID, assignment_id: UUID, *, expected_version: int, house: House) -> None:
    """Ask it no longer; what was written stays its writers'.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion.
    """
    take_pen()
    led(person_id, assignment_id, expected_version, house)
    workshop_id = row_of(assignment_id).workshop_id
    run(delete(_TABLE).where(_TABLE.c.id == assignment_id))
    number([one.id for one in run(_ALL, {"workshop": workshop_id})])


def led(person_id: UUID, assignment_id: UUID, expected_version: int, house: House) -> Asked:
    """An assignment in a group that the person leads.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion.
    """
    roles.open_leading_seat(person_id, row_of(assignment_id).workshop_id)
    present = find(person_id, assignment_id, house)
    if present.version != expected_version:
        raise StaleVersion(present.shown(house), present.version)
    return present


def row_of(assignment_id: UUID) -> Any:
    row = run(_ONE, {"assignment": assignment_id}).first()
    if row is None:
        raise NotFound
    return row


def asked(row: Any, has_written: bool, written: dict[UUID, int] | None, house: House) -> Asked:
    many = None if written is None else written.get(row.id, 0)
    asking = Asking(question_in(row, house), times_of(row))
    return Asked(row.id, row.version, row.place, asking, has_written, many)


def question_in(row: Any, house: House) -> Question:
    try:
        told = orjson.loads(open_for_circle(house.peppers, "assignment", row.box, row.id, row.version))
    except (Unreadable, WrongKey):
        return UNREADABLE
    return Question(told["prompt"], Own(**told["own"]) if told["own"] else None, told["note"])


def seal_question(question: Question, assignment_id: UUID, version: int, house: House) -> bytes:
    return seal_for_circle(house.peppers, "assignment", orjson.dumps(asdict(question)), assignment_id, version)


def number(order: Sequence[UUID]) -> None:
    for place, assignment_id in enumerate(order, start=1):
        run(update(_TABLE).where(_TABLE.c.id == assignment_id).values(place=place))


def times_of(row: Any) -> Times:
    return Times(row.opens_at, row.closes_at)


def without_note(asking: Asking) -> tuple[str | None, Own | None]:
    return asking.question.prompt, asking.question.own


def instant(seconds: int | None) -> str | None:
    return None if seconds is None else as_text(datetime.fromtimestamp(seconds, UTC))


def require_order(times: Times) -> None:
    """Raise Invalid when something would close before it opens."""
    if times.opens_at is not None and times.closes_at is not None and times.closes_at <= times.opens_at:
        raise Invalid({"closes_at": ["It would close before it opens."]})
