"""Journals spread over three PostgreSQL servers, beside the same on one: what each request costs, and where it goes."""

import os
import re
import statistics
import sys
import tempfile
import urllib.error
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests import postgres
from tests.bench.asking import Line
from tests.bench.copying import TEXTS, fill
from tests.bench.database import durable
from tests.bench.filling import COMMON
from tests.bench.spreading import PART, spread
from tests.serving import MEASURED, Server, serving

PEOPLE, PAGES = int(os.environ.get("BENCH_PEOPLE", "200")), 100
PARTS, WRITERS, REQUESTS = 2, 10, 300
SPREAD = "spread"
NOBODYS = "00000000-0000-4000-8000-000000000000"
# What everyday requests ask of the large tables, in short.
ASKED = {
    "list": "SELECT * FROM entries WHERE person_id = %s AND trashed_on IS NULL ORDER BY day DESC, number DESC LIMIT 31",
    "read": f"SELECT * FROM entries WHERE person_id = %s AND id = '{NOBODYS}'",
    "create": "SELECT * FROM month_pages WHERE person_id = %s AND month = '2026-11' ORDER BY part DESC LIMIT 1",
    "revise": f"UPDATE entries SET version = 2 WHERE person_id = %s AND id = '{NOBODYS}'",
    "search": "SELECT * FROM month_pages WHERE person_id = %s ORDER BY month DESC, part DESC",
}
Request = Callable[[int], tuple[str, str, Any]]


def main() -> int:
    """Print the figures; returns 1 when what names its person goes to more than one part, or when a page stays."""
    with ExitStack() as servers:
        front, *parts = (servers.enter_context(durable()) for _ in range(PARTS + 1))
        with journal_on(front, "alone", []) as alone, journal_on(front, SPREAD, parts) as spread_out:
            measure({"on one": alone, f"on {PARTS} parts": spread_out})
            say("rows of pages on each part: " + ", ".join(str(number_of(part, "TRUE")) for part in parts))
            good = goes_to_one(front) and others_go_on(*spread_out, parts) and leaves_nothing(*spread_out, parts)
    return 0 if good else 1


@contextmanager
def journal_on(front: str, name: str, parts: Sequence[str]) -> Iterator[tuple[Server, list[str]]]:
    """A served journal with neighbours, and the sessions of some who write."""
    url = postgres.fresh_database(front, name)
    with tempfile.TemporaryDirectory() as folder:
        settings = {**MEASURED, "BRAID_DATABASE_URL": url}
        with serving(Path(folder), settings=settings):
            pass  # the database is made and brought up to date
        if parts:
            spread(front, name, parts)
        with serving(Path(folder), settings=settings) as server:
            sessions = [server.join(f"writer-{number}") for number in range(WRITERS)]
            with postgres.desk(front, name) as desk:
                fill(desk, PEOPLE, PAGES)
                desk.execute("ANALYZE")
            yield server, sessions


def requests_of(entry: str) -> dict[str, Request]:
    return {
        "create": lambda n: ("POST", "/api/v1/entries", {"body": TEXTS[n % 200]}),
        "read": lambda _: ("GET", f"/api/v1/entries/{entry}", None),
        "list of 30": lambda _: ("GET", "/api/v1/entries", None),
        "search": lambda _: ("POST", "/api/v1/searches", {"text": COMMON}),
    }


def measure(journals: dict[str, tuple[Server, list[str]]]) -> None:
    """Ask both in turns, so that what else the machine does slows both."""
    took: dict[tuple[str, str], list[float]] = {}
    lines = {
        where: [(Line(ours(server, one)), entry_of(server, one)) for one in sessions]
        for where, (server, sessions) in journals.items()
    }
    for kind in requests_of(""):
        for number in range(REQUESTS):
            for where in journals:
                line, entry = lines[where][number % WRITERS]
                took.setdefault((kind, where), []).append(line.ask(*requests_of(entry)[kind](number)))
    say(f"{'request':<14}{'where':<14}{'p50 ms':>8}{'p95 ms':>8}")
    for (kind, where), seconds in took.items():
        p95 = sorted(seconds)[int(len(seconds) * 0.95)]
        say(f"{kind:<14}{where:<14}{statistics.median(seconds) * 1000:>8.1f}{p95 * 1000:>8.1f}")


def entry_of(server: Server, session: str) -> str:
    return str(server.call("POST", "/entries", {"body": "A page to read."}, session)[1]["id"])


def goes_to_one(front: str) -> bool:
    """Whether each statement that says whose it is goes to one part only."""
    with postgres.desk(front, SPREAD) as desk:
        person = desk.execute("SELECT id FROM people LIMIT 1").fetchone()
        places = {name: parts_asked(desk, statement, person) for name, statement in ASKED.items()}
        by_id = parts_asked(desk, f"SELECT * FROM entries WHERE id = '{NOBODYS}'", None)
    say("parts asked: " + ", ".join(f"{name} {many}" for name, many in places.items()) + f"; by an id alone {by_id}")
    return set(places.values()) == {1}


def parts_asked(desk: psycopg.Connection, statement: str, values: Any) -> int:
    plan = " ".join(line for (line,) in desk.execute(f"EXPLAIN {statement}", values).fetchall())
    return len(set(re.findall(r"\bon (?:entries|month_pages)_(\d+)", plan)))


def others_go_on(server: Server, sessions: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether only those whose journals lie on a part are asked to come back while it is away."""
    there = [number_of(parts[0], f"person_id = '{person_of(server, session)}'") > 0 for session in sessions]
    with postgres.desk(parts[0]) as desk:
        desk.execute(f"ALTER DATABASE {PART} ALLOW_CONNECTIONS false")
        desk.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (PART,))
        away = [status_of_writing(server, session) for session in sessions]
        desk.execute(f"ALTER DATABASE {PART} ALLOW_CONNECTIONS true")
    back = [status_of_writing(server, session) for session in sessions]
    say(f"a part is away: {Counter(away)}, of {sum(there)} people there; back again: {Counter(back)}")
    return away == [503 if one else 201 for one in there] and set(back) == {201}


def status_of_writing(server: Server, session: str) -> int:
    try:
        return server.call("POST", "/entries", {"body": "A page."}, session)[0]
    except urllib.error.HTTPError as refusal:
        return refusal.code


def person_of(server: Server, session: str) -> str:
    return str(server.call("GET", "/session", cookie=session)[1]["person"]["id"])


def leaves_nothing(server: Server, sessions: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether somebody who leaves for good takes their pages along, wherever those lie."""
    person = person_of(server, sessions[0])
    before = sum(number_of(part, f"person_id = '{person}'") for part in parts)
    server.call("DELETE", "/person", cookie=sessions[0])
    after = sum(number_of(part, f"person_id = '{person}'") for part in parts)
    say(f"somebody with {before} pages leaves: {after} are left")
    return before > 0 and after == 0


def number_of(part: str, which: str) -> int:
    with postgres.desk(part, PART) as desk:
        return int(desk.execute(f"SELECT count(*) FROM entries WHERE {which}").fetchone()[0])


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
