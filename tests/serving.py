"""The real server, by the command of bin/run, on a free port and an empty data folder."""

import json
import os
import shlex
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.config import THREADS
from tests.certificate import trusting, write_certificate
from tests.people import BASE, joining

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
MEASURED = {"BRAID_RATE_LIMITS": "off"}


@dataclass
class Server:
    """A running server and where it keeps its things."""

    port: int
    data_dir: Path
    process: subprocess.Popen[bytes]
    trust: ssl.SSLContext | None = None
    # Seconds from its start to its first answer.
    started_in: float = 0.0

    @property
    def address(self) -> str:
        return f"{'https' if self.trust else 'http'}://localhost:{self.port}"

    @property
    def log(self) -> Path:
        return self.data_dir / "server.log"

    def call(
        self, method: str, path: str, body: Any = None, cookie: str = "", *, version: int | None = None
    ) -> tuple[int, Any, str]:
        """Call the API; returns status, body and a session secret if one was handed out."""
        headers = {"Origin": self.address, "Content-Type": "application/json"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if cookie:
            headers["Cookie"] = f"__Host-session={cookie}"
        data = json.dumps(body).encode() if body is not None else None
        asked = urllib.request.Request(self.address + BASE + path, data, headers, method=method)
        with urllib.request.urlopen(asked, context=self.trust) as answer:
            text = answer.read()
            secret = answer.headers.get("Set-Cookie", "").partition("=")[2].partition(";")[0]
            return answer.status, json.loads(text) if text else None, secret

    def join(self, username: str) -> str:
        """Somebody joins; returns their session secret."""
        return self.call("POST", "/people", joining(username, device="own"))[2]


@contextmanager
def serving(
    data_dir: Path,
    *,
    workers: int = 1,
    port: int | None = None,
    is_secure: bool = False,
    settings: Mapping[str, str] = MEASURED,
) -> Iterator[Server]:
    """Serve for the length of the block; a folder that was served before keeps what it holds.

    A secure server speaks TLS and HTTP/2, as it would behind a proxy in the world.
    """
    port = port or free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    own = {"BRAID_DATA_DIR": str(data_dir), "BRAID_PORT": str(port), "BRAID_WORKERS": str(workers), "FLASK_APP": "wsgi"}
    environ = {**os.environ, **settings, **own}
    secure, trust = secured(data_dir) if is_secure else ([], None)
    if trust:
        environ["BRAID_PUBLIC_ORIGIN"] = f"https://localhost:{port}"
    subprocess.run([TOOLS / "flask", "db", "upgrade"], cwd=ROOT, env=environ, check=True, capture_output=True)
    command = command_of_run()
    if secure:
        # By itself Braid speaks no TLS, which is the proxy's; Granian can.
        command = [str(TOOLS / "granian"), "--interface", "wsgi", "wsgi:app", "--workers", str(workers), *secure]
        command += ["--blocking-threads", str(THREADS), "--port", str(port), "--no-access-log"]
    began = time.perf_counter()
    with (data_dir / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
    server = Server(port, data_dir, process, trust)
    try:
        wait_until_ready(server)
        server.started_in = time.perf_counter() - began
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def command_of_run() -> list[str]:
    """What bin/run executes in the end."""
    words = shlex.split((ROOT / "bin" / "run").read_text().partition("\nexec ")[2])
    return [word.replace("$ENVIRONMENT/bin", str(TOOLS)) for word in words]


def secured(folder: Path) -> tuple[list[str], ssl.SSLContext]:
    """What the server needs to speak TLS, and what we need to believe it."""
    certificate, key = write_certificate(folder)
    return ["--ssl-certificate", str(certificate), "--ssl-keyfile", str(key)], trusting(certificate)


def wait_until_ready(server: Server, seconds: float = 20) -> None:
    """Wait for the first answer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            server.call("GET", "/themes")
            return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"the server did not start:\n{server.log.read_text()}")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(process: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(found for child in children for found in family(int(child)))]
