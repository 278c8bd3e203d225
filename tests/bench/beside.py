"""Journals side by side, each with its own server of Braid's, asked in turns: what else the machine does slows both."""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.bench.asking import Line, ours
from tests.bench.copying import fill
from tests.serving import MEASURED, Server, serving

WRITERS = 10
Request = tuple[str, str, Any]


@dataclass
class Journals:
    """A database that is served, and the sessions of some who write in it."""

    server: Server
    sessions: list[str]

    def lines(self) -> list[Line]:
        """New lines: quiet ones are closed after half a minute."""
        return [Line(ours(self.server, session)) for session in self.sessions]


@contextmanager
def journals(place: str, name: str, *, prepare: Callable[[], None] | None = None) -> Iterator[Journals]:
    """A database on this server; what is to be done to it before anybody comes is done once it has its shape."""
    settings = {**MEASURED, "BRAID_DATABASE_URL": postgres.fresh_database(place, name)}
    with tempfile.TemporaryDirectory() as folder:
        if prepare is not None:
            with serving(Path(folder), settings=settings):
                pass
            prepare()
        with serving(Path(folder), settings=settings) as server:
            yield Journals(server, [server.join(f"writer-{number}") for number in range(WRITERS)])


def put_others_beside(place: str, name: str, people: int, pages: int) -> int:
    """Fill a database, and let the server sweep as it does by itself after a while; returns its size."""
    with postgres.desk(place, name) as desk:
        fill(desk, people, pages)
        desk.execute("VACUUM ANALYZE people, entries, month_pages")
        desk.execute("CHECKPOINT")
        return int(desk.execute("SELECT pg_database_size(current_database())").fetchone()[0])


def in_turns(asked: list[tuple[list[Line], Callable[[int, int], Request]]], times: int) -> list[list[float]]:
    """The seconds of each request to each journal, sorted; a request is made of a number and a writer's place."""
    took: list[list[float]] = [[] for _ in asked]
    for number in range(times):
        for seconds, (lines, request) in zip(took, asked, strict=True):
            writer = number % len(lines)
            seconds.append(lines[writer].ask(*request(number, writer)))
    return [sorted(seconds) for seconds in took]


def p50(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def p95(seconds: list[float]) -> float:
    return seconds[int(len(seconds) * 0.95)] * 1000


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
