"""Copies of an SQLite file: one moment of it, whole, readable by this user alone; laid beside it to be put back."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.admin.copies import NotPossible, require_new

SIDES = ("-wal", "-shm")
SCHEME = "sqlite:///"


@dataclass(frozen=True)
class FileCopies:
    """Copies of the database that lies in this file."""

    database: Path

    def back_up(self, target: Path) -> int:
        """The target appears when it is whole, and not before."""
        require_new(target)
        if not self.database.exists():
            raise NotPossible("There is no database yet.")
        unfinished = target.with_name(f".{target.name}.part")
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(self.database)) as live, closing(sqlite3.connect(unfinished)) as copy:
                # All in one step, which reads one moment and holds nobody up. In several, SQLite would begin anew
                # whenever somebody writes between two of them, and on a busy server never come to an end.
                live.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            self.require_sound(unfinished)
            os.link(unfinished, target)
        except (sqlite3.Error, OSError) as error:
            raise NotPossible(f"The copy could not be made: {error}.") from error
        finally:
            unfinished.unlink(missing_ok=True)
        return target.stat().st_size

    def require_idle(self) -> None:
        """Only a single connection may leave write-ahead logging."""
        if not self.database.exists():
            return
        try:
            with closing(sqlite3.connect(self.database, timeout=0)) as ours:
                mode = ours.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
                ours.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            raise NotPossible("Stop the server first: the database is in use.") from error
        if mode != "delete":
            raise NotPossible("Stop the server first: the database is in use.")

    def require_sound(self, copy: Path) -> None:
        """Nothing is damaged, and no row names another that is not there."""
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
                database.execute("SELECT version_num FROM alembic_version").fetchone()
                found = database.execute("PRAGMA integrity_check").fetchall()
                lost = database.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error as error:
            raise NotPossible("This is no database of Braid's, or it is damaged.") from error
        if found != [("ok",)] or lost:
            raise NotPossible("This database is damaged.")

    def lay_beside(self, copy: Path) -> str:
        """Under another name in the same folder."""
        self.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        arriving = self.database.with_name(f"{self.database.name}.arriving")
        clear_away(arriving)
        try:
            shutil.copyfile(copy, arriving)
            arriving.chmod(0o600)
        except OSError as error:
            clear_away(arriving)
            raise NotPossible(f"The copy could not be put back: {error.strerror}. Nothing was changed.") from error
        return f"{SCHEME}{arriving}"

    def throw_away(self, arriving: str) -> None:
        """With what SQLite laid beside it."""
        clear_away(Path(arriving.removeprefix(SCHEME)))

    def put_in_place(self, arriving: str) -> str | None:
        """The database has one name or the other at every moment, and is on the disk before it has ours."""
        path = Path(arriving.removeprefix(SCHEME))
        with path.open("rb") as file:
            os.fsync(file.fileno())
        before = set_aside(self.database)
        path.replace(self.database)
        handle = os.open(self.database.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
        return str(before) if before else None


def clear_away(arriving: Path) -> None:
    """Delete what a restore laid down, with the files beside it: SQLite would take a log left there for this copy's."""
    for side in ("", *SIDES):
        arriving.with_name(arriving.name + side).unlink(missing_ok=True)


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
