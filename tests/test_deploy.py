"""The examples for running Braid for others are true: their programs read them, and a proxy before it keeps quiet."""

import dataclasses
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from app.config import PREFIX, Settings
from tests.proxies import DEPLOY, Nginx, caddy_before, nginx_before, program, status_of
from tests.serving import Server, serving

COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
UNITS = sorted(DEPLOY.glob("braid*.*"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("deploy")) as running:
        yield running


def test_what_braid_runs_on_is_not_said(server: Server):
    with urllib.request.urlopen(f"{server.address}/healthz") as answer:
        assert answer.headers.get_all("Server") == ["Braid"]


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_only_settings_that_exist_are_set(path: Path):
    settings = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}

    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+", path.read_text())) <= settings


def test_the_units_are_what_systemd_understands():
    asked = [program("systemd-analyze"), "verify", "--man=no", *UNITS]

    said = subprocess.run(asked, capture_output=True, text=True, check=False).stderr

    # The programs they start are there only where Braid was installed.
    assert [line for line in said.splitlines() if "is not executable: No such file" not in line] == []


def test_the_nodes_share_pepper_ledger_counts_and_nothing_of_their_own():
    nodes = [one for name, one in COMPOSE["services"].items() if name.startswith("node-")]

    assert len(nodes) == 3
    assert all(
        one == nodes[0] and one["secrets"] == ["pepper"] and "data:/var/lib/braid" in one["volumes"] for one in nodes
    )
    assert nodes[0]["environment"]["BRAID_RATE_LIMIT_STORAGE"].startswith("redis://")


def test_nobody_but_the_door_is_reached_from_outside():
    services, networks = COMPOSE["services"], COMPOSE["networks"]

    assert {name for name, one in services.items() if "ports" in one or "outside" in one["networks"]} == {"door"}
    assert networks["inside"] == {"internal": True}


def test_nginx_passes_on_and_logs_neither_who_nor_what_was_looked_for(server: Server, tmp_path: Path):
    with nginx_before(Nginx(tmp_path, [server.port])) as nginx:
        asked = ("/sign-in?kettle=1", "/calendar/kettle.ics", "/metrics")
        statuses = [status_of(f"{nginx.address}{path}", tmp_path) for path in asked]

    logged = (tmp_path / "braid.log").read_text()
    assert statuses == [200, 404, 404]
    assert [line.split()[2] for line in logged.splitlines()[-3:]] == ["/sign-in", "/calendar/-", "/metrics"]
    assert "kettle" not in logged
    assert "127.0.0.1" not in logged


def test_caddy_passes_on_to_a_node_that_is_ready(server: Server, tmp_path: Path):
    with caddy_before([server.port], tmp_path, "import told") as (address, log):
        asked = ("/sign-in?kettle=1", "/calendar/kettle.ics", "/readyz")
        statuses = [status_of(f"{address}{path}", tmp_path) for path in asked]

    logged = "".join(line for line in log.read_text().splitlines() if '"uri":' in line)
    assert statuses == [200, 404, 404]
    assert '"uri":"/sign-in-"' in logged
    assert [word for word in ("kettle", "127.0.0.1") if word in logged] == []


def test_caddy_keeps_no_log_unless_asked(server: Server, tmp_path: Path):
    with caddy_before([server.port], tmp_path) as (address, log):
        assert status_of(f"{address}/sign-in", tmp_path) == 200

    assert "sign-in" not in log.read_text()
