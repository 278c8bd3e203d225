"""Copy the database of a running server: one moment of it, whole, readable by this user alone."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


class NotPossible(Exception):
    """A copy cannot be made or taken back; the sentence says why."""


def database_file(url: str) -> Path:
    """The file of an SQLite database. Raises NotPossible for another kind."""
    if not url.startswith("sqlite:///"):
        raise NotPossible("This database is no SQLite file. Use its own tools for copies (pg_dump, for instance).")
    return Path(url.removeprefix("sqlite:///"))


def back_up(source: Path, target: Path) -> int:
    """Copy the database as it is at one moment, while others go on writing; returns the copy's size in bytes.

    The target appears when it is whole, and not before. Raises NotPossible.
    """
    if target.exists():
        raise NotPossible(f"{target.name} is there already. Choose another name.")
    if not source.exists():
        raise NotPossible("There is no database yet.")
    unfinished = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(unfinished)) as copy:
            # All in one step, which reads one moment and holds nobody up. In several, SQLite would begin anew
            # whenever somebody writes between two of them, and on a busy server never come to an end.
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        require_sound(unfinished)
        os.link(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        raise NotPossible(f"The copy could not be made: {error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def require_sound(path: Path) -> None:
    """Raise NotPossible unless this is a database of Braid's without any damage."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.execute("SELECT version_num FROM alembic_version").fetchone()
            found = database.execute("PRAGMA integrity_check").fetchall()
            lost = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise NotPossible("This is no database of Braid's, or it is damaged.") from error
    if found != [("ok",)] or lost:
        raise NotPossible("This database is damaged.")
