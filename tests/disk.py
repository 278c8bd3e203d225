"""What an app keeps on the disk, and somebody who writes there just now; on whichever engine the suite runs."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import make_url

from app.core import database
from app.core import postgres as manners
from tests import postgres


def database_files(app: Flask) -> dict[str, bytes]:
    """By name, each file in which the app's database lies, its write-ahead log included."""
    settings = app.extensions["settings"]
    if not settings.is_sqlite:
        return postgres.files_of(os.environ[postgres.PLACE], str(make_url(settings.database_url).database))
    return {path.name: path.read_bytes() for path in (settings.data_dir / "journal").iterdir()}


def shredded_files(app: Flask) -> dict[str, bytes]:
    """The same, without PostgreSQL's log, which keeps for a while what was ever written (docs/backups.md)."""
    return {name: data for name, data in database_files(app).items() if not name.startswith("pg_wal/")}


@contextmanager
def somebody_writing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody holds every pen there is for the length of the block, and nobody else has much patience."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(manners, "BEGIN_AMONG_OTHERS", manners.BEGIN_AMONG_OTHERS.replace("15s", "50ms"))
    settings = app.extensions["settings"]
    if settings.is_sqlite:
        other = sqlite3.connect(settings.data_dir / "journal" / "braid.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        return
    with postgres.desk(os.environ[postgres.PLACE], str(make_url(settings.database_url).database)) as other:
        other.execute("SELECT pg_advisory_lock(0)")
        yield
