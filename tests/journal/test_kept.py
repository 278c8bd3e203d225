"""What was acknowledged is on the disk; what could not be put there was not acknowledged (R5)."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from app.core import database
from app.extensions import db
from tests.people import Actor

pytestmark = pytest.mark.sqlite


@pytest.fixture
def make_room(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A disk with room for some forty pages of a database more, until room is made."""
    with app.app_context():
        pages = db.session.execute(db.text("PRAGMA page_count")).scalar_one()
    monkeypatch.setitem(database.PRAGMAS, "max_page_count", str(pages + 40))
    connect_anew(app)

    def made() -> None:
        monkeypatch.delitem(database.PRAGMAS, "max_page_count")
        connect_anew(app)

    yield made
    connect_anew(app)


def connect_anew(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_r5_what_is_acknowledged_outlives_the_server(app: Flask, alice: Actor, tmp_path: Path) -> None:
    # What a machine that loses power now finds again: the files as they lie there, without the shared memory.
    entry = alice.write("Kept.")
    folder = app.extensions["settings"].data_dir / "journal"
    for name in ("braid.sqlite3", "braid.sqlite3-wal"):
        shutil.copyfile(folder / name, tmp_path / name)

    with closing(sqlite3.connect(tmp_path / "braid.sqlite3")) as copy:
        found = copy.execute("SELECT id FROM entries").fetchall()

    assert [UUID(one) for (one,) in found] == [UUID(entry["id"])]


def test_r5_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(
    alice: Actor, make_room: Callable[[], None]
) -> None:
    answers = [alice.post("/entries", {"body": f"{number} " + "x" * 20_000}) for number in range(12)]
    kept = [answer.json["id"] for answer in answers if answer.status_code == 201]
    listed = alice.get("/entries").json["items"]

    assert {answer.status_code for answer in answers} == {201, 507}
    assert sorted(one["id"] for one in listed) == sorted(kept)
    make_room()
    assert alice.post("/entries", {"body": "There is room again."}).status_code == 201
