"""Asking a server the same thing over and over: one after the other, and over several lines at once."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.serving import Server

THREADS, ROUNDS = 8, 3
# A method, an address, what is sent, and headers of its own.
Request = tuple[str, str, Any, Mapping[str, str]]
Asking = Callable[[int], Request]


@dataclass(frozen=True)
class Place:
    """Where to ask, and what every request says besides."""

    port: int
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Figures:
    """What was measured of one kind of request, round by round."""

    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """In milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """In milliseconds."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] * 1000

    @property
    def rate(self) -> float:
        """Answers a second, over several lines at once."""
        return statistics.median(self.rates)


class Line:
    """A keep-alive connection."""

    def __init__(self, place: Place) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", place.port)
        self.headers = {"Content-Type": "application/json", **place.headers}

    def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> float:
        """The seconds one request took; any answer but a 2xx or a 304 ends the run."""
        data = json.dumps(body) if body is not None else None
        began = time.perf_counter()
        self.connection.request(method, path, data, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status >= 300 and answer.status != 304:
            raise RuntimeError(f"{method} {path.partition('?')[0]} was answered {answer.status}")
        return time.perf_counter() - began


def ours(server: Server, secret: str = "") -> Place:
    """A server of ours, asked as our pages ask."""
    return Place(server.port, {"Origin": server.address, "Cookie": f"__Host-session={secret}"})


def posting(place: Place, path: str, body: bytes, headers: Mapping[str, str]) -> http.client.HTTPConnection:
    """A line on which something was posted, and whose answer is for the asker to read."""
    line = http.client.HTTPConnection("127.0.0.1", place.port, timeout=600)
    line.request("POST", path, body, {**place.headers, **headers})
    return line


def one_by_one(line: Line, asking: Asking, many: int) -> list[float]:
    """Seconds of each of a row of requests."""
    return [line.ask(*asking(number)) for number in range(many)]


def all_at_once(place: Place, asking: Asking, many: int) -> float:
    """Answers a second over several lines, each asking as fast as it is answered."""

    def work(at: int, line: Line) -> None:
        for number in range(at, many, THREADS):
            line.ask(*asking(number))

    threads = [threading.Thread(target=work, args=(at, Line(place))) for at in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return many / (time.perf_counter() - began)


def side_by_side(place: Place, kinds: Mapping[str, Asking], many: Mapping[str, int]) -> dict[str, Figures]:
    """Each kind of request in turn, round after round, so that a change of the machine's mood meets all of them."""
    found = {name: Figures() for name in kinds}
    line = Line(place)
    for _ in range(ROUNDS):
        for name, asking in kinds.items():
            found[name].seconds += one_by_one(line, asking, many[name])
            found[name].rates.append(all_at_once(place, asking, many[name]))
    return found
