"""The benchmark: one server, one journal, each kind of request beside a no-op route, printed as one table."""

import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.serving import Server, serving

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "10000"))
REQUESTS, THREADS = 480, 8
COMMON, RARE, ABSENT = "river", "kingfisher", "xylograph"
WORDS = (
    "slow", "morning", "with", "coffee", "by", "the", "window", "and", "a", "neighbour",
    "humming", "while", "rain", "fell", "on", "the", "long", "river", "path",
)  # fmt: skip
Request = Callable[[int], tuple[str, str, Any]]


class Line:
    """A keep-alive connection that speaks as our pages do."""

    def __init__(self, server: Server, secret: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self.headers = {"Origin": server.address, "Content-Type": "application/json"}
        self.headers["Cookie"] = f"__Host-session={secret}"

    def ask(self, method: str, path: str, body: Any = None) -> float:
        """The seconds one request took; any answer but a 2xx ends the run."""
        data = json.dumps(body) if body is not None else None
        began = time.perf_counter()
        self.connection.request(method, path, data, self.headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was answered {answer.status}")
        return time.perf_counter() - began


def text_of(number: int) -> str:
    """About 1 KB of words; one entry in a thousand holds the rare one."""
    chance = random.Random(number)
    words = [chance.choice(WORDS) for _ in range(185)]
    return " ".join([*words, RARE] if number % 1000 == 7 else words)


def fill(server: Server, secret: str) -> None:
    """Write the journal, a few entries a day, back through the years."""
    line = Line(server, secret)
    for number in range(ENTRIES):
        day = date(2026, 11, 1) - timedelta(days=number // 3)
        line.ask("POST", "/api/v1/entries", {"body": text_of(number), "day": day.isoformat()})


def requests_of(entry_id: str) -> dict[str, Request]:
    """Each kind of request, by name; the first is what the others are held against."""
    searching = "/api/v1/searches"
    return {
        "no-op": lambda _: ("GET", "/healthz", None),
        "session": lambda _: ("GET", "/api/v1/session", None),
        "create": lambda n: ("POST", "/api/v1/entries", {"body": text_of(n)}),
        "read": lambda _: ("GET", f"/api/v1/entries/{entry_id}", None),
        "list of 30": lambda _: ("GET", "/api/v1/entries", None),
        "search, common": lambda _: ("POST", searching, {"text": COMMON}),
        "search, rare": lambda _: ("POST", searching, {"text": RARE}),
        "search, absent": lambda _: ("POST", searching, {"text": ABSENT}),
    }


def one_by_one(line: Line, request: Request) -> list[float]:
    """Seconds of each of a row of requests."""
    return [line.ask(*request(number)) for number in range(REQUESTS)]


def all_at_once(server: Server, secret: str, request: Request) -> float:
    """Requests a second, with THREADS connections asking as fast as they are answered."""

    def work(line: Line) -> None:
        for number in range(REQUESTS // THREADS):
            line.ask(*request(number))

    threads = [threading.Thread(target=work, args=(Line(server, secret),)) for _ in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return REQUESTS / (time.perf_counter() - began)


def server_time(server: Server, route: str, last: int) -> float:
    """The median of the server's own account of its last requests to a route, in ms."""
    lines = (json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{"))
    taken = [line["ms"] for line in lines if line.get("route") == route]
    return statistics.median(taken[-last:])


def measure(server: Server) -> None:
    """Fill, measure, print."""
    secret = server.join("bench")
    began = time.perf_counter()
    fill(server, secret)
    tell(f"{ENTRIES} entries of about 1 KB written in {time.perf_counter() - began:.0f} s\n")
    entry_id = server.call("GET", "/entries?limit=1", cookie=secret)[1]["items"][0]["id"]
    line, quiet = Line(server, secret), 0.0
    tell(f"{'request':<16}{'p50 ms':>8}{'p95 ms':>8}{'server ms':>11}{'× no-op':>9}{'a second':>10}{'÷ no-op':>9}")
    quick = 0.0
    for name, request in requests_of(entry_id).items():
        path = request(0)[1]
        taken = sorted(one_by_one(line, request))
        own = server_time(server, path.replace(entry_id, "<uuid:entry_id>"), REQUESTS)
        rate = all_at_once(server, secret, request)
        p50, p95 = statistics.median(taken) * 1000, taken[int(len(taken) * 0.95)] * 1000
        quiet, quick = quiet or p50, quick or rate
        tell(f"{name:<16}{p50:>8.2f}{p95:>8.2f}{own:>11.1f}{p50 / quiet:>9.1f}{rate:>10.0f}{rate / quick:>9.2f}")


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data", workers=2) as running:
        measure(running)
