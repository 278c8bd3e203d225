"""The examples for running Braid for others are true: their programs read them, and a proxy before it keeps quiet."""

import dataclasses
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from app.config import PREFIX, Settings
from tests.certificate import trusting, write_certificate
from tests.serving import Server, free_port, serving

DEPLOY = Path(__file__).parents[1] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
UNITS = sorted(DEPLOY.glob("braid*.*"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("deploy")) as running:
        yield running


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


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
    with nginx_before(server, tmp_path) as address:
        asked = ("/sign-in?kettle=1", "/calendar/kettle.ics", "/metrics")
        statuses = [status_of(f"{address}{path}", tmp_path) for path in asked]

    logged = (tmp_path / "braid.log").read_text()
    assert statuses == [200, 404, 404]
    assert [line.split()[2] for line in logged.splitlines()[-3:]] == ["/sign-in", "/calendar/-", "/metrics"]
    assert "kettle" not in logged
    assert "127.0.0.1" not in logged


def test_caddy_passes_on_to_a_node_that_is_ready(server: Server, tmp_path: Path):
    with caddy_before(server, tmp_path, "import told") as (address, log):
        asked = ("/sign-in?kettle=1", "/calendar/kettle.ics", "/readyz")
        statuses = [status_of(f"{address}{path}", tmp_path) for path in asked]

    logged = "".join(line for line in log.read_text().splitlines() if '"uri":' in line)
    assert statuses == [200, 404, 404]
    assert '"uri":"/sign-in-"' in logged
    assert [word for word in ("kettle", "127.0.0.1") if word in logged] == []


def test_caddy_keeps_no_log_unless_asked(server: Server, tmp_path: Path):
    with caddy_before(server, tmp_path) as (address, log):
        assert status_of(f"{address}/sign-in", tmp_path) == 200

    assert "sign-in" not in log.read_text()


@contextmanager
def nginx_before(server: Server, folder: Path) -> Iterator[str]:
    """The example with its places and ports put elsewhere."""
    port = free_port()
    certificate, key = write_certificate(folder)
    site = (DEPLOY / "nginx.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    for pattern, instead in (
        (r"listen \[::\]:.*;", ""),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"listen 443", f"listen 127.0.0.1:{port}"),
        (r"/etc/ssl/braid/fullchain.pem", str(certificate)),
        (r"/etc/ssl/braid/key.pem", str(key)),
        (r"/var/log/nginx", str(folder)),
    ):
        site = re.sub(pattern, instead, site)
    places = "".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {places} {site} }}"
    (folder / "nginx.conf").write_text(whole)
    with running(
        [program("nginx"), "-c", folder / "nginx.conf", "-e", folder / "error.log"],
        folder,
        address := f"https://localhost:{port}",
    ):
        yield address


@contextmanager
def caddy_before(server: Server, folder: Path, more: str = "") -> Iterator[tuple[str, Path]]:
    """The example on a port of its own, without TLS."""
    port = free_port()
    written = (DEPLOY / "Caddyfile").read_text().replace("{$DOMAIN} {", f"{{$DOMAIN}} {{\n{more}")
    (folder / "Caddyfile").write_text(written)
    environ = {"DOMAIN": f"http://localhost:{port}", "NODES": f"127.0.0.1:{server.port}", "HOME": str(folder)}
    asked = [program("caddy"), "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    with running(asked, folder, environ["DOMAIN"], environ):
        yield environ["DOMAIN"], folder / "log"


@contextmanager
def running(
    asked: list[str | Path], folder: Path, address: str, environ: dict[str, str] | None = None
) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(asked, stdout=log, stderr=log, env=environ)
    try:
        wait_for(f"{address}/healthz", folder)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(address: str, folder: Path) -> None:
    until = time.monotonic() + 20
    while status_of(address, folder) != 200:
        assert time.monotonic() < until, (folder / "log").read_text()
        time.sleep(0.1)


def status_of(address: str, folder: Path) -> int:
    """The answer's status; 0 while nobody listens."""
    trust = trusting(folder / "certificate.pem") if address.startswith("https") else None
    try:
        with urllib.request.urlopen(address, timeout=10, context=trust) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0
