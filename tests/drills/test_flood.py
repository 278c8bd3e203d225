"""F16: two hundred wrong sign-ins at once cost those who are in little, and the server no more memory than it has."""

import json
import os
import time

import pytest

from tests.drills.calling import Caller
from tests.drills.flooding import flooding
from tests.drills.house import House
from tests.drills.measuring import going_on
from tests.drills.noting import note, within

pytestmark = pytest.mark.drill
MANY = 200
ARGON2_MIB = 64
# What Python, the allocator and a thread's stack add to a derivation's own memory.
SLACK_MIB = 16


def warm_up(house: House, reader: Caller) -> None:
    """Let both workers do what they will be asked, once or twice, so that only the flood counts afterwards."""
    for number in range(30):
        line = house.again(reader)
        line.write(f"The bus driver waited, {number}.")
        line.get("/entries")
    for number in range(6):
        house.caller().post("/session", {"username": f"nobody-{number}", "passphrase": "not the right one at all"})


def counted(told: dict[str, int]) -> str:
    return ", ".join(f"{count} × {status}" for status, count in sorted(told.items()))


def test_f16_a_flood_of_wrong_sign_ins_leaves_reading_quick(house: House) -> None:
    reader = house.join("reader")
    warm_up(house, reader)
    base, most, told = house.megabytes(), 0.0, {}
    began = time.monotonic()
    lines = house.again(reader), house.again(reader)
    with going_on(*lines) as (reading, writing), flooding(house.port, MANY) as flood:
        while flood.poll() is None:
            most = max(most, house.megabytes())
            time.sleep(0.02)
        told = json.loads(flood.stdout.read())

    more, allowed = most - base, (os.cpu_count() or 1) * ARGON2_MIB
    note(
        "F16",
        f"{MANY} sign-ins in {time.monotonic() - began:.1f} s: {counted(told)}; "
        f"reading: {reading}; writing: {writing}; memory "
        f"{base:.0f} MB, {more:+.0f} MB at its peak (allowed {allowed}, and {SLACK_MIB} of slack)",
    )
    assert set(told) <= {"401", "429", "503"}
    assert reading.p95 <= within(0.5)
    assert (reading.worst, writing.worst <= 503) == (200, True)
    assert more <= allowed + SLACK_MIB
