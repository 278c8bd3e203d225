"""Whoever only waits, for the pen or for the disk, lets others reckon meanwhile."""

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.core.database import lend_turn_to_commit, take_pen
from app.core.fairness import Turn
from app.extensions import db
from tests.people import Actor


def test_a_turn_that_is_lent_comes_back() -> None:
    lock = threading.RLock()
    turn = Turn(lock)

    with turn.lent():
        lent = is_free(lock)

    assert (lent, is_free(lock)) == (True, False)
    turn.give_up()
    with turn.lent():
        assert is_free(lock)
    assert is_free(lock)


def is_free(lock: Any) -> bool:
    """Whether another thread could have it."""
    found: list[bool] = []

    def try_it() -> None:
        found.append(lock.acquire(blocking=False))
        if found[0]:
            lock.release()

    other = threading.Thread(target=try_it)
    other.start()
    other.join()
    return found[0]


@pytest.mark.sqlite
def test_whoever_waits_for_the_pen_holds_nobody_up(app: Flask, alice: Actor, bob: Actor) -> None:
    written: list[int] = []
    with app.app_context():
        take_pen()
        writing = threading.Thread(target=lambda: written.append(alice.post("/entries", {"body": "heron"}).status_code))
        writing.start()
        time.sleep(0.2)
        read = [bob.get("/entries").status_code for _ in range(3)]
        waited = writing.is_alive()
        db.session.rollback()
    writing.join()

    assert (read, waited, written) == ([200, 200, 200], True, [201])


def test_the_turn_is_lent_while_the_disk_is_waited_for(app: Flask) -> None:
    lock, free = threading.RLock(), []
    dialect: Any = SimpleNamespace(do_commit=lambda _connection: free.append(is_free(lock)))
    lend_turn_to_commit(dialect)

    with app.test_request_context(environ_base={"braid.turn": Turn(lock)}):
        dialect.do_commit(None)

    assert (free, is_free(lock)) == ([True], False)
    with app.app_context():
        assert "do_commit" in vars(db.engine.dialect)
