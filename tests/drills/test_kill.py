"""F1: what was acknowledged is there after the power went, however it went."""

import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

import pytest

from tests.drills import engine
from tests.drills.calling import Caller, Lost
from tests.drills.house import House
from tests.drills.noting import note, sized, within

pytestmark = pytest.mark.drill
WRITERS = 8


@dataclass
class Writer:
    """Somebody who writes and revises as fast as they are answered, and remembers what was promised."""

    caller: Caller
    promised: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    answers: int = 0

    def write_until_nobody_answers(self) -> None:
        for number in count():
            try:
                self._write(number)
            except Lost:
                return

    def _write(self, number: int) -> None:
        entry, text = str(uuid4()), f"The heron stood still, time {number}."
        self._ask(entry, text, If_None_Match="*")
        if number % 3 == 0:
            self._ask(entry, f"Nothing of the first words is left, {number}.", If_Match='"1"')

    def _ask(self, entry: str, text: str, **headers: str) -> None:
        self.unanswered[entry].add(text)
        answer = self.caller.put(f"/entries/{entry}", {"body": text}, **headers)
        if answer.status_code in (200, 201):
            self.promised[entry] = text
            self.unanswered[entry].clear()
            self.answers += 1

    def lost(self) -> list[str]:
        """The pages that do not say what was promised, nor what was still on its way when the server fell."""
        held = held_by(self.caller)
        return [
            entry for entry, text in self.promised.items() if held.get(entry) not in {text, *self.unanswered[entry]}
        ]


def held_by(caller: Caller) -> dict[str, str]:
    """All that somebody can read, by id."""
    found, cursor = {}, ""
    while cursor is not None:
        page = caller.get(f"/entries?limit=100{cursor and f'&cursor={cursor}'}").json
        found.update({one["id"]: one["body"] for one in page["items"]})
        cursor = page["next"]
    return found


def fall(house: House, writers: Iterable[Writer], chance: random.Random) -> None:
    """Let all of them write, and kill the server at some moment."""
    rooms = [threading.Thread(target=writer.write_until_nobody_answers) for writer in writers]
    for room in rooms:
        room.start()
    time.sleep(chance.uniform(0.1, 1.2))
    house.kill()
    for room in rooms:
        room.join()


def test_f1_nothing_that_was_acknowledged_is_lost(house: House) -> None:
    writers = [Writer(house.join(f"writer-{number}")) for number in range(WRITERS)]
    rounds, starts, lost, broken = sized(3, 50), [], 0, 0
    for number in range(rounds):
        fall(house, writers, random.Random(number))
        starts.append(house.start())
        lost += sum(len(writer.lost()) for writer in writers)
        broken += engine.verdict(house.data_dir) != "ok"

    acknowledged, usual = sum(writer.answers for writer in writers), statistics.median(starts)
    note(
        "F1",
        f"{rounds} rounds, {acknowledged} writes acknowledged, {lost} lost, {broken} times not whole; "
        f"first answer after {usual:.1f} s, at most {max(starts):.1f} s",
    )
    assert acknowledged > 0
    assert (lost, broken) == (0, 0)
    assert usual <= within(2)
