"""Schemathesis against the real server: no 5xx, no broken contract, stateful walks included (F6)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import serving

pytestmark = pytest.mark.fuzz
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "100")
# These two end the session that everything else is tried with.
LEFT_OUT = ("signOut", "deletePerson")


def test_f6_the_contract_holds_under_odd_and_ordinary_requests(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        cookie = server.join("robin")
        command = [
            Path(sys.executable).parent / "schemathesis",
            *("--config-file", Path(__file__).parent / "schemathesis.toml"),
            *("run", f"{server.address}/api/v1/openapi.json", "--header", f"Origin: {server.address}"),
            *("--max-examples", EXAMPLES, "--workers", "1", "--no-color"),
            *(word for name in LEFT_OUT for word in ("--exclude-operation-id", name)),
        ]
        run = subprocess.run(command, env={**os.environ, "BRAID_COOKIE": cookie}, capture_output=True, text=True)

    sys.stdout.write(run.stdout[-3_000:])
    assert run.returncode == 0, run.stdout[-20_000:]
    assert '"status": 5' not in server.log.read_text().replace('"status": 503', "")
