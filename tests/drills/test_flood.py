"""F16: two hundred wrong sign-ins at once cost those who are in little, and the server no more memory than it has."""

import json
import os
import time
from functools import partial

import pytest

from tests.drills.calling import Caller
from tests.drills.crowd import at_once
from tests.drills.flooding import flooding
from tests.drills.house import House
from tests.drills.measuring import going_on
from tests.drills.noting import note, within

pytestmark = pytest.mark.drill
MANY = 200
ARGON2_MIB = 64
# The lanes' stacks, and two hundred lines with their answers; what a thread takes once and keeps is not the flood's.
SLACK_MIB = 10


def warm_up(house: House, reader: Caller) -> None:
    """Let all threads of both workers do what they will be asked, so that only the flood counts afterwards."""
    at_once([partial(look_around, house.again(reader)) for _ in range(MANY)])
    for number in range(6):
        house.caller().post("/session", {"username": f"nobody-{number}", "passphrase": "not the right one at all"})


def look_around(line: Caller) -> None:
    for _ in range(5):
        line.write("The bus driver waited.")
        line.get("/entries")


def counted(told: dict[str, int]) -> str:
    return ", ".join(f"{count} × {status}" for status, count in sorted(told.items()))


def test_f16_a_flood_of_wrong_sign_ins_leaves_reading_quick(house: House) -> None:
    reader, fresh = house.join("reader"), house.megabytes()
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
        f"reading: {reading}; writing: {writing}; memory {fresh:.0f} MB at the start, {base:.0f} MB once all threads "
        f"had worked, {more:+.0f} MB at its peak (allowed {allowed} for passphrases, {SLACK_MIB} for {MANY} lines)",
    )
    assert set(told) <= {"401", "429", "503"}
    assert reading.p95 <= within(0.5)
    assert (reading.worst, writing.worst <= 503) == (200, True)
    assert more <= allowed + SLACK_MIB
