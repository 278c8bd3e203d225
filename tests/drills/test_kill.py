"""F1: what was acknowledged is there after the power went, however it went."""

import random
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count, cycle
from uuid import uuid4

import pytest

from tests.drills import engine
from tests.drills.calling import Caller, Lost
from tests.drills.house import House
from tests.drills.noting import note, sized, within

pytestmark = pytest.mark.drill
WRITERS, PAUSE = 8, 0.02


@dataclass
class Writer:
    """Somebody who writes and revises as fast as they are answered, and remembers what was promised."""

    caller: Caller
    promised: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    denied: dict[str, str] = field(default_factory=dict)
    told: Counter[int] = field(default_factory=Counter)

    def write_on(self, is_over: threading.Event) -> None:
        """Until it is over, or nobody answers any more."""
        for number in count():
            try:
                self._write(number)
            except Lost:
                self.told[0] += 1
                return
            if is_over.is_set():
                return

    def _write(self, number: int) -> None:
        entry, text = str(uuid4()), f"The heron stood still, time {number}."
        self._ask(entry, text, If_None_Match="*")
        if number % 3 == 0 and entry in self.promised:
            self._ask(entry, f"Nothing of the first words is left, {number}.", If_Match='"1"')

    def _ask(self, entry: str, text: str, **headers: str) -> None:
        self.unanswered[entry].add(text)
        answer = self.caller.put(f"/entries/{entry}", {"body": text}, **headers)
        self.told[answer.status_code] += 1
        if answer.status_code in (200, 201):
            self.promised[entry] = text
            self.unanswered[entry].clear()
            return
        if "Nothing was" in answer.json["detail"]:
            self.denied[entry] = text
        time.sleep(PAUSE)

    def lost(self) -> list[str]:
        """The pages that do not say what was promised, nor what was still on its way when something fell.

        A page that says what was told to have changed nothing is as wrong.
        """
        held = held_by(self.caller)
        kept = [entry for entry, text in self.denied.items() if held.get(entry) == text]
        return kept + [
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


def test_f1_nothing_that_was_acknowledged_is_lost(house: House) -> None:
    writers = [Writer(house.join(f"writer-{number}")) for number in range(WRITERS)]
    falls, rounds = ([server_falls], sized(3, 50)) if engine.SERVER is None else (BOTH, sized(4, 20))
    back, lost, broken = defaultdict(list), 0, 0
    for number, fall in zip(range(rounds), cycle(falls), strict=False):
        back[fall].append(during(writers, partial(fall, house, writers[0].caller), random.Random(number)))
        lost += sum(len(writer.lost()) for writer in writers)
        broken += engine.verdict(house.data_dir) != "ok"

    told, starts = sum((writer.told for writer in writers), Counter[int]()), back[server_falls]
    note(
        "F1",
        f"{rounds} rounds, {answers(told)}, {lost} lost, {broken} times not whole; "
        f"first answer after {statistics.median(starts):.1f} s, at most {max(starts):.1f} s{own(back[database_falls])}",
    )
    assert set(told) <= {0, 200, 201, 503}
    # Only the server's own fall leaves anybody without an answer.
    assert told[0] <= WRITERS * len(starts)
    assert (told[201] > 0, lost, broken) == (True, 0, 0)
    assert statistics.median(starts) <= within(2)


def answers(told: Counter[int]) -> str:
    refused = f", {told[503]} answered 503" if told[503] else ""
    return f"{told[200] + told[201]} writes acknowledged{refused}"


def own(back: list[float]) -> str:
    """What there is to say of the rounds in which PostgreSQL itself fell."""
    if not back:
        return ""
    return f"; in {len(back)} of them PostgreSQL itself fell, written to again after {max(back):.1f} s at most"


def during(writers: list[Writer], fall: Callable[[], float], chance: random.Random) -> float:
    """Let all of them write, and something fall at some moment; those who are still answered go on for a while."""
    is_over = threading.Event()
    rooms = [threading.Thread(target=writer.write_on, args=(is_over,)) for writer in writers]
    for room in rooms:
        room.start()
    time.sleep(chance.uniform(0.1, 1.2))
    seconds = fall()
    is_over.set()
    for room in rooms:
        room.join()
    return seconds


def server_falls(house: House, _writer: Caller) -> float:
    """The power goes for the server; returns the seconds until it answers again."""
    house.kill()
    return house.start()


def database_falls(house: House, writer: Caller) -> float:
    """The power goes for PostgreSQL under a server that goes on; returns the seconds until that one writes again."""
    assert engine.SERVER is not None
    engine.SERVER.kill()
    engine.SERVER.start()
    began, line = time.perf_counter(), house.again(writer)
    while line.post("/entries", {"body": "words"}).status_code != 201:
        assert time.perf_counter() - began < 30, "nothing could be written after the database had come back"
        time.sleep(PAUSE)
    return time.perf_counter() - began


BOTH = [server_falls, database_falls]
