"""Put a copy of the database back: looked at first, made ready beside the present one, which is kept."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from app.admin.backing_up import NotPossible
from app.vault.pepper import Peppers

SIDES = ("-wal", "-shm")


def require_idle(database: Path) -> None:
    """Raise NotPossible while anybody else has the database open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as ours:
            # Only a single connection may leave write-ahead logging.
            mode = ours.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            ours.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        raise NotPossible("Stop the server first: the database is in use.") from error
    if mode != "delete":
        raise NotPossible("Stop the server first: the database is in use.")


def require_peppers(copy: Path, peppers: Peppers) -> None:
    """Raise NotPossible when passphrases of the copy were guarded by a pepper that is not known here."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT params FROM key_slots WHERE kind = 'password'").fetchall()
    missing = {json.loads(params)["pepper"] for (params,) in rows} - set(peppers.ids)
    if missing:
        raise NotPossible(f"This copy needs pepper {', '.join(sorted(missing))}, which the pepper file does not hold.")


def lay_beside(copy: Path, database: Path) -> Path:
    """The copy, laid beside the database under another name. Raises NotPossible when there is no room."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arriving = database.with_name(f"{database.name}.arriving")
    clear_away(arriving)
    try:
        shutil.copyfile(copy, arriving)
        arriving.chmod(0o600)
    except OSError as error:
        clear_away(arriving)
        raise NotPossible(f"The copy could not be put back: {error.strerror}. Nothing was changed.") from error
    return arriving


def clear_away(arriving: Path) -> None:
    """Delete what a restore laid down, with the files beside it: SQLite would take a log left there for this copy's."""
    for side in ("", *SIDES):
        arriving.with_name(arriving.name + side).unlink(missing_ok=True)


def put_in_place(arriving: Path, database: Path) -> Path | None:
    """Give the copy the database's name; returns where the one before lies now, if there was any."""
    with arriving.open("rb") as file:
        os.fsync(file.fileno())
    before = set_aside(database)
    arriving.replace(database)
    handle = os.open(database.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return before


def set_aside(database: Path) -> Path | None:
    """Give the present database a second name, and return that; under the first it stays until it is replaced."""
    names = (database.with_name(f"{database.name}.before-{number}") for number in count(1))
    before = next(place for place in names if not place.exists())
    for side in SIDES:
        left = database.with_name(database.name + side)
        if left.exists():
            left.replace(before.with_name(before.name + side))
    if not database.exists():
        return None
    os.link(database, before)
    return before
