"""Ask a group something, from when until when; and say, for oneself, that one has written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from app.core.clock import timestamp
from app.core.database import run, take_pen
from app.core.ids import new_id
from app.errors import Invalid, NotFound, StaleVersion
from app.workshops import roles
from app.workshops.asked import (
    UNREADABLE,
    Asked,
    Asking,
    Times,
    Waiting,
    question_in,
    row_of,
    seal_question,
    times_of,
    without_note,
)
from app.workshops.errors import AlreadyAnswered
from app.workshops.house import House
from app.workshops.models import Assignment, Completion, Membership, Share, Workshop
from app.workshops.stirring import stir

MOST = 200
_TABLE, _DONE, _SHARES = Assignment.__table__, Completion.__table__, Share.__table__
_GROUPS, _SEATS = Workshop.__table__, Membership.__table__
_ALL = select(*_TABLE.columns).where(_TABLE.c.workshop_id == bindparam("workshop")).order_by(_TABLE.c.place)
_WRITTEN = (
    select(_DONE.c.assignment_id, func.count().label("many"))
    .join(_TABLE, _TABLE.c.id == _DONE.c.assignment_id)
    .where(_TABLE.c.workshop_id == bindparam("workshop"))
    .group_by(_DONE.c.assignment_id)
)
_SHARED = (
    select(_SHARES.c.assignment_id, func.count(_SHARES.c.author_id.distinct()).label("many"))
    .where(_SHARES.c.workshop_id == bindparam("workshop"), _SHARES.c.assignment_id.is_not(None))
    .group_by(_SHARES.c.assignment_id)
)
_MINE = (
    select(*_TABLE.columns)
    .join(_GROUPS, _GROUPS.c.id == _TABLE.c.workshop_id)
    .join(_SEATS, _SEATS.c.workshop_id == _TABLE.c.workshop_id)
    .outerjoin(_DONE, and_(_DONE.c.assignment_id == _TABLE.c.id, _DONE.c.person_id == bindparam("person")))
    .where(_SEATS.c.person_id == bindparam("person"), _DONE.c.person_id.is_(None), _GROUPS.c.closed_on.is_(None))
)
_OWN = (
    select(_DONE.c.assignment_id)
    .join(_TABLE, _TABLE.c.id == _DONE.c.assignment_id)
    .where(_TABLE.c.workshop_id == bindparam("workshop"), _DONE.c.person_id == bindparam("person"))
)


def assign(person_id: UUID, workshop_id: UUID, asking: Asking, *, house: House) -> UUID:
    """Ask the group something. Raises NotFound, NotAFacilitator, WorkshopClosed, Invalid."""
    take_pen(workshop_id)
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
    written, shared = (count(_WRITTEN, here), count(_SHARED, here)) if seat.leads else (None, None)
    return [
        Asked(
            row.id,
            row.version,
            row.place,
            Asking(question_in(row, house), times_of(row)),
            has_written=row.id in own,
            written=None if written is None else written.get(row.id, 0),
            shared=None if shared is None else shared.get(row.id, 0),
        )
        for row in run(_ALL, here)
        if seat.leads or times_of(row).has_opened(now)
    ]


def find_waiting(person_id: UUID, house: House) -> list[Waiting]:
    """What one's open groups ask just now and one has not written to: what closes first, then what was asked first."""
    now = timestamp()
    rows = [row for row in run(_MINE, {"person": person_id}) if times_of(row).is_open(now)]
    rows.sort(key=lambda row: (row.closes_at is None, row.closes_at or 0, row.place))
    return [Waiting(row.id, row.workshop_id, question_in(row, house), times_of(row)) for row in rows]


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
    take_pen(row_of(assignment_id).workshop_id)
    present = led(person_id, assignment_id, expected_version, house)
    if present.written and without_note(asking) != without_note(present.asking):
        raise AlreadyAnswered
    require_order(asking.times)
    version = present.version + 1
    box = seal_question(asking.question, assignment_id, version, house)
    run(update(_TABLE).where(_TABLE.c.id == assignment_id).values(version=version, **asdict(asking.times), box=box))
    stir(row_of(assignment_id).workshop_id)


def open_now(assignment_id: UUID) -> None:
    """Ask it from now on; whoever calls this holds the pen and has the right."""
    run(update(_TABLE).where(_TABLE.c.id == assignment_id).values(opens_at=None))


def move(person_id: UUID, assignment_id: UUID, place: int) -> None:
    """Put it in another place among the others. Raises NotFound, NotAFacilitator, WorkshopClosed."""
    workshop_id = row_of(assignment_id).workshop_id
    take_pen(workshop_id)
    roles.open_leading_seat(person_id, workshop_id)
    order = [one.id for one in run(_ALL, {"workshop": workshop_id}) if one.id != assignment_id]
    order.insert(place - 1, assignment_id)
    number(order)


def let_go(person_id: UUID, assignment_id: UUID, *, expected_version: int, house: House) -> None:
    """Ask it no longer; what was written stays its writers'.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion.
    """
    workshop_id = row_of(assignment_id).workshop_id
    take_pen(workshop_id)
    led(person_id, assignment_id, expected_version, house)
    run(delete(_TABLE).where(_TABLE.c.id == assignment_id))
    number([one.id for one in run(_ALL, {"workshop": workshop_id})])
    stir(workshop_id)


def led(person_id: UUID, assignment_id: UUID, expected_version: int, house: House) -> Asked:
    """An assignment in a group that the person leads.

    Raises NotFound, NotAFacilitator, WorkshopClosed, StaleVersion.
    """
    roles.open_leading_seat(person_id, row_of(assignment_id).workshop_id)
    present = find(person_id, assignment_id, house)
    if present.version != expected_version:
        raise StaleVersion(present.shown(house), present.version)
    return present


def count(statement: Any, here: dict[str, UUID]) -> dict[UUID, int]:
    return {row.assignment_id: row.many for row in run(statement, here)}


def number(order: Sequence[UUID]) -> None:
    for place, assignment_id in enumerate(order, start=1):
        run(update(_TABLE).where(_TABLE.c.id == assignment_id).values(place=place))


def require_order(times: Times) -> None:
    """Raise Invalid when something would close before it opens."""
    if times.opens_at is not None and times.closes_at is not None and times.closes_at <= times.opens_at:
        raise Invalid({"closes_at": ["It would close before it opens."]})
