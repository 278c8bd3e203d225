"""A million pages of ten thousand people on PostgreSQL: writing takes hardly longer than with an empty database."""

import os
import sys
import time

from tests.bench.beside import in_turns, journals, p50, p95, put_others_beside, say
from tests.bench.copying import TEXTS
from tests.bench.database import durable

PEOPLE, PAGES = int(os.environ.get("BENCH_PEOPLE", "10000")), 100
CREATES = 2_000
MOST = 1.5


def main() -> int:
    """Print both waits and their ratio; returns 1 when the full database is slower by more than half."""
    with durable() as place, journals(place, "empty") as empty, journals(place, "full") as full:
        began = time.perf_counter()
        size = put_others_beside(place, "full", PEOPLE, PAGES)
        say(f"{PEOPLE * PAGES} pages of {PEOPLE} others in {time.perf_counter() - began:.0f} s, {size / 2**30:.1f} GiB")
        asked = [(both.lines(), create) for both in (empty, full)]
        in_turns(asked, CREATES // 10)
        of_empty, of_full = in_turns(asked, CREATES)
    for name, took in (("empty", of_empty), ("full", of_full)):
        say(f"create, {name}: p50 {p50(took):.1f} ms, p95 {p95(took):.1f} ms")
    ratio = p95(of_full) / p95(of_empty)
    say(f"p95 × {ratio:.2f} (at most {MOST})")
    return 0 if ratio <= MOST else 1


def create(number: int, _writer: int) -> tuple[str, str, object]:
    return "POST", "/api/v1/entries", {"body": TEXTS[number % len(TEXTS)]}


if __name__ == "__main__":
    sys.exit(main())
