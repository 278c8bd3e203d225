"""A PostgreSQL server of the suite's own: in a folder that is thrown away, asked through a socket in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.serving import family

# Where the suite's processes find the server that the first of them started.
PLACE = "BRAID_TEST_POSTGRES"
OPERATOR, ROLE = "postgres", "braid"
# Nothing has to outlive a power cut, nobody waits long, and what tests find in files is their own doing.
HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "deadlock_timeout": "200ms",
    "max_wal_size": "32MB",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """The folder of the newest server's programs; None where there is no server."""
    found = shutil.which("initdb")
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    places = [*([Path(found).resolve()] if found else []), *reversed(packaged)]
    return next((place.parent for place in places if (place.parent / "postgres").exists()), None)


class Server:
    """A server, and the folder of its socket; it may fall and be started again as often as a drill likes."""

    def __init__(self, folder: Path, data: Path, settings: Mapping[str, str]) -> None:
        self.place, self.log, self.data = str(folder), folder / "log", data
        own = {"listen_addresses": "", "unix_socket_directories": self.place}
        self.options = [f"--{name}={value}" for name, value in {**own, **settings}.items()]
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self, wal: Path | None) -> None:
        """Make what it keeps its databases in, with a sum over each page that tells damage."""
        for folder in (Path(self.place), self.data):
            folder.mkdir(mode=0o700, exist_ok=True)
            if whose := somebody_else():
                shutil.chown(folder, whose["user"], whose["group"])
        form = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--wal-segsize", "1", "--data-checksums"]
        form += ["--waldir", str(wal)] if wal else []
        made = self._run("initdb", "--username", OPERATOR, "--auth", "trust", "--no-sync", *form)
        assert made.wait(timeout=60) == 0, self.log.read_text()

    def start(self, seconds: float = 20) -> None:
        """Serve; where those who were killed still hold on to its memory, it is tried again."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                self.process = self._run("postgres", *self.options)
            if self.answers():
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """SIGKILL to all of it at once."""
        if self.process is not None and self.process.poll() is None:
            for one in family(self.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            self.process.wait(timeout=20)

    def stop(self) -> None:
        """End it at once."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=20)

    def answers(self) -> bool:
        """Whether it lets anybody in just now."""
        try:
            desk(self.place).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        found = programs()
        if found is None:
            raise RuntimeError("PostgreSQL's server programs are not here")
        command = [str(found / program), "-D", str(self.data), *words]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.place, **somebody_else())


@contextmanager
def serving(data: Path | None = None, *, wal_stays: bool = False, **settings: str) -> Iterator[Server]:
    """Serve for the length of the block, in a folder that is thrown away.

    The databases may lie elsewhere; their write-ahead log goes with them, unless it is to stay.
    """
    folder = Path(tempfile.mkdtemp(prefix="braid-postgres-"))
    server = Server(folder, data or folder / "data", settings)
    try:
        server.prepare(folder / "wal" if wal_stays else None)
        server.start()
        with desk(server.place) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def somebody_else() -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    if os.getuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    whom = known.get("postgres") or known["nobody"]
    return {"user": whom.pw_uid, "group": whom.pw_gid, "extra_groups": []}


def desk(place: str, database: str = OPERATOR) -> psycopg.Connection:
    """The operator's own connection, who may do anything."""
    return psycopg.connect(host=place, user=OPERATOR, dbname=database, autocommit=True)


def fresh_database(place: str, name: str) -> str:
    """A new, empty database; returns its address."""
    with desk(place) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" OWNER {ROLE}')
    return f"postgresql://{ROLE}@/{name}?host={place}"


def files_of(place: str, database: str) -> dict[str, bytes]:
    """The files in which the server keeps a database, and its log of everything, as they are on the disk now."""
    with desk(place, database) as connection:
        connection.execute("CHECKPOINT")
        number = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()[0]
    data = Path(place) / "data"
    found = [*(data / "base" / str(number)).iterdir(), *(data / "pg_wal").glob("0*")]
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in found}
