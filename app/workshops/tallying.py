"""Ask a group all together, and publish what it answered once: the same for everybody, nothing under five."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, insert, select, update

from app.core.clock import now, timestamp
from app.core.database import run, take_pen
from app.core.ids import new_id
from app.errors import Invalid, NotFound
from app.vault.box import Unreadable, WrongKey
from app.vault.circle import open_for_circle, seal_for_circle
from app.workshops import pulse, roles
from app.workshops.house import House
from app.workshops.instants import instant
from app.workshops.models import Membership, PulseAnswer, PulseCount, PulseQuestion, Workshop
from app.workshops.pulse_words import UNREADABLE, Words, open_words, seal_words
from app.workshops.stirring import stir

MOST = 200
_ASKED, _COUNTS, _ANSWERS = PulseQuestion.__table__, PulseCount.__table__, PulseAnswer.__table__
_SEATS = Membership.__table__
_ALL = select(*_ASKED.columns).where(_ASKED.c.workshop_id == bindparam("workshop")).order_by(_ASKED.c.place.desc())
_ONE = select(*_ASKED.columns).where(_ASKED.c.id == bindparam("question"))
_HERE = (
    _SEATS.c.workshop_id == bindparam("workshop"),
    _SEATS.c.role == roles.PARTICIPANT,
    _SEATS.c.seat <= bindparam("seats"),
)
_STAYING = (
    select(_SEATS.c.person_id)
    .where(_SEATS.c.workshop_id == bindparam("workshop"))
    .order_by(_SEATS.c.seat)
    .with_for_update(read=True, key_share=True)
)
_COUNTING = select(_SEATS.c.person_id).where(*_HERE)
_ANSWERED = select(_ANSWERS.c.person_id).where(_ANSWERS.c.question_id == bindparam("question"))


@dataclass(frozen=True)
class Poll:
    """What is put to a group: the words, under how many answers nothing is told, and until when (Unix seconds)."""

    words: Words
    least: int = pulse.LEAST
    closes_at: int | None = None


def put(person_id: UUID, workshop_id: UUID, poll: Poll, house: House) -> UUID:
    """Ask everybody who is in the group now. Raises NotFound, NotAFacilitator, WorkshopClosed, Invalid."""
    take_pen(workshop_id)
    roles.open_leading_seat(person_id, workshop_id)
    place = len(run(_ALL, {"workshop": workshop_id}).all()) + 1
    if place > MOST:
        raise Invalid({"text": [f"There are {MOST} already."]})
    if poll.closes_at is not None and poll.closes_at <= timestamp():
        raise Invalid({"closes_at": ["It would close before it opens."]})
    made = new_id()
    seats = run(select(Workshop.seats).where(Workshop.id == workshop_id)).scalar_one()
    values = {"id": made, "workshop_id": workshop_id, "place": place, "seats": seats, "put_on": now().date()}
    box = seal_words(poll.words, made, house)
    run(insert(_ASKED).values(**values, least=poll.least, closes_at=poll.closes_at, box=box))
    for choice in range(poll.words.count(house.library)):
        run(insert(_COUNTS).values(question_id=made, choice=choice, many=0))
    stir(workshop_id)
    return made


def find_all(person_id: UUID, workshop_id: UUID) -> list[Any]:
    """The rows of what the group is or was asked all together, newest first. Raises NotFound."""
    roles.seat_of(person_id, workshop_id)
    return list(run(_ALL, {"workshop": workshop_id}))


def find(person_id: UUID, question_id: UUID) -> Any:
    """The row of one of them. Raises NotFound."""
    row = run(_ONE, {"question": question_id}).first()
    if row is None:
        raise NotFound
    roles.seat_of(person_id, row.workshop_id)
    return row


def hold(question_id: UUID) -> None:
    """Take the pen of the group that is asked this. Raises NotFound."""
    row = run(_ONE, {"question": question_id}).first()
    if row is None:
        raise NotFound
    take_pen(row.workshop_id)


def publish(person_id: UUID, question_id: UUID, house: House) -> None:
    """Close it and freeze what may be told; once, and then it stays as it is. Raises NotFound, NotAFacilitator."""
    hold(question_id)
    row = find(person_id, question_id)
    roles.leading_seat(person_id, row.workshop_id)
    freeze(row, house)


def publish_overdue(workshop_id: UUID, house: House) -> bool:
    """Freeze those whose time is over; says whether there is something to commit."""
    if not overdue(workshop_id):
        return False
    take_pen(workshop_id)
    for row in overdue(workshop_id):
        freeze(row, house)
    return True


def overdue(workshop_id: UUID) -> list[Any]:
    rows = run(_ALL, {"workshop": workshop_id})
    return [row for row in rows if row.result_box is None and row.closes_at and row.closes_at <= timestamp()]


def freeze(row: Any, house: House) -> None:
    if row.result_box is not None:
        return
    # Nobody who counts leaves for good between one reading and the next.
    run(_STAYING, {"workshop": row.workshop_id})
    asking = asking_of(row)
    counts = list(
        run(select(_COUNTS.c.many).where(_COUNTS.c.question_id == row.id).order_by(_COUNTS.c.choice)).scalars()
    )
    result = pulse.result_of(counts, counting=len(asking.answered), least=row.least)
    if not all(pulse.tells_nobody_apart(before, asking) for before in told_before(row, house)):
        result = None
    kept = {"result": asdict(result) if result else None, "members": sorted(map(str, asking.members))}
    box = seal_for_circle(house.peppers, "result", orjson.dumps(kept), row.id)
    run(update(_ASKED).where(_ASKED.c.id == row.id).values(result_box=box))
    run(delete(_COUNTS).where(_COUNTS.c.question_id == row.id))
    stir(row.workshop_id)


def asking_of(row: Any) -> pulse.Asking:
    """Who of the group counts for a question, and who of them answered."""
    members = frozenset(run(_COUNTING, {"workshop": row.workshop_id, "seats": row.seats}).scalars())
    return pulse.Asking(members, members & set(run(_ANSWERED, {"question": row.id}).scalars()))


def told_before(row: Any, house: House) -> list[pulse.Asking]:
    """The times the same question was put to this group and its answers told."""
    words = open_words(row, house)
    same = [
        one for one in run(_ALL, {"workshop": row.workshop_id}) if one.result_box and open_words(one, house) == words
    ]
    found = []
    for one in same:
        kept = open_result(one, house)
        if kept["result"] is not None:
            answered = frozenset(run(_ANSWERED, {"question": one.id}).scalars())
            found.append(pulse.Asking(frozenset(map(UUID, kept["members"])), answered))
    return found


def open_result(row: Any, house: House) -> dict[str, Any]:
    nothing: dict[str, Any] = {"result": None, "members": []}
    if row.result_box is None:
        return nothing
    try:
        told: dict[str, Any] = orjson.loads(open_for_circle(house.peppers, "result", row.result_box, row.id))
    except (Unreadable, WrongKey):
        return nothing
    return told


def shown(row: Any, house: House) -> dict[str, Any]:
    """A question on the wire, the same for everybody: no number before it closes, and then of five answers or more.

    What was published is hidden again when so many take their answers away that fewer than five are left.
    """
    words, asking = open_words(row, house), asking_of(row)
    # Everybody who answered, whatever they are now: else making somebody lead would tell whether they had.
    left = len(run(_ANSWERED, {"question": row.id}).all())
    result = open_result(row, house)["result"] if left >= row.least else None
    return {
        "id": row.id,
        "workshop": row.workshop_id,
        **words.shown(house.library),
        "least": row.least,
        "members": len(asking.members),
        "put_on": row.put_on,
        "closes_at": instant(row.closes_at),
        "published": row.result_box is not None,
        "result": result,
        "unreadable": words is UNREADABLE,
    }
