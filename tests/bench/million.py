"""A million pages of ten thousand people on PostgreSQL: writing takes hardly longer than with an empty database."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests import postgres
from tests.bench.asking import Line, ours
from tests.bench.copying import TEXTS, fill
from tests.bench.database import durable
from tests.serving import MEASURED, Server, serving

PEOPLE, PAGES = int(os.environ.get("BENCH_PEOPLE", "10000")), 100
WRITERS, CREATES, ROUNDS = 10, 400, 5
MOST = 1.5
NAME = "million"


def main() -> int:
    """Print both waits and their ratio; returns 1 when the full database is slower by more than half."""
    with durable() as place, tempfile.TemporaryDirectory() as folder:
        url = postgres.fresh_database(place, NAME)
        with serving(Path(folder), workers=2, settings={**MEASURED, "BRAID_DATABASE_URL": url}) as server:
            sessions = [server.join(f"writer-{number}") for number in range(WRITERS)]
            measure("warming up", server, sessions)
            empty = measure("empty", server, sessions)
            put_others_beside(place)
            measure("warming up", server, sessions)
            full = measure("full", server, sessions)
            ratio = full / empty
    say(f"create p95: {empty * 1000:.1f} ms on the empty database, {full * 1000:.1f} ms on the full one")
    say(f"× {ratio:.2f} (at most {MOST})")
    return 0 if ratio <= MOST else 1


def measure(name: str, server: Server, sessions: list[str]) -> float:
    """The median of several rounds' p95, in seconds; the writers take turns."""
    # New lines: quiet ones are closed after half a minute.
    lines = [Line(ours(server, session)) for session in sessions]
    rounds = [creates(lines) for _ in range(ROUNDS)]
    each = ", ".join(f"{p95 * 1000:.1f}" for _, p95 in rounds)
    say(f"{name}: p50 {statistics.median(p50 for p50, _ in rounds) * 1000:.1f} ms, p95 of each round {each} ms")
    return statistics.median(p95 for _, p95 in rounds)


def creates(lines: list[Line]) -> tuple[float, float]:
    asked = range(CREATES)
    took = sorted(lines[n % WRITERS].ask("POST", "/api/v1/entries", {"body": TEXTS[n % 200]}) for n in asked)
    return took[CREATES // 2], took[int(CREATES * 0.95)]


def put_others_beside(place: str) -> None:
    """Fill the database, and let the server sweep and sort as it does by itself after a while."""
    began = time.perf_counter()
    with postgres.desk(place, NAME) as desk:
        fill(desk, PEOPLE, PAGES)
        desk.execute("VACUUM ANALYZE")
        desk.execute("CHECKPOINT")
        size = int(desk.execute("SELECT pg_database_size(current_database())").fetchone()[0])
    say(f"filled in {time.perf_counter() - began:.0f} s: {PEOPLE * PAGES} pages, {size / 2**30:.1f} GiB")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
