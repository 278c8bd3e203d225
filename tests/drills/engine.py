"""The database under the drills, named in one place.

SQLite in the house's folder; or with DRILL_POSTGRES a PostgreSQL server of their own; or DRILL_DATABASE_URL.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, create_engine, text

from tests import postgres

IS_OWN_POSTGRES = bool(os.environ.get("DRILL_POSTGRES"))
URL = os.environ.get("DRILL_DATABASE_URL", "")
# The server that is ours to kill, where there is one.
SERVER: postgres.Server | None = None
NAME = "braid-drills"


@contextmanager
def on_postgres(data: Path | None = None, *, wal_stays: bool = False) -> Iterator[postgres.Server]:
    """Have a PostgreSQL server of one's own under whatever is opened in the block; its files may lie elsewhere."""
    global URL, SERVER
    before = URL, SERVER
    with postgres.serving(data, wal_stays=wal_stays) as server:
        URL = postgres.fresh_database(server.place, NAME)
        SERVER = server
        try:
            yield server
        finally:
            URL, SERVER = before


def url_in(data_dir: Path) -> str:
    """Where a house with this folder keeps its journal."""
    return URL or f"sqlite:///{data_dir / 'journal' / 'braid.sqlite3'}"


@contextmanager
def looking_into(data_dir: Path) -> Iterator[Connection]:
    """The database behind the server's back; what is done there is committed at the end."""
    engine = create_engine(url_in(data_dir))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def empty(data_dir: Path) -> None:
    """Leave nothing in a database that outlives its house; a folder's own is new each time."""
    if not URL:
        return
    with looking_into(data_dir) as connection:
        held = MetaData()
        held.reflect(connection)
        held.drop_all(connection)


def verdict(data_dir: Path) -> str:
    """What the engine itself says of its files, where it can be asked; `ok` when they are whole."""
    if SERVER is not None:
        return every_page_read(SERVER)
    with looking_into(data_dir) as connection:
        if connection.dialect.name != "sqlite":
            return "ok"
        return str(connection.execute(text("PRAGMA integrity_check")).scalar_one())


def every_page_read(server: postgres.Server) -> str:
    """PostgreSQL's own look through each table and index of the journal."""
    command = ["pg_amcheck", "--install-missing", "--heapallindexed", "--host", server.place, "--username"]
    command = [str((postgres.programs() or Path()) / command[0]), *command[1:], postgres.OPERATOR, NAME]
    looked = subprocess.run(command, capture_output=True, text=True, check=False)
    return "ok" if looked.returncode == 0 else (looked.stdout + looked.stderr)[:500]


def number(data_dir: Path, question: str, **values: Any) -> int:
    """The one number that a question is answered with; an id is given as a UUID."""
    with looking_into(data_dir) as connection:
        return int(connection.execute(text(question).bindparams(**values)).scalar_one() or 0)


def name() -> str:
    """`SQLite 3.40.1`, as the table of figures calls it."""
    engine = create_engine(URL or "sqlite://")
    with engine.connect() as connection:
        version = connection.dialect.server_version_info or ()
    label = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine.dialect.name, engine.dialect.name)
    engine.dispose()
    return f"{label} {'.'.join(str(part) for part in version)}"
