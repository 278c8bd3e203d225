"""F6: thousands of generated requests break no contract, and of two people neither reaches the other's things."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.house import House
from tests.drills.noting import IS_SHORT, note
from tests.fuzz.test_contract import LEFT_OUT
from tests.serving import ROOT

pytestmark = pytest.mark.drill
NAMES = ("robin", "bystander")
LEAST = 10_000
CASES = re.compile(r"([\d,]+) generated")


def settings(house: House, folder: Path) -> Path:
    """The settings of the ordinary fuzz, with two people instead of one, who try each other's things."""
    people = [{"name": name, "fixedHeaders": [as_header(house.join(name).secret)]} for name in NAMES]
    (folder / "people.yaml").write_text(json.dumps({"auth": people}))
    ordinary = (ROOT / "tests" / "fuzz" / "schemathesis.toml").read_text()
    checks = ordinary[ordinary.index("# A write without If-Match") :]
    two = f'[auth.wfc]\npath = "{folder / "people.yaml"}"\nuser = "{NAMES[0]}"\npeers = {json.dumps(list(NAMES))}\n\n'
    (folder / "schemathesis.toml").write_text(two + checks)
    return folder / "schemathesis.toml"


def as_header(secret: str) -> dict[str, str]:
    return {"name": "Cookie", "value": f"__Host-session={secret}"}


def fuzz(house: House, config: Path) -> subprocess.CompletedProcess[str]:
    address = f"http://localhost:{house.port}"
    command = [str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(config)]
    command += ["run", f"{address}/api/v1/openapi.json", "--header", f"Origin: {address}", "--no-color", "--seed", "7"]
    command += ["--max-examples", "80", "--workers", "1", "--continue-on-failure"]
    command += [word for name in LEFT_OUT for word in ("--exclude-operation-id", name)]
    return subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)


@pytest.mark.skipif(IS_SHORT, reason="bin/ci fuzzes in a step of its own; this one takes minutes")
def test_f6_no_request_breaks_the_contract(house: House, tmp_path: Path) -> None:
    run = fuzz(house, settings(house, tmp_path))

    (tmp_path / "report.txt").write_text(run.stdout)
    broken = house.logged(500)
    cases = int((CASES.search(run.stdout) or ["", "0"])[1].replace(",", ""))
    told = re.search(r"Test cases:\n\s*(.+)", run.stdout)
    note("F6", f"two people, {told[1] if told else 'no case'}; {broken} × 500")
    assert run.returncode == 0, run.stdout[-8_000:]
    assert broken == 0
    assert cases >= LEAST
