"""F18: under mixed load without a pause nothing breaks, and nothing grows."""

import os
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import pytest

from tests.drills.calling import Caller, Lost
from tests.drills.house import House
from tests.drills.noting import note, sized
from tests.people import PASSPHRASE

pytestmark = pytest.mark.drill
SECONDS = int(os.environ.get("DRILL_SOAK_SECONDS", "0")) or sized(8, 600)
PEOPLE, PAUSE, PAGES, RUSHING = 4, 0.05, 150, 12
# Memory that is taken at first and kept is no leak. Ten minutes are too short to tell an hour's growth from chance.
SETTLED_AFTER = min(600, SECONDS // 2)
MOST_MIB_AN_HOUR = 1.0 if SECONDS >= 3_600 else 60.0


def live_on(caller: Caller, ends: float, told: Counter[int], chance: random.Random) -> None:
    """Write, read, search, revise, forget and take along, as it comes, until it is over."""
    pages: list[str] = []
    acts: list[tuple[int, Callable[[], int]]] = [
        (10, lambda: write_or_forget(caller, pages)),
        (20, lambda: caller.get("/entries").status_code),
        (5, lambda: caller.post("/searches", {"text": "heron"}).status_code),
        (5, lambda: revise(caller)),
        (5, lambda: caller.get("/looking-back?from=2026-11-01&to=2026-12-31").status_code),
        (5, lambda: caller.get("/prompts/today").status_code),
        (5, lambda: caller.send("GET", "//today", None, {}).status_code),
        (1, lambda: take_along(caller)),
    ]
    weights = [weight for weight, _ in acts]
    while time.monotonic() < ends:
        act = chance.choices(acts, weights)[0][1]
        try:
            told[act()] += 1
        except Lost:
            told[0] += 1
        time.sleep(PAUSE)


def rush(house: House, people: list[Caller], told: Counter[int]) -> None:
    """Many read at once for a while: every thread and every line to the database is there from the beginning."""
    ends = time.monotonic() + sized(1, 60)

    def read(caller: Caller) -> None:
        while time.monotonic() < ends:
            told[caller.get("/entries").status_code] += 1

    rooms = [threading.Thread(target=read, args=(house.again(person),)) for person in people * RUSHING]
    for room in rooms:
        room.start()
    for room in rooms:
        room.join()


def write_or_forget(caller: Caller, pages: list[str]) -> int:
    """Write a page, or forget the oldest: what a longer journal takes up would look like a leak."""
    if len(pages) < PAGES:
        answer = caller.post("/entries", {"body": f"The heron stood for the {len(pages)}th time."})
        pages.append(answer.json["id"])
        return answer.status_code
    page = f"/entries/{pages.pop(0)}"
    version = caller.get(page).json["version"]
    trashed = caller.put(f"{page}/trashing", If_Match=f'"{version}"')
    return max(trashed.status_code, caller.delete(page, If_Match=f'"{version + 1}"').status_code)


def take_along(caller: Caller) -> int:
    """Take the journal along; what was confirmed holds for ten minutes only."""
    status = caller.post("/exports", {"format": "csv"}).status_code
    if status == 403:
        caller.post("/session/confirmation", {"passphrase": PASSPHRASE})
    return status


def revise(caller: Caller) -> int:
    newest = caller.get("/entries?limit=1").json["items"]
    if not newest:
        return 200
    changed = {"body": "The heron has flown away."}
    return caller.put(f"/entries/{newest[0]['id']}", changed, If_Match=f'"{newest[0]["version"]}"').status_code


def open_files(house: House) -> int:
    return sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in house.processes())


def growth(samples: list[tuple[float, float]]) -> float:
    """Of what was measured once it had settled, by how much it grew in an hour (the straight line nearest to it)."""
    # What is held for a moment, as to stretch a passphrase (64 MiB), is no growth: the least of four in a row counts.
    least = [min(samples[at : at + 4], key=itemgetter(1)) for at in range(0, len(samples), 4)]
    late = [sample for sample in least if sample[0] > SETTLED_AFTER]
    slope, _ = statistics.linear_regression([at for at, _ in late], [value for _, value in late])
    return slope * 3_600


def test_f18_nothing_breaks_and_nothing_grows(house: House) -> None:
    told, people = Counter[int](), [house.join(f"person-{number}") for number in range(PEOPLE)]
    rush(house, people, told)
    ends = time.monotonic() + SECONDS
    rooms = [
        threading.Thread(target=live_on, args=(person, ends, told, random.Random(number)))
        for number, person in enumerate(people)
    ]
    for room in rooms:
        room.start()
    memory, files = watch(house, ends)
    for room in rooms:
        room.join()

    broken = sum(count for status, count in told.items() if status >= 500 or status == 0)
    grown = growth(memory)
    note(
        "F18",
        f"{SECONDS} s, {sum(told.values())} answers, {broken} × 5xx; memory {memory[0][1]:.0f} MB at first, "
        f"{memory[-1][1]:.0f} MB at last, {grown:+.1f} MB an hour after the first {SETTLED_AFTER} s; "
        f"open files {files[len(files) // 4]} and {files[-1]}",
    )
    assert broken == 0
    # Only a confirmation that has run out is told otherwise (403).
    assert set(told) <= {200, 201, 204, 403}
    # A few seconds tell nothing of an hour.
    assert grown <= sized(100_000, MOST_MIB_AN_HOUR)  # type: ignore[arg-type]
    assert files[-1] <= max(files[: len(files) // 2]) + 4


def watch(house: House, ends: float) -> tuple[list[tuple[float, float]], list[int]]:
    """Memory and open files, some forty times at least until it is over."""
    memory, files, began = [], [], time.monotonic()
    pause = min(max(0.2, SECONDS / 40), 15)
    while time.monotonic() < ends:
        time.sleep(pause)
        memory.append((time.monotonic() - began, house.megabytes()))
        files.append(open_files(house))
    return memory, files
