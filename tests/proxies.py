"""The proxies before Braid as the examples set them up, with their places and ports put elsewhere."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.certificate import trusting, write_certificate
from tests.serving import ROOT, free_port

DEPLOY = ROOT / "deploy"
NODE = re.compile(r"server 127\.0\.0\.1:8000([^;]*);")
KEPT = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass
class Nginx:
    """nginx before some nodes, which are told by their ports; it sends nobody to those that rest."""

    folder: Path
    nodes: Sequence[int]
    is_secure: bool = True
    port: int = field(default_factory=free_port)
    resting: tuple[int, ...] = ()

    @property
    def address(self) -> str:
        return f"{'https' if self.is_secure else 'http'}://localhost:{self.port}"

    @property
    def command(self) -> list[str | Path]:
        return [program("nginx"), "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]

    def rest(self, *nodes: int) -> None:
        """Send nobody to these nodes from now on, and to all the others; what was begun is finished."""
        self.resting = nodes
        self.write()
        subprocess.run([*self.command, "-s", "reload"], check=True, capture_output=True)

    def write(self) -> None:
        """Write the example down for these nodes, alone in a folder of its own."""
        site = NODE.sub(self._as_lines, (DEPLOY / "nginx.conf").read_text())
        for pattern, instead in self._elsewhere().items():
            site = re.sub(pattern, instead, site)
        kept = "".join(f"{kind}_temp_path {self.folder};" for kind in KEPT)
        alone = f"daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log; events {{}}"
        (self.folder / "nginx.conf").write_text(f"{alone} http {{ {kept} {site} }}")

    def _as_lines(self, line: re.Match[str]) -> str:
        told = {node: " down" if node in self.resting else "" for node in self.nodes}
        return "\n".join(f"server 127.0.0.1:{node}{line[1]}{rests};" for node, rests in told.items())

    def _elsewhere(self) -> dict[str, str]:
        own = {
            r"listen \[::\]:.*;": "",
            r"listen 80;": f"listen 127.0.0.1:{free_port()};",
            r"listen 443": f"listen 127.0.0.1:{self.port}",
            r"/var/log/nginx": str(self.folder),
        }
        if not self.is_secure:
            return {**own, r" ssl http2;": ";", r"ssl_\w+ .*;": ""}
        certificate, key = write_certificate(self.folder)
        return {**own, r"/etc/ssl/braid/fullchain.pem": str(certificate), r"/etc/ssl/braid/key.pem": str(key)}


@contextmanager
def nginx_before(nginx: Nginx) -> Iterator[Nginx]:
    """Let it run for the length of the block."""
    nginx.write()
    with running(nginx.command, nginx.folder, nginx.address):
        yield nginx


@contextmanager
def caddy_before(nodes: Sequence[int], folder: Path, more: str = "") -> Iterator[tuple[str, Path]]:
    """The example without TLS for the length of the block; gives its address and what it says."""
    port = free_port()
    written = (DEPLOY / "Caddyfile").read_text().replace("{$DOMAIN} {", f"{{$DOMAIN}} {{\n{more}")
    (folder / "Caddyfile").write_text(written)
    behind = " ".join(f"127.0.0.1:{node}" for node in nodes)
    environ = {"DOMAIN": f"http://localhost:{port}", "NODES": behind, "HOME": str(folder)}
    asked = [program("caddy"), "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    with running(asked, folder, environ["DOMAIN"], environ):
        yield environ["DOMAIN"], folder / "log"


def program(name: str) -> str:
    """Where a program lies; the test is left out where there is none."""
    found = shutil.which(name, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


@contextmanager
def running(
    asked: Sequence[str | Path], folder: Path, address: str, environ: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Let a proxy run for the length of the block, and wait until it passes something on."""
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
