"""How we talk to the database: reads see the newest commit, writes hold a pen only while they write.

SQLite has one pen for the whole house; PostgreSQL one for each person, group or thing that is named (ADR 21).
"""

import logging
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql import Executable

from app.core import postgres
from app.core.fairness import let_others_go_on
from app.errors import Busy, DomainError, StorageFull
from app.extensions import db

log = logging.getLogger("braid")
BUSY_TIMEOUT_MS = 15_000
PAUSE_SECONDS = 0.0003
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "foreign_keys": "ON",
    "busy_timeout": str(BUSY_TIMEOUT_MS),
    "temp_store": "MEMORY",
    "cache_size": "-2048",
}


def tune(engine: Engine) -> None:
    """Make SQLite durable and forgetful, and let statements read outside any transaction until one writes."""
    prepare = _prepare_connection if engine.dialect.name == "sqlite" else postgres.prepare_connection
    event.listen(engine, "connect", prepare)
    if not event.contains(db.session, "before_flush", _begin_to_flush):
        event.listen(db.session, "before_flush", _begin_to_flush)
        event.listen(db.session, "do_orm_execute", _begin_to_write)


def take_pen(*whose: UUID | str) -> None:
    """Become the only writer about these people, groups or things: what is read next stays true until the commit.

    Who names nobody is the only writer in the house. Whoever needs several names them all at once. Raises Busy.
    """
    _begin(db.session.connection(), whose)


Values = Mapping[str, Any]


def run(statement: Executable, values: Values | Sequence[Values] | None = None) -> CursorResult[Any]:
    """Execute a prebuilt statement on the session's own connection, once or for each of several values.

    The unit of work has no part in it.
    """
    connection = db.session.connection()
    if getattr(statement, "is_dml", False):
        _begin(connection)
    return connection.execute(statement, values or {})


def checkpoint(*, thoroughly: bool = False) -> None:
    """Clear what was shredded out of the database's files; for PostgreSQL that is about key slots alone.

    What was committed stays committed: where this fails, the next one does it.
    """
    # Whoever reads or writes just now is waited for, and this process has others to answer meanwhile.
    let_others_go_on()
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                postgres.forget_deleted(connection, thoroughly=thoroughly)
    except (SQLAlchemyError, Busy):
        log.warning("what was deleted could not be cleared away; the next time does it")


def meaning(error: DBAPIError) -> DomainError | None:
    """What a refusal of the database means for whoever asked; None where it is a mistake of ours.

    Only the driver's own words are looked at; the statement's values never reach a log (hide_parameters).
    """
    if not isinstance(error.orig, sqlite3.Error):
        return postgres.meaning(error)
    reason = str(error.orig)
    if "locked" in reason or "busy" in reason:
        return Busy(postgres.RETRY_SECONDS, postgres.WAITED)
    if "disk is full" in reason or "disk I/O" in reason:
        return StorageFull("The server's disk is full. Nothing was changed.")
    return None


def _prepare_connection(dbapi_connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: a deferred one that reads and then writes may be refused
    # as busy without waiting (SQLITE_BUSY_SNAPSHOT).
    dbapi_connection.isolation_level = None
    for name, value in PRAGMAS.items():
        dbapi_connection.execute(f"PRAGMA {name}={value}")


def _begin_to_flush(session: Session, *_rest: Any) -> None:
    _begin(session.connection())


def _begin_to_write(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _begin(state.session.connection())


def _begin(connection: Connection, whose: Iterable[UUID | str] | None = None) -> None:
    if connection.dialect.name != "sqlite":
        postgres.begin(connection, whose)
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
                raise Busy(postgres.RETRY_SECONDS, postgres.WAITED)
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
