"""F13: nothing calls out: a whole life without a network, and every connect() watched."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.drills.noting import IS_SHORT, note
from tests.serving import ROOT

pytestmark = pytest.mark.drill
CONNECT = re.compile(r"<(.*?)> connect\(\d+, \{sa_family=(\w+)(.*)")
HOME = ('inet_addr("127.', '"::1"', '"::ffff:127.')
# Threads of the browser, and of the program that steers it, which look for names and for IPv6 on their own account.
# Whatever a page asks elsewhere fails its own test (tests/browser/conftest.py).
TOOLS = ("Chrome_", "ThreadPool", "libuv-")
# The network is a new one, whose loopback is down at first. A line that leads nowhere makes browsers believe that they
# are on line: whether there is more than loopback is all that they look at.
LINES = "ip link set lo up && ip link add line type bridge && ip addr add 192.0.2.1/32 dev line && ip link set line up"
ALONE = ("unshare", "-n", "sh", "-c", f'{LINES} && exec "$@"', "sh")
WATCHED = ("strace", "-f", "-qq", "-Y", "--seccomp-bpf", "-e", "trace=connect", "-e", "signal=none", "-o")
JOURNEY = ("-m", "tests.drills.journey_alone")
PAGES = ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", "browser and not timed", "tests/browser")
ENOUGH_SECONDS = 5_400


@dataclass
class Watched:
    """What came of something done alone; of each connect() whose it was, of which kind, and where to."""

    said: str
    went_well: bool
    connects: list[tuple[str, str, str]]

    @property
    def outward(self) -> list[str]:
        ours = [(kind, to) for who, kind, to in self.connects if not who.startswith(TOOLS)]
        return [to for kind, to in ours if kind.startswith("AF_INET") and not any(home in to for home in HOME)]

    def __str__(self) -> str:
        families = Counter(kind for _, kind, _ in self.connects)
        told = ", ".join(f"{count} × {kind}" for kind, count in sorted(families.items()))
        return f"{self.said}; connects watched: {told}; {len(self.outward)} of them elsewhere"


def alone(trace: Path, *words: str) -> Watched:
    """Run a program of ours in a network of its own that holds loopback only, under strace."""
    for program in ("unshare", "strace", "ip"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not here; on Debian: apt-get install strace util-linux iproute2")
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be made here; run this drill as root")
    command = [*ALONE, *WATCHED, str(trace), sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=ENOUGH_SECONDS)
    sys.stdout.write(done.stderr + done.stdout * bool(done.returncode))
    found = [match.groups() for line in trace.read_text().splitlines() if (match := CONNECT.search(line))]
    return Watched(done.stdout.strip().splitlines()[-1], done.returncode == 0, found)


def test_f13_nothing_calls_out(tmp_path: Path) -> None:
    journey = alone(tmp_path / "journey", *JOURNEY)
    pages = None if IS_SHORT else alone(tmp_path / "pages", *PAGES)

    note("F13", f"answers {journey}" + (f"; all browser tests: {pages}" if pages else ""))
    for one in filter(None, (journey, pages)):
        assert (one.went_well, one.outward) == (True, [])
        assert any(kind == "AF_INET" for _, kind, _ in one.connects)
