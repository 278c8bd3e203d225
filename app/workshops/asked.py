"""What a group is asked, as it lies in its box and as it is shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, select

from app.core.clock import timestamp
from app.core.database import run
from app.errors import NotFound
from app.vault.box import Unreadable, WrongKey
from app.vault.circle import open_for_circle, seal_for_circle
from app.workshops.house import House
from app.workshops.instants import instant
from app.workshops.models import Assignment
from app.workshops.questions import Own, Question

_TABLE = Assignment.__table__
_ONE = select(*_TABLE.columns).where(_TABLE.c.id == bindparam("assignment"))
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
    """An assignment as one of the group may see it; `written` and `shared` are None for those who do not lead."""

    id: UUID
    version: int
    place: int
    asking: Asking
    has_written: bool
    written: int | None
    shared: int | None

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
            "shared": self.shared,
            "unreadable": question is UNREADABLE,
        }


@dataclass(frozen=True, repr=False)
class Waiting:
    """Something one of somebody's groups asks them just now."""

    id: UUID
    workshop_id: UUID
    question: Question
    times: Times

    def shown(self, house: House) -> dict[str, Any]:
        """It on the wire: enough for a line that leads there."""
        words = self.question.shown(house.library)
        told = {"id": self.id, "workshop": self.workshop_id, "closes_at": instant(self.times.closes_at)}
        return {**told, "title": words["title"] or words["text"], "lang": words["lang"]}


def row_of(assignment_id: UUID) -> Any:
    row = run(_ONE, {"assignment": assignment_id}).first()
    if row is None:
        raise NotFound
    return row


def row_in(workshop_id: UUID, assignment_id: UUID) -> Any:
    """The row of what this very group is asked. Raises NotFound."""
    row = row_of(assignment_id)
    if row.workshop_id != workshop_id:
        raise NotFound
    return row


def question_in(row: Any, house: House) -> Question:
    try:
        told = orjson.loads(open_for_circle(house.peppers, "assignment", row.box, row.id, row.version))
    except (Unreadable, WrongKey):
        return UNREADABLE
    return Question(told["prompt"], Own(**told["own"]) if told["own"] else None, told["note"])


def seal_question(question: Question, assignment_id: UUID, version: int, house: House) -> bytes:
    return seal_for_circle(house.peppers, "assignment", orjson.dumps(asdict(question)), assignment_id, version)


def times_of(row: Any) -> Times:
    return Times(row.opens_at, row.closes_at)


def without_note(asking: Asking) -> tuple[str | None, Own | None]:
    return asking.question.prompt, asking.question.own
