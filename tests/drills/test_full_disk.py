"""F2: on a full disk nothing is acknowledged that is not kept, reading goes on, and room brings writing back."""

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.drills import engine
from tests.drills.calling import Caller
from tests.drills.house import House, opened
from tests.drills.noting import note, sized
from tests.drills.test_kill import held_by

pytestmark = pytest.mark.drill
TEXT = "The heron stood still. " * 40
REFUSED = (503, 507)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes with a filler on it, which can be taken away to make room."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk; run this drill as root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={sized(8, 16)}m", "tmpfs", str(disk)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    (disk / "filler").write_bytes(os.urandom(2_000_000))
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def cramped(small_disk: Path, tmp_path: Path) -> Iterator[House]:
    """A house whose journal, ledger and temporary files all lie on that disk."""
    (small_disk / "tmp").mkdir()
    with opened(tmp_path / "house", {"TMPDIR": str(small_disk / "tmp")}, data_dir=small_disk / "data") as house:
        yield house


class Ledger:
    """What a writer was told, answer by answer."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.statuses: Counter[int] = Counter()
        self.kept: dict[str, str] = {}

    def write(self) -> int:
        text = f"{len(self.kept)} {TEXT}"
        answer = self.caller.post("/entries", {"body": text})
        self.statuses[answer.status_code] += 1
        if answer.status_code == 201:
            self.kept[answer.json["id"]] = text
        return answer.status_code

    def lost(self) -> int:
        held = held_by(self.caller)
        return sum(held.get(entry) != text for entry, text in self.kept.items())


def fill_up(writer: Ledger, disk: Path) -> None:
    """Write until there is no room, then take the last bytes that are left, and go on trying."""
    while writer.write() == 201:
        assert sum(writer.statuses.values()) < 40_000
    take_the_rest(disk)
    for _ in range(sized(100, 1000)):
        writer.write()


def take_the_rest(disk: Path) -> None:
    with (disk / "rest").open("ab", buffering=0) as rest:
        for piece in (4096, 1):
            try:
                while rest.write(bytes(piece)) == piece:
                    pass
            except OSError:
                continue


def other_acts(writer: Caller, leaver: Caller, old: str) -> dict[str, int]:
    """What comes of the other acts on a full disk, by name."""
    journal = b"".join(b"[2026-11-%02d 08:00] A line.\n" % (day % 28 + 1) + b"x" * 90_000 + b"\n" for day in range(12))
    acts: dict[str, Callable[[], int]] = {
        "forget": lambda: writer.delete(f"/entries/{old}", If_Match='"2"').status_code,
        "leave": lambda: leaver.delete("/person").status_code,
        "import": lambda: writer.bring(journal).status_code,
        "sign in": lambda: writer.post("/session/confirmation", {"passphrase": "not the right one"}).status_code,
    }
    return {name: act() for name, act in acts.items()}


def told(counted: Mapping[object, int]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in counted.items())


def test_f2_a_full_disk_loses_nothing(cramped: House, small_disk: Path) -> None:
    writer, leaver = Ledger(cramped.join("writer")), cramped.join("leaver")
    old = writer.caller.write("to be forgotten")
    writer.caller.put(f"/entries/{old['id']}/trashing", If_Match='"1"')
    fill_up(writer, small_disk)
    acts = other_acts(cramped.again(writer.caller), cramped.again(leaver), old["id"])
    lost, reads = writer.lost(), cramped.again(leaver).get("/entries").status_code

    (small_disk / "rest").unlink()
    (small_disk / "filler").unlink()
    back, left = writer.write(), cramped.again(leaver).delete("/person").status_code
    lines = (cramped.data_dir / "ledger" / "erasures").read_text().splitlines()

    whole = engine.verdict(cramped.data_dir)
    note(
        "F2",
        f"writes answered {told(writer.statuses)}, {lost} lost; on the full disk {told(acts)}; "
        f"with room again {back}, leaving {left}; database {whole}",
    )
    assert set(writer.statuses) <= {201, *REFUSED}
    assert (lost, reads, back, left, whole) == (0, 200, 201, 204, "ok")
    assert set(acts.values()) <= {*REFUSED, 401}
    assert [len(line.split()) for line in lines][-1] == 4
