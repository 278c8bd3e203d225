"""A PostgreSQL server of the suite's own: in a folder that is thrown away, asked through a socket in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

# Where the suite's processes find the server that the first of them started.
PLACE = "BRAID_TEST_POSTGRES"
OPERATOR, ROLE = "postgres", "braid"
# Nothing here has to outlive a power cut, nobody waits long, and what tests find in files is their own doing.
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SMALL = {"deadlock_timeout": "200ms", "max_wal_size": "32MB", "autovacuum": "off"}


def programs() -> Path | None:
    """The folder of the newest server's programs; None where there is no server."""
    found = shutil.which("initdb")
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    places = [*([Path(found).resolve()] if found else []), *reversed(packaged)]
    return next((place.parent for place in places if (place.parent / "postgres").exists()), None)


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """Serve for the length of the block; gives the folder of the socket."""
    folder = Path(tempfile.mkdtemp(prefix="braid-postgres-"))
    found = programs()
    if found is None:
        raise RuntimeError("PostgreSQL's server programs are not here")
    whose = somebody_else()
    if whose:
        shutil.chown(folder, whose["user"], whose["group"])
    make = [found / "initdb", "--pgdata", folder / "data", "--username", OPERATOR, "--auth", "trust", "--no-sync"]
    form = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--wal-segsize", "1"]
    subprocess.run([*make, *form], check=True, capture_output=True, cwd=folder, **whose)
    options = {"listen_addresses": "", "unix_socket_directories": str(folder), **HASTE, **SMALL, **settings}
    told = [f"--{name}={value}" for name, value in options.items()]
    with (folder / "log").open("wb") as log:
        serve = [found / "postgres", "-D", folder / "data", *told]
        process = subprocess.Popen(serve, stdout=log, stderr=log, cwd=folder, **whose)
    try:
        wait_until_ready(folder)
        with desk(str(folder)) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        yield str(folder)
    finally:
        process.send_signal(3)  # SIGQUIT: at once
        process.wait(timeout=20)
        shutil.rmtree(folder)


def somebody_else() -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    if os.getuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    whom = known.get("postgres") or known["nobody"]
    return {"user": whom.pw_uid, "group": whom.pw_gid, "extra_groups": []}


def wait_until_ready(folder: Path, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            desk(str(folder)).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


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
