"""How long somebody waits who goes on reading and writing while something is done to the server."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.drills.calling import Caller, Lost

PAUSE = 0.02


@dataclass
class Waits:
    """Seconds of each answer, and what the answers were."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]

    @property
    def longest(self) -> float:
        return max(self.seconds)

    @property
    def worst(self) -> int:
        """The highest status; 0 counts as no answer."""
        return 599 if self.statuses[0] else max(self.statuses)

    def __str__(self) -> str:
        told = ", ".join(f"{count} × {status or 'no answer'}" for status, count in sorted(self.statuses.items()))
        return f"{told}, p95 {self.p95 * 1000:.0f} ms, at most {self.longest * 1000:.0f} ms"


@contextmanager
def going_on(reader: Caller, writer: Caller) -> Iterator[tuple[Waits, Waits]]:
    """For the length of the block one line reads lists and another writes; gives their waits, whole at the end."""
    is_over = threading.Event()
    reading, writing = Waits(), Waits()
    rooms = [
        threading.Thread(target=ask_on, args=(reader, ("GET", "/entries", None), reading, is_over)),
        threading.Thread(target=ask_on, args=(writer, ("POST", "/entries", {"body": "words"}), writing, is_over)),
    ]
    for room in rooms:
        room.start()
    try:
        yield reading, writing
    finally:
        is_over.set()
        for room in rooms:
            room.join()


def ask_on(caller: Caller, asked: tuple[str, str, object], waits: Waits, is_over: threading.Event) -> None:
    while not is_over.is_set():
        began = time.perf_counter()
        try:
            status = caller.call(*asked).status_code
        except Lost:
            status = 0
        waits.seconds.append(time.perf_counter() - began)
        waits.statuses[status] += 1
        time.sleep(PAUSE)
