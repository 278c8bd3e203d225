"""A served journal that a drill may kill, starve and start again, by the very command of bin/run."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.drills import engine
from tests.drills.calling import Caller, Lost
from tests.people import joining
from tests.serving import ROOT, TOOLS, command_of_run, family, free_port

MADE = Path(tempfile.mkdtemp(prefix="braid-drills-"))
atexit.register(shutil.rmtree, MADE, ignore_errors=True)
# What is tried here lies behind the ordinary limits; those for credentials stay.
SETTINGS = {"BRAID_RATE_LIMITS": "off", "FLASK_APP": "wsgi"}


class House:
    """A server, where it keeps its things, and what it says; it may start and fall as often as a drill likes."""

    def __init__(
        self, folder: Path, settings: Mapping[str, str] | None = None, *, data_dir: Path | None = None
    ) -> None:
        self.data_dir = data_dir or folder / "data"
        self.log = folder / "server.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.callers: list[Caller] = []
        own = {"BRAID_DATA_DIR": str(self.data_dir), "BRAID_PORT": str(self.port)}
        where = {"BRAID_DATABASE_URL": engine.URL} if engine.URL else {}
        self.environ = {**os.environ, **SETTINGS, **own, **where, **(settings or {})}

    def flask(self, *words: object) -> subprocess.CompletedProcess[str]:
        """A command of the operator's."""
        command = [str(TOOLS / "flask"), "--app", "wsgi", *(str(word) for word in words)]
        return subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False)

    def prepare(self) -> None:
        """Bring the database to its newest shape, as bin/run does first; what was made once is copied afterwards."""
        made, here = MADE / "braid.sqlite3", self.data_dir / "journal" / "braid.sqlite3"
        if made.exists() and not engine.URL:
            here.parent.mkdir(mode=0o700, parents=True)
            shutil.copyfile(made, here)
            return
        done = self.flask("db", "upgrade")
        assert done.returncode == 0, done.stderr
        if not engine.URL:
            shutil.copyfile(here, made)

    def start(self) -> float:
        """Start; returns the seconds until the first answer."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command_of_run(), cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )
        while not self._answers():
            if time.perf_counter() - began > 30 or self.process.poll() is not None:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.02)
        return time.perf_counter() - began

    def kill(self) -> None:
        """SIGKILL to all of it at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)

    def stop(self) -> None:
        """Ask it to end, as an operator does; a worker that is still starting does not hear, and is killed."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()

    def caller(self, secret: str = "", *, timeout: float = 60) -> Caller:
        """Somebody on a line of their own."""
        self.callers.append(Caller(self.port, secret, timeout=timeout))
        return self.callers[-1]

    def join(self, username: str, **fields: Any) -> Caller:
        """Somebody joins, as soon as the throttle for one network lets them."""
        caller = self.caller()
        answer = caller.post("/people", joining(username, device="own", **fields))
        while answer.status_code in (429, 503):
            time.sleep(int(answer.headers["Retry-After"]) + 0.2)
            answer = caller.post("/people", joining(username, device="own", **fields))
        assert answer.status_code == 201, answer.text
        caller.recovery_code = answer.json["recovery_code"]
        return caller

    def again(self, caller: Caller) -> Caller:
        """The same device on a line of its own."""
        return self.caller(caller.secret)

    def processes(self) -> list[int]:
        """The server and its workers."""
        return family(self.process.pid) if self.process is not None else []

    def megabytes(self, name: str = "VmRSS") -> float:
        """What all of them hold just now, or with VmHWM the most that each of them ever held."""
        return sum(_of_status(one, name) for one in self.processes())

    def logged(self, status: int) -> int:
        """How many answers with this status the log tells of."""
        return self.log.read_text().count(f'"status": {status}')

    def _answers(self) -> bool:
        caller = Caller(self.port, timeout=2)
        try:
            return caller.get("/themes").status_code == 200
        except Lost:
            return False
        finally:
            caller.line.close()


@contextmanager
def opened(folder: Path, settings: Mapping[str, str] | None = None, *, data_dir: Path | None = None) -> Iterator[House]:
    """A house on an empty database, served for the length of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    house = House(folder, settings, data_dir=data_dir)
    engine.empty(house.data_dir)
    house.prepare()
    house.start()
    try:
        yield house
    finally:
        for caller in house.callers:
            caller.line.close()
        house.stop()


def _of_status(process: int, name: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)
