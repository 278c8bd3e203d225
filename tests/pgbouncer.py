"""PgBouncer before the suite's PostgreSQL server, handing out connections by transaction, and few of them."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import postgres
from tests.proxies import program

# Where the suite's processes find it.
PLACE = "BRAID_TEST_PGBOUNCER"
PORT = 6432
SETTINGS = """
[databases]
* = host={server}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
logfile = {folder}/log
"""


@contextmanager
def serving(server: str) -> Iterator[str]:
    """Serve for the length of the block; gives the folder of the socket."""
    folder = Path(tempfile.mkdtemp(prefix="braid-pgbouncer-"))
    whose = postgres.somebody_else()
    if whose:
        shutil.chown(folder, whose["user"], whose["group"])
    (folder / "users").write_text(f'"{postgres.ROLE}" ""\n')
    settings = folder / "pgbouncer.ini"
    settings.write_text(SETTINGS.format(server=server, folder=folder, port=PORT))
    process = subprocess.Popen([program("pgbouncer"), "--quiet", settings], cwd=folder, **whose)
    try:
        wait_until_ready(folder)
        yield str(folder)
    finally:
        process.kill()
        process.wait(timeout=20)
        shutil.rmtree(folder)


def wait_until_ready(folder: Path, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            psycopg.connect(host=str(folder), port=PORT, user=postgres.ROLE, dbname=postgres.OPERATOR).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PgBouncer did not start:\n{(folder / 'log').read_text()}")


def instead(address: str) -> str:
    """The same database through PgBouncer, where it stands before the server."""
    place = os.environ.get(PLACE)
    return address.replace(os.environ[postgres.PLACE], f"{place}&port={PORT}") if place else address
