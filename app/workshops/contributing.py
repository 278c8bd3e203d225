"""Answer what a group is asked all together, once; take it back. The choice itself only one's own keyring opens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.core.clock import timestamp
from app.core.database import run
from app.errors import Invalid
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.workshops import roles, tallying
from app.workshops.errors import DoesNotCount, PulseClosed
from app.workshops.models import PulseAnswer, PulseCount, PulseQuestion

_ASKED, _COUNTS, _ANSWERS = PulseQuestion.__table__, PulseCount.__table__, PulseAnswer.__table__
_MINE = select(*_ANSWERS.columns).where(
    _ANSWERS.c.question_id == bindparam("question"), _ANSWERS.c.person_id == bindparam("person")
)


def contribute(keyring: Keyring, question_id: UUID, choice: int) -> None:
    """Choose, or choose otherwise, while it is open. Raises NotFound, DoesNotCount, PulseClosed, Invalid."""
    tallying.hold(question_id)
    row = tallying.find(keyring.person_id, question_id)
    require_counting(roles.seat_of(keyring.person_id, row.workshop_id), row)
    clear(keyring, question_id)
    if not add(question_id, choice, 1):
        raise Invalid({"choice": ["There is no such choice."]})
    box = keyring.seal("answer", str(choice).encode(), question_id)
    run(insert(_ANSWERS).values(question_id=question_id, person_id=keyring.person_id, box=box))


def take_back(keyring: Keyring, question_id: UUID) -> None:
    """Take one's answer away, as though it had never been given; from what is published it cannot be taken.

    There, only that one answered is forgotten. Raises NotFound.
    """
    tallying.hold(question_id)
    tallying.find(keyring.person_id, question_id)
    clear(keyring, question_id)


def take_all_back(keyring: Keyring, workshop_id: UUID) -> None:
    """Take every answer in a group away; whoever calls this holds the pen."""
    for question_id in list(run(select(_ASKED.c.id).where(_ASKED.c.workshop_id == workshop_id)).scalars()):
        clear(keyring, question_id)


def own_choice(keyring: Keyring, question_id: UUID) -> int | None:
    """What the person chose, counted from 0; None where they did not, or it cannot be read."""
    row = run(_MINE, {"question": question_id, "person": keyring.person_id}).first()
    return choice_in(keyring, row) if row else None


def may_answer(seat: roles.Seat, row: Any) -> bool:
    """Whether somebody counts: those who lead never do, nor who came after the question."""
    return not seat.leads and seat.number <= row.seats and seat.is_open


def clear(keyring: Keyring, question_id: UUID) -> None:
    row = run(_MINE, {"question": question_id, "person": keyring.person_id}).first()
    if row is None:
        return
    choice = choice_in(keyring, row)
    if choice is not None:
        add(question_id, choice, -1)
    mine = _ANSWERS.c.question_id == question_id, _ANSWERS.c.person_id == keyring.person_id
    run(delete(_ANSWERS).where(*mine))


def add(question_id: UUID, choice: int, many: int) -> bool:
    # What is published has no counts any more, so that nothing can be changed there.
    where = _COUNTS.c.question_id == question_id, _COUNTS.c.choice == choice, _COUNTS.c.many + many >= 0
    return run(update(_COUNTS).where(*where).values(many=_COUNTS.c.many + many)).rowcount == 1


def choice_in(keyring: Keyring, row: Any) -> int | None:
    try:
        return int(keyring.open("answer", row.box, row.question_id))
    except (Unreadable, WrongKey):
        return None


def require_counting(seat: roles.Seat, row: Any) -> None:
    """Raise PulseClosed when it is over, DoesNotCount for those who lead or came later."""
    if row.result_box is not None or not seat.is_open or (row.closes_at and row.closes_at <= timestamp()):
        raise PulseClosed
    if not may_answer(seat, row):
        raise DoesNotCount
