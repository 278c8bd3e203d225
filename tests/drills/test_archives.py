"""F7: zip files made to do harm cost the real server little, and leave nothing behind."""

import time
from pathlib import Path

import pytest

from tests.drills.house import House, opened
from tests.drills.noting import note, within
from tests.portability.test_archives import HOSTILE, PAGE, packed

pytestmark = pytest.mark.drill
MOST_SECONDS, MOST_MIB = 2.0, 64.0


def clear_peaks(house: House) -> None:
    for process in house.processes():
        Path(f"/proc/{process}/clear_refs").write_text("5")


def test_f7_hostile_archives_cost_little(tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    slowest, most, statuses, left = 0.0, 0.0, {}, []
    with opened(tmp_path / "house", {"BRAID_WORKERS": "1", "TMPDIR": str(folder)}) as house:
        caller = house.join("robin")
        caller.bring(packed({"a.md": PAGE}))
        for name, made in HOSTILE.items():
            data = made()
            clear_peaks(house)
            before, began = house.megabytes(), time.perf_counter()
            statuses[name] = caller.bring(data).status_code
            slowest = max(slowest, time.perf_counter() - began)
            most = max(most, house.megabytes("VmHWM") - before)
            left += [path.name for path in folder.iterdir()]

    others = {name: status for name, status in statuses.items() if status != 422}
    note(
        "F7",
        f"{len(statuses)} archives, {len(statuses) - len(others)} × 422, slowest {slowest:.2f} s, "
        f"memory {most:+.0f} MB at most, {len(left)} files left",
    )
    assert (others, left) == ({}, [])
    assert slowest <= within(MOST_SECONDS)
    assert most <= MOST_MIB
