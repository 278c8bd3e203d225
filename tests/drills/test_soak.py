"""F18: under mixed load without a pause nothing breaks, and nothing grows."""

import os
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drills.calling import Caller, Lost
from tests.drills.house import House
from tests.drills.noting import note, sized

pytestmark = pytest.mark.drill
SECONDS = int(os.environ.get("DRILL_SOAK_SECONDS", "0")) or sized(8, 600)
PEOPLE, PAUSE = 4, 0.01
# Memory that is taken at first and kept is no leak: what the first half held is set against the second.
MOST_MIB_AN_HOUR = 60.0


def live_on(caller: Caller, ends: float, told: Counter[int], chance: random.Random) -> None:
    """Write, read, search, revise and take along, as it comes, until it is over."""
    acts: list[tuple[int, Callable[[], int]]] = [
        (10, lambda: caller.post("/entries", {"body": f"The heron {chance.random()} stood."}).status_code),
        (20, lambda: caller.get("/entries").status_code),
        (5, lambda: caller.post("/searches", {"text": "heron"}).status_code),
        (5, lambda: revise(caller)),
        (5, lambda: caller.get("/looking-back?from=2026-11-01&to=2026-12-31").status_code),
        (5, lambda: caller.get("/prompts/today").status_code),
        (5, lambda: caller.send("GET", "//today", None, {}).status_code),
        (1, lambda: caller.post("/exports", {"format": "csv"}).status_code),
    ]
    weights = [weight for weight, _ in acts]
    while time.monotonic() < ends:
        act = chance.choices(acts, weights)[0][1]
        try:
            told[act()] += 1
        except Lost:
            told[0] += 1
        time.sleep(PAUSE)


def revise(caller: Caller) -> int:
    newest = caller.get("/entries?limit=1").json["items"]
    if not newest:
        return 200
    changed = {"body": "The heron has flown away."}
    return caller.put(f"/entries/{newest[0]['id']}", changed, If_Match=f'"{newest[0]["version"]}"').status_code


def open_files(house: House) -> int:
    return sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in house.processes())


def growth(samples: list[tuple[float, float]]) -> float:
    """Of what was measured in the second half, by how much it grew in an hour (the straight line nearest to it)."""
    late = samples[len(samples) // 2 :]
    slope, _ = statistics.linear_regression([at for at, _ in late], [value for _, value in late])
    return slope * 3_600


def test_f18_nothing_breaks_and_nothing_grows(house: House) -> None:
    told, ends = Counter[int](), time.monotonic() + SECONDS
    people = [house.join(f"person-{number}") for number in range(PEOPLE)]
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
        f"{memory[-1][1]:.0f} MB at last,"
        f" {grown:+.0f} MB an hour in the second half; open files {files[len(files) // 4]} and {files[-1]}",
    )
    assert broken == 0
    # A few seconds tell nothing of an hour.
    assert grown <= sized(100_000, MOST_MIB_AN_HOUR)  # type: ignore[arg-type]
    assert files[-1] <= max(files[: len(files) // 2]) + 4


def watch(house: House, ends: float) -> tuple[list[tuple[float, float]], list[int]]:
    """Memory and open files, twenty times until it is over."""
    memory, files, began = [], [], time.monotonic()
    pause = max(0.5, (ends - began) / 20)
    while time.monotonic() < ends:
        time.sleep(pause)
        memory.append((time.monotonic() - began, house.megabytes()))
        files.append(open_files(house))
    return memory, files
