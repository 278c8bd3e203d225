"""F8: a very large journal is listed, searched and left for good in bearable time."""

import statistics
import time
from pathlib import Path

import pytest

from tests.bench.filling import ABSENT, COMMON, RARE, document
from tests.drills.calling import Caller
from tests.drills.house import House
from tests.drills.noting import note, sized, within

pytestmark = pytest.mark.drill
LISTS, SEARCHES, YEARS = 60, 5, 28


@pytest.fixture
def writer(house: House) -> Caller:
    """Somebody who has written a great deal; brought along, because that is quicker."""
    caller = house.caller(house.join("robin").secret, timeout=600)
    answer = caller.bring(b"".join(document(sized(2_000, 100_000), a_day=10)))
    assert answer.status_code == 200, answer.text
    return caller


def listing(writer: Caller) -> list[float]:
    """Seconds of each page of the list, on and on."""
    taken, cursor = [], ""
    for _ in range(LISTS):
        answer = writer.get(f"/entries?limit=30{cursor and f'&cursor={cursor}'}")
        taken.append(answer.seconds)
        cursor = answer.json["next"]
    return sorted(taken)


def searching(writer: Caller, word: str) -> float:
    return statistics.median(writer.post("/searches", {"text": word}).seconds for _ in range(SEARCHES))


def test_f8_a_very_large_journal_is_still_quick(writer: Caller, house: House) -> None:
    p95 = listing(writer)[int(LISTS * 0.95)]
    # Each of these takes a year's words down.
    first = max(writer.post("/searches", {"text": ABSENT}).seconds for _ in range(sized(3, YEARS)))
    found = {word: searching(writer, word) for word in (COMMON, RARE, ABSENT)}
    size = sum(path.stat().st_size for path in Path(house.data_dir).rglob("*") if path.is_file()) / 1024**2
    began = time.perf_counter()
    left = writer.delete("/person")
    leaving = time.perf_counter() - began

    words = ", ".join(f"{seconds * 1000:.0f} ms" for seconds in found.values())
    note(
        "F8",
        f"{sized(2_000, 100_000)} pages, {size:.0f} MB: list p95 {p95 * 1000:.0f} ms; search for a common, a rare, "
        f"an absent word {words}, the longest of the first {first * 1000:.0f} ms; leaving {leaving:.1f} s",
    )
    assert left.status_code == 204, left.text
    assert p95 <= within(0.15)
    assert max(first, *found.values()) <= within(3)
    assert leaving <= within(30)
