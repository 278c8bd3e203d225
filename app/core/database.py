"""How we talk to the database: reads see the newest commit, writes hold the one pen only while they write."""

import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql import Executable

from app.errors import Busy
from app.extensions import db

log = logging.getLogger("braid")
BUSY_TIMEOUT_MS = 15_000
PAUSE_SECONDS = 0.0003
RETRY_SECONDS = 5
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "foreign_keys": "ON",
    "busy_timeout": str(BUSY_TIMEOUT_MS),
    "temp_store": "MEMORY",
    "cache_size": "-16384",
}


def tune(engine: Engine) -> None:
    """Make SQLite durable and forgetful, and let statements read outside any transaction until one writes."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_connection)
        event.listen(db.session, "before_flush", _take_pen_to_flush)
        event.listen(db.session, "do_orm_execute", _take_pen_to_write)


def take_pen() -> None:
    """Become the only writer now, so that what is read next stays true until the commit."""
    _begin_immediate(db.session.connection())


Values = Mapping[str, Any]


def run(statement: Executable, values: Values | Sequence[Values] | None = None) -> CursorResult[Any]:
    """Execute a prebuilt statement on the session's own connection, once or for each of several values.

    The unit of work has no part in it.
    """
    connection = db.session.connection()
    if getattr(statement, "is_dml", False):
        _begin_immediate(connection)
    return connection.execute(statement, values or {})


def checkpoint() -> None:
    """Fold the write-ahead log into the database, so that what was deleted is gone from both files.

    What was committed stays committed: where this fails, the next one does it.
    """
    if db.engine.dialect.name != "sqlite":
        return
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        log.warning("the write-ahead log could not be folded in")


def _prepare_connection(dbapi_connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: a deferred one that reads and then writes may be refused
    # as busy without waiting (SQLITE_BUSY_SNAPSHOT).
    dbapi_connection.isolation_level = None
    for name, value in PRAGMAS.items():
        dbapi_connection.execute(f"PRAGMA {name}={value}")


def _take_pen_to_flush(session: Session, *_rest: Any) -> None:
    _begin_immediate(session.connection())


def _take_pen_to_write(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _begin_immediate(state.session.connection())


def _begin_immediate(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    if driver is not None and not driver.in_transaction:
        _wait_for_pen(driver)


def _wait_for_pen(driver: Any) -> None:
    # SQLite's own waiting sleeps longer and longer, while somebody else writes for about a millisecond. Asking again
    # every so often lets two workers write nearly as fast as the disk; bin/bench shows the difference.
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while not _has_begun(driver):
            if time.monotonic() > until:
                raise Busy(RETRY_SECONDS, "Many people are writing just now. Nothing was lost; please try again.")
            time.sleep(PAUSE_SECONDS)
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _has_begun(driver: Any) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error
        return False
    return True
