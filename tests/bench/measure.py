"""The benchmark: each kind of request beside a no-op route, by entries and by people, and beside others; in one run."""

import os
import platform
import sqlite3
import tempfile
import time
from pathlib import Path

from tests.bench.asking import Figures
from tests.bench.journals import NOTHING, Journal, house_full_of, journal_of
from tests.bench.others import Joplin, bare_inserts, joplin_of
from tests.bench.telling import head, row, say

ENTRIES = [int(one) for one in os.environ.get("BENCH_ENTRIES", "1000,10000,100000").split(",")]
PEOPLE = [int(one) for one in os.environ.get("BENCH_PEOPLE", "1,100,10000").split(",")]
MIDDLE = ENTRIES[len(ENTRIES) // 2]


def main() -> None:
    """Measure all of it, and print it as it comes."""
    say(f"{time.strftime('%-d %B %Y')}, {os.cpu_count()} cores, {platform.machine()}, SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        journals = {many: journal_of(folder / f"journal-{many}", many) for many in ENTRIES}
        tell_journals(journals)
        tell_people({many: house_full_of(folder / f"house-{many}", many) for many in PEOPLE})
        middle = journals[MIDDLE]
        tell_bare(middle, bare_inserts(folder))
        tell_joplin(middle, joplin_of(folder / "joplin", MIDDLE))


def tell_journals(journals: dict[int, Journal]) -> None:
    """What a request costs, by how much is in the journal."""
    head("request", *(f"{many} entries: p50, p95 ms" for many in journals), "a second", "÷ no-op, a second")
    for name in journals[MIDDLE].requests:
        times = (f"{found.requests[name].median:.2f}, {found.requests[name].p95:.2f}" for found in journals.values())
        middle = journals[MIDDLE].requests
        row(name, *times, f"{middle[name].rate:.0f}", f"{middle[name].rate / middle[NOTHING].rate:.2f}")
    say(f"\nThe last two columns are of {MIDDLE} entries, over eight lines at once. The largest against the smallest:")
    for name in ("create", "list of 30", "read"):
        say(f"- {name}: {growth([found.requests for found in journals.values()], name):.2f} ×")
    head("server", *(f"{many} entries" for many in journals))
    row("export as JSON, first byte", *(f"{found.first_byte:.0f} ms" for found in journals.values()))
    row("export as JSON", *(f"{found.export_speed:.0f} MiB/s" for found in journals.values()))
    row("longest of the first searches", *(f"{found.taking_down:.0f} ms" for found in journals.values()))
    row("start to first answer", *(f"{found.started_in:.2f} s" for found in journals.values()))
    row("memory of a worker (PSS), afterwards", *(f"{found.memory:.0f} MiB" for found in journals.values()))


def tell_people(houses: dict[int, dict[str, Figures]]) -> None:
    """What a request costs, by how many people there are."""
    head("request", *(f"{many} people: p50, p95 ms" for many in houses), "the most against one")
    for name in houses[PEOPLE[0]]:
        times = (f"{found[name].median:.2f}, {found[name].p95:.2f}" for found in houses.values())
        row(name, *times, f"{growth(list(houses.values()), name):.2f} ×")


def tell_bare(journal: Journal, bare: float) -> None:
    """Creating an entry beside a bare insert."""
    create = journal.requests["create"].rate
    say(f"\nA bare sqlite3 commits {bare:.0f} rows a second; we create {create:.0f}: 1 : {bare / create:.1f}.")


def tell_joplin(journal: Journal, joplin: Joplin | None) -> None:
    """Ours beside Joplin's, where that is installed."""
    if joplin is None:
        say("\nJoplin is not installed here; bin/programs does that.")
        return
    head("request", "ours, a second", "Joplin's server, a second", "times as many")
    for name, theirs in joplin.requests.items():
        own = journal.requests[name].rate
        row(name, f"{own:.0f}", f"{theirs.rate:.0f}", f"{own / theirs.rate:.1f}")
    own_seconds = journal.export_seconds
    row(
        "export", f"{own_seconds:.1f} s", f"{joplin.export_seconds:.1f} s", f"{joplin.export_seconds / own_seconds:.1f}"
    )


def growth(found: list[dict[str, Figures]], name: str) -> float:
    """How many times as long the last takes as the first, each beside what does nothing there."""
    first, last = (of[name].median / of[NOTHING].median for of in (found[0], found[-1]))
    return last / first


if __name__ == "__main__":
    main()
