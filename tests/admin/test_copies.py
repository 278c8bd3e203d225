"""Copies of a running database, and their return: whole, checked, and without what was deleted for good (L4, F19)."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import NullPool, create_engine, distinct, func, select, update

from app.admin import cli
from app.extensions import db
from app.journal.models import Entry
from app.vault.models import KeySlot
from tests.disk import shredded_files
from tests.people import PASSPHRASE, Actor, join

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "damaged": lambda data: data[:5000] + bytes(4000) + data[9000:],
    "cut": lambda data: data[:-8192],
    "empty": lambda _: b"",
    "other": lambda data: b"x" * len(data),
}


def command(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


def backed_up(app: Flask, copy: Path) -> None:
    done = command(app, "admin", "backup", copy)
    assert done.exit_code == 0, done.output


def restored(app: Flask, copy: Path) -> str:
    done = command(app, "admin", "restore", copy)
    assert done.exit_code == 0, done.output
    return done.output


def name_pepper(app: Flask, old: str, new: str) -> None:
    """Let every slot say that another pepper guards it."""
    with app.app_context():
        db.session.execute(update(KeySlot).values(params=func.replace(KeySlot.params, f'"{old}"', f'"{new}"')))
        db.session.commit()


def sign_in(app: Flask, username: str) -> Actor:
    actor = Actor(app)
    actor.status = actor.post("/session", {"username": username, "passphrase": PASSPHRASE}).status_code
    return actor


def bytes_on_disk(app: Flask) -> bytes:
    return b"".join(data for name, data in shredded_files(app).items() if "before" not in name)


def test_a_copy_of_a_running_server_comes_back(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    alice.write("kept in the copy")
    backed_up(house, copy)
    alice.write("written later")

    restored(house, copy)

    found = sign_in(house, "alice").get("/entries").json["items"]
    assert [one["body"] for one in found] == ["kept in the copy"]


def test_the_copy_is_readable_by_its_owner_alone_and_never_overwrites(house: Flask, copy: Path) -> None:
    backed_up(house, copy)

    again = command(house, "admin", "backup", copy)

    assert copy.stat().st_mode & 0o077 == 0
    assert (again.exit_code, "there already" in again.output) == (1, True)


def test_l4_after_leaving_no_slot_is_in_the_database_or_its_log(house: Flask) -> None:
    alice = join(house, "alice")
    with house.app_context():
        boxes = [slot.box for slot in db.session.query(KeySlot)]
    assert all(box[5:] in bytes_on_disk(house) for box in boxes)

    assert alice.delete("/person").status_code == 204

    left = bytes_on_disk(house)
    assert not [box for box in boxes if box[5:69] in left or box[69:] in left]


def test_l4_who_has_left_stays_gone_after_an_older_copy_came_back(house: Flask, copy: Path) -> None:
    alice, bob = join(house, "alice"), join(house, "bob-b")
    alice.write("alice's")
    bob.write("bob's")
    backed_up(house, copy)
    alice.delete("/person")

    told = restored(house, copy)

    assert "deleted anew: 1 × person" in told
    assert (sign_in(house, "alice").status, sign_in(house, "bob-b").status) == (401, 201)
    with house.app_context():
        assert db.session.scalar(select(func.count()).select_from(Entry)) == 1
        assert db.session.scalar(select(func.count(distinct(KeySlot.person_id)))) == 1


def test_l4_what_was_forgotten_stays_forgotten_and_the_rest_is_still_found(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    gone, check_in = alice.write("the heron, forgotten"), alice.mark(river="ashore")
    alice.write("the heron, kept")
    backed_up(house, copy)
    alice.put(f"/entries/{gone['id']}/trashing", If_Match='"1"')
    alice.delete(f"/entries/{gone['id']}", If_Match='"2"')
    alice.delete(f"/check-ins/{check_in['id']}", If_Match='"1"')

    restored(house, copy)

    alice = sign_in(house, "alice")
    assert [one["body"] for one in alice.get("/entries").json["items"]] == ["the heron, kept"]
    assert len(alice.post("/searches", {"text": "heron"}).json["items"]) == 1
    assert alice.get("/check-ins").json["items"] == []


def test_the_ledger_tells_no_id_and_no_name(house: Flask) -> None:
    alice = join(house, "alice")
    own = alice.get("/person").json["id"]
    alice.delete("/person")

    ledger = house.extensions["settings"].ledger_file
    text = ledger.read_text()

    assert text.split()[1:3] == ["person", "p1"]
    assert own not in text
    assert own.replace("-", "") not in text
    assert ledger.stat().st_mode & 0o077 == 0


def test_l4_nothing_is_deleted_when_the_ledger_cannot_be_written(house: Flask) -> None:
    alice = join(house, "alice")
    ledger = house.extensions["settings"].ledger_file
    ledger.mkdir()

    refused = alice.delete("/person")

    assert refused.status_code >= 500
    assert sign_in(house, "alice").status == 201


@pytest.mark.parametrize("wrong", DAMAGE)
def test_a_copy_that_is_damaged_changes_nothing(house: Flask, copy: Path, wrong: str) -> None:
    join(house, "alice")
    backed_up(house, copy)
    copy.write_bytes(DAMAGE[wrong](copy.read_bytes()))

    refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, refused.output.startswith("Error: This ")) == (1, True), refused.output
    assert sign_in(house, "alice").status == 201


def test_a_copy_that_needs_another_pepper_is_named_and_changes_nothing(house: Flask, copy: Path) -> None:
    join(house, "alice")
    name_pepper(house, "p1", "p7")
    backed_up(house, copy)
    name_pepper(house, "p7", "p1")

    refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "pepper p7" in refused.output) == (1, True)
    assert sign_in(house, "alice").status == 201


def test_a_server_that_was_started_meanwhile_is_not_pushed_aside(
    house: Flask, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(house, copy)
    engine = create_engine(house.extensions["settings"].database_url, poolclass=NullPool)
    with ExitStack() as server:

        def start(*_args: object) -> str:
            other = server.enter_context(engine.connect())
            return str(other.execute(select(func.count()).select_from(Entry)).all()[:0])

        monkeypatch.setattr(cli, "on_copy", start)
        refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "Stop the server" in refused.output) == (1, True)


def test_a_running_server_is_not_pushed_aside(house: Flask, copy: Path) -> None:
    backed_up(house, copy)
    with create_engine(house.extensions["settings"].database_url, poolclass=NullPool).connect() as other:
        other.execute(select(func.count()).select_from(Entry)).all()

        refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "Stop the server" in refused.output) == (1, True)
