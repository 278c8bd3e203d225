"""Copies of a PostgreSQL database, made and read by its own tools; to be put back they become a database beside it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from app.admin.copies import NotPossible, require_new

# The database from which others are made and renamed; each server has it.
DESK = "postgres"
LINGERING_SECONDS = 2
_IN_USE = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
_LIKE = "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s"
_IS_THERE = "SELECT 1 FROM pg_database WHERE datname = %s"
_MAKE = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}")
_DROP = sql.SQL("DROP DATABASE IF EXISTS {}")
_RENAME = sql.SQL("ALTER DATABASE {} RENAME TO {}")


@dataclass(frozen=True)
class DumpCopies:
    """Copies of the database at this address."""

    url: URL

    def back_up(self, target: Path) -> int:
        """The target appears when it is whole, and not before."""
        require_new(target)
        unfinished = target.with_name(f".{target.name}.part")
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self._tool("pg_dump", "--format=custom", *self._at(self.url), f"--file={unfinished}")
            self.require_sound(unfinished)
            os.link(unfinished, target)
        except OSError as error:
            raise NotPossible(f"The copy could not be made: {error}.") from error
        except ToolFailed as error:
            raise NotPossible(f"The copy could not be made. {error}") from error
        finally:
            unfinished.unlink(missing_ok=True)
        return target.stat().st_size

    def require_idle(self) -> None:
        """Whoever is connected shows in the server's own list, and for a moment longer than they are."""
        until = time.monotonic() + LINGERING_SECONDS
        with at_desk(self.url) as desk:
            while desk.execute(_IN_USE, (self.url.database,)).fetchone():
                if time.monotonic() > until:
                    raise NotPossible("Stop the server first: the database is in use.")
                time.sleep(0.02)

    def require_sound(self, copy: Path) -> None:
        """All of it is read, and taken out of its packing, whose checksums tell of damage."""
        try:
            parts = self._tool("pg_restore", "--list", str(copy))
            self._tool("pg_restore", f"--file={os.devnull}", str(copy))
        except ToolFailed as error:
            raise NotPossible("This is no copy of a database of Braid's, or it is damaged.") from error
        if " TABLE DATA public alembic_version " not in parts:
            raise NotPossible("This is no copy of a database of Braid's.")

    def lay_beside(self, copy: Path) -> str:
        """Under another name on the same server."""
        arriving = self.url.set(database=f"{self.url.database}_arriving")
        with at_desk(self.url) as desk:
            name = sql.Identifier(str(arriving.database))
            like = map(sql.Literal, desk.execute(_LIKE, (self.url.database,)).fetchone() or ())
            desk.execute(_DROP.format(name))
            desk.execute(_MAKE.format(name, *like))
        address = arriving.render_as_string(hide_password=False)
        try:
            self._tool("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", *self._at(arriving), str(copy))
        except ToolFailed as error:
            self.throw_away(address)
            raise NotPossible(f"The copy could not be put back. {error} Nothing was changed.") from error
        return address

    def throw_away(self, arriving: str) -> None:
        """A database that nobody is connected to any more."""
        with at_desk(self.url) as desk:
            desk.execute(_DROP.format(sql.Identifier(str(make_url(arriving).database))))

    def put_in_place(self, arriving: str) -> str | None:
        """Both change their names in one transaction, which waits for nobody: whoever is connected stops it."""
        with at_desk(self.url) as desk, desk.transaction():
            before = next(name for name in self._names_before() if not desk.execute(_IS_THERE, (name,)).fetchone())
            ours, other = sql.Identifier(str(self.url.database)), sql.Identifier(str(make_url(arriving).database))
            desk.execute(_RENAME.format(ours, sql.Identifier(before)))
            desk.execute(_RENAME.format(other, ours))
        return f"{before} on the same server"

    def _names_before(self) -> Iterator[str]:
        return (f"{self.url.database}_before_{number}" for number in count(1))

    def _at(self, url: URL) -> tuple[str, ...]:
        # Whoever lists the machine's processes sees what is on their command lines, so no passphrase is.
        query = {name: value for name, value in url.query.items() if name != "password"}
        shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
        return "--no-password", f"--dbname={shown.render_as_string()}"

    def _tool(self, name: str, *args: str) -> str:
        found = shutil.which(name)
        if found is None:
            raise NotPossible(f"{name} is not here. On Debian or Ubuntu: apt-get install postgresql-client.")
        passphrase = self.url.password or self.url.query.get("password")
        secret = {"PGPASSWORD": str(passphrase)} if passphrase else {}
        done = subprocess.run([found, *args], env={**os.environ, **secret}, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise ToolFailed(done.stderr.strip().splitlines()[-1:])
        return done.stdout


class ToolFailed(Exception):
    """A tool of PostgreSQL's gave up; its last line says why."""

    def __str__(self) -> str:
        return " ".join(line.removesuffix(".") + "." for line in self.args[0])


@contextmanager
def at_desk(url: URL) -> Iterator[psycopg.Connection[Any]]:
    """A connection from which databases are made and renamed. Raises NotPossible."""
    address = url.set(drivername="postgresql", database=DESK).render_as_string(hide_password=False)
    try:
        with psycopg.connect(address, autocommit=True) as desk:
            yield desk
    except psycopg.Error as error:
        raise refused(error) from error


def refused(error: psycopg.Error) -> NotPossible:
    """What an operator can do about it."""
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return NotPossible("The database's role may not make databases. Give it that right: ALTER ROLE … CREATEDB.")
    if isinstance(error, psycopg.errors.ObjectInUse):
        return NotPossible("Stop the server first: the database is in use.")
    return NotPossible(f"The server refused: {str(error).splitlines()[0].removesuffix('.')}. Nothing was changed.")
