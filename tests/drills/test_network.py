"""F13: nothing calls out: a whole life without a network, and every connect() watched."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.drills.noting import note
from tests.serving import ROOT

pytestmark = pytest.mark.drill
CONNECT = re.compile(r"connect\(\d+, \{sa_family=(\w+)(.*)")
HOME = ('inet_addr("127.', '"::1"', '"::ffff:127.')


def alone(trace: Path) -> subprocess.CompletedProcess[str]:
    """Live the journey in a network of its own that holds loopback only, under strace."""
    for program in ("unshare", "strace", "ip"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not here; on Debian: apt-get install strace util-linux iproute2")
    if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be made here; run this drill as root")
    watched = ["strace", "-f", "-qq", "-e", "trace=connect", "-e", "signal=none", "-o", str(trace)]
    command = ["unshare", "-n", *watched, sys.executable, "-m", "tests.drills.journey_alone"]
    told = {**os.environ, "DRILL_RAISES_LOOPBACK": "1"}
    return subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=600)


def test_f13_nothing_calls_out(tmp_path: Path) -> None:
    done = alone(tmp_path / "trace")

    found = [match for line in (tmp_path / "trace").read_text().splitlines() if (match := CONNECT.search(line))]
    families = Counter(match[1] for match in found)
    outward = [
        match[0] for match in found if match[1].startswith("AF_INET") and not any(one in match[2] for one in HOME)
    ]
    told = ", ".join(f"{count} × {family}" for family, count in sorted(families.items()))
    note("F13", f"answers {done.stdout}; connects watched: {told}; {len(outward)} of them elsewhere")
    assert done.returncode == 0, done.stderr[-2_000:]
    assert families["AF_INET"] > 0
    assert outward == []
