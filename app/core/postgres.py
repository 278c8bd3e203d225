"""PostgreSQL's manners: many write at once, and who writes about the same person, group or thing takes turns."""

import hashlib
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from app.core.fairness import let_others_go_on
from app.errors import Busy, DomainError, StorageFull

# Limits are set with each transaction and not with each connection: behind PgBouncer the next one may have another.
_BEGIN = """
    BEGIN ISOLATION LEVEL READ COMMITTED;
    SET LOCAL lock_timeout = '15s';
    SET LOCAL statement_timeout = '60s';
    SET LOCAL idle_in_transaction_session_timeout = '60s';
"""
BEGIN_AMONG_OTHERS = f"{_BEGIN} SELECT pg_advisory_xact_lock_shared(0)"
BEGIN_ALONE = f"{_BEGIN} SELECT pg_advisory_xact_lock(0)"
_TRY = "SELECT pg_try_advisory_xact_lock(%s)"
_HOLD = "SELECT pg_advisory_xact_lock(%s)"
_HELD = "braid.pens"
_HOUSE = 0

_SIZE = "SELECT pg_table_size('key_slots')"
_SWEEP = "VACUUM key_slots"
_NOW = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
_REWRITE = "BEGIN; SET LOCAL lock_timeout = '300ms'; CLUSTER key_slots USING pk_key_slots; COMMIT"
# Written anew, a table bears the oldest transaction that somebody could still have been looking through.
_IS_CLEAN = "SELECT age(relfrozenxid) <= age(%s::xid8::xid) FROM pg_class WHERE oid = 'key_slots'::regclass"
# Whoever reads at the moment is mostly done in the next.
PAUSES_SECONDS = (0, 0.05, 0.25)
# Writing a table of this size anew takes a moment, for which whoever reads it has to wait.
SMALL_BYTES = 16 * 2**20

MOST_IDLE = 4
POOL_SECONDS = 15
CONNECT_SECONDS = 5
RETRY_SECONDS = 5
WAITED = "Many people are writing just now. Nothing was lost; please try again."
# Whoever is cut off in the middle of a commit cannot know whether it came to pass.
AWAY = "The database cannot be reached just now. Please try again; what you sent may have been kept already."
_FULL = ("53100", "58030")  # disk full, an error of the disk
_LOCKED = "55P03"
# Two met: serialization, deadlock, a row whose other half just went, the same row twice.
_MET = ("40001", "40P01", "23503", "23505")
# The server is full, stops, starts, has become a copy of another, or took longer than it may.
_AWAY = ("08", "53", "57", "25006", "25P03")


def engine_options(threads: int) -> dict[str, Any]:
    """What the engine is made with, for a process of so many threads; none may wait for another's connection."""
    return {
        "pool_size": MOST_IDLE,
        "max_overflow": max(threads - MOST_IDLE, 0),
        "pool_timeout": POOL_SECONDS,
        "pool_pre_ping": True,
        # A prepared statement lives in one connection, which is not ours behind PgBouncer.
        "connect_args": {"prepare_threshold": None, "connect_timeout": CONNECT_SECONDS, "application_name": "braid"},
    }


def prepare_connection(dbapi_connection: Any, _record: Any) -> None:
    """Let statements read outside any transaction until one writes, so that reading holds nothing up."""
    dbapi_connection.autocommit = True


def begin(connection: Connection, whose: Iterable[UUID | str] | None) -> None:
    """Begin to write: alone about each of these, alone in the house where nobody is named, holding nothing for None."""
    wanted = None if whose is None else sorted(map(_number, whose)) or [_HOUSE]
    driver: Any = connection.connection.driver_connection
    if not driver.info.transaction_status:
        connection.info[_HELD] = held = {_HOUSE} if wanted == [_HOUSE] else set()
        start = BEGIN_ALONE if held else BEGIN_AMONG_OTHERS
        # Several statements in one message to the server: that works for those without values only.
        connection.exec_driver_sql(start, execution_options={"no_parameters": True})
    # Always in one order, so that two who want the same do not wait for each other.
    for pen in wanted or ():
        if pen not in connection.info.setdefault(_HELD, set()):
            _hold(connection, pen)


def begin_at_last(connection: Connection) -> None:
    """Begin to write alone in the house, however long others take; between two tries they go on."""
    while True:
        try:
            begin(connection, ())
        except OperationalError as error:
            connection.rollback()
            if getattr(error.orig, "sqlstate", None) != _LOCKED:
                raise
        else:
            return


def forget_deleted(connection: Connection, *, thoroughly: bool) -> None:
    """Clear shredded key slots out of the table's file, where nobody could ask for them any more.

    Sweeping leaves some of their bytes until something else is written there; writing the table anew leaves none, but
    makes everybody wait. So a table that is not small is swept, unless it is to be done thoroughly.

    Raises Busy where somebody reads so long that what was deleted has to stay for them.
    """
    size = connection.exec_driver_sql(_SIZE).scalar_one()
    if size > SMALL_BYTES and not thoroughly:
        connection.exec_driver_sql(_SWEEP)
        return
    now = connection.exec_driver_sql(_NOW).scalar_one()
    for pause in PAUSES_SECONDS:
        time.sleep(pause)
        connection.exec_driver_sql(_REWRITE, execution_options={"no_parameters": True})
        if connection.exec_driver_sql(_IS_CLEAN, (now,)).scalar_one():
            return
    raise Busy(RETRY_SECONDS, "Somebody is still reading what was deleted.")


def meaning(error: DBAPIError) -> DomainError | None:
    """What the server's refusal means for whoever asked; None where it is a mistake of ours."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state in _FULL:
        return StorageFull("The server's disk is full. Nothing was changed.")
    if state == _LOCKED:
        return Busy(RETRY_SECONDS, WAITED)
    if state in _MET:
        return Busy(1, "Somebody changed the same thing in the same moment. Nothing was lost; please try again.")
    is_cut_off = error.connection_invalidated or (isinstance(error, OperationalError) and not state)
    if is_cut_off or state.startswith(_AWAY):
        return Busy(RETRY_SECONDS, AWAY)
    return None


def _hold(connection: Connection, pen: int) -> None:
    if not connection.exec_driver_sql(_TRY, (pen,)).scalar_one():
        # Whoever has it may take long, and this process has others to answer meanwhile.
        let_others_go_on()
        connection.exec_driver_sql(_HOLD, (pen,))
    connection.info[_HELD].add(pen)


def _number(pen: UUID | str) -> int:
    told = pen.bytes if isinstance(pen, UUID) else pen.encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)
