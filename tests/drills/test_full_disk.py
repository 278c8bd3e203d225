"""F2: on a full disk nothing is acknowledged that is not kept, reading goes on, and room brings writing back."""

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
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


# In megabytes: PostgreSQL has forty before anybody has written a word, and room to write down what its log holds is
# what it needs to come back.
SIZE, FILLER = (sized(72, 96), 28) if engine.IS_OWN_POSTGRES else (sized(8, 16), 2)
LOG_ELSEWHERE = "with its log elsewhere"
WAYS = [f"a disk of {SIZE} MB", *([LOG_ELSEWHERE] if engine.IS_OWN_POSTGRES else [])]
TOLD: list[str] = []


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of a few megabytes, most of which can be filled and made free again."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk; run this drill as root")
    # Where PostgreSQL's own user may go too.
    disk = Path(tempfile.mkdtemp(prefix="braid-disk-"))
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(disk)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    (disk / "filler").write_bytes(os.urandom(FILLER * 1_000_000))
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
    disk.rmdir()


@pytest.fixture(params=WAYS)
def cramped(request: pytest.FixtureRequest, small_disk: Path, tmp_path: Path) -> Iterator[House]:
    """A house whose journal, ledger and temporary files all lie on that disk."""
    (small_disk / "tmp").mkdir()
    on_disk = partial(engine.on_postgres, small_disk / "database", wal_stays=request.param == LOG_ELSEWHERE)
    told = {"TMPDIR": str(small_disk / "tmp")}
    with (
        on_disk() if engine.IS_OWN_POSTGRES else nullcontext(),
        opened(tmp_path / "house", told, data_dir=small_disk / "data") as house,
    ):
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


def make_room(disk: Path) -> bool:
    """Take away what filled the disk; returns whether PostgreSQL had given up and had to be started again."""
    (disk / "rest").unlink()
    (disk / "filler").unlink()
    has_fallen = engine.SERVER is not None and not engine.SERVER.answers()
    if engine.SERVER is not None:
        engine.SERVER.start()
    return has_fallen


def test_f2_a_full_disk_loses_nothing(cramped: House, small_disk: Path) -> None:
    writer, leaver = Ledger(cramped.join("writer")), cramped.join("leaver")
    old = writer.caller.write("to be forgotten")
    writer.caller.put(f"/entries/{old['id']}/trashing", If_Match='"1"')
    fill_up(writer, small_disk)
    acts = other_acts(cramped.again(writer.caller), cramped.again(leaver), old["id"])
    reads = cramped.again(writer.caller).get("/entries?limit=100").status_code

    has_fallen = make_room(small_disk)
    back, left = writer.write(), cramped.again(leaver).delete("/person").status_code
    lines = (cramped.data_dir / "ledger" / "erasures").read_text().splitlines()

    lost, whole = writer.lost(), engine.verdict(cramped.data_dir)
    tell(
        f"writes answered {told(writer.statuses)}, {lost} lost; on the full disk {told(acts)}, reading: {reads}"
        f"{', because PostgreSQL had given up' if has_fallen else ''}; with room again {back}, leaving {left}; "
        f"database {whole}"
    )
    assert set(writer.statuses) <= {201, *REFUSED}
    assert (lost, reads, back, left, whole) == (0, 503 if has_fallen else 200, 201, 204, "ok")
    assert set(acts.values()) <= {*REFUSED, 401}
    assert [len(line.split()) for line in lines][-1] == 4


def tell(measured: str) -> None:
    """Note what each way came to once all are known."""
    TOLD.append(f"{WAYS[len(TOLD)]}: {measured}")
    if len(TOLD) == len(WAYS):
        note("F2", "; ".join(TOLD))
