"""On PostgreSQL a shredded key slot leaves the table's file at once, and it is told when it cannot."""

import logging
import os
import threading

import pytest
from flask import Flask
from sqlalchemy import make_url

from app.core import postgres as manners
from app.core.database import checkpoint
from app.extensions import db
from app.vault.models import KeySlot
from tests import postgres
from tests.disk import database_files, shredded_files
from tests.people import Actor

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("small", [0, manners.SMALL_BYTES])
def test_l4_of_a_shredded_slot_nothing_is_left_once_it_was_cleared_thoroughly(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(manners, "SMALL_BYTES", small)
    with app.app_context():
        boxes = [slot.box for slot in db.session.query(KeySlot)]
    assert all(any(box in data for data in database_files(app).values()) for box in boxes)

    alice.delete("/person")
    with app.app_context():
        checkpoint(thoroughly=True)

    assert not [name for name, data in shredded_files(app).items() for box in boxes if box[5:69] in data]


def test_whoever_waits_until_nobody_reads_keeps_nobody_waiting(
    alice: Actor, bob: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = threading.Event()

    def rest(_seconds: float) -> None:
        other = threading.Thread(target=lambda: bob.get("/session").status_code == 200 and met.set())
        other.start()
        other.join(5)
        assert met.is_set()

    monkeypatch.setattr(manners.time, "sleep", rest)

    assert alice.delete("/person").status_code == 204
    assert met.is_set()


@pytest.mark.parametrize(("seconds", "is_left"), [(0.03, False), (10, True)])
def test_l4_whoever_reads_just_now_is_waited_for_a_moment_and_told_of_after_it(
    app: Flask, alice: Actor, caplog: pytest.LogCaptureFixture, seconds: float, is_left: bool
) -> None:
    caplog.set_level(logging.WARNING, "braid")
    with app.app_context():
        boxes = [slot.box for slot in db.session.query(KeySlot)]
    name = str(make_url(app.extensions["settings"].database_url).database)

    with postgres.desk(os.environ[postgres.PLACE], name) as reader:
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
        ending = threading.Timer(seconds, reader.rollback)
        ending.start()
        alice.delete("/person")
        ending.cancel()
        ending.join()

    left = [name for name, data in shredded_files(app).items() for box in boxes if box[5:69] in data]
    assert (left != [], "could not be cleared away" in caplog.text) == (is_left, is_left)
