"""Copies of a running database, and their return: whole, checked, and without what was deleted for good (L4, F19)."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.admin.backing_up import back_up
from app.config import Settings
from app.extensions import db
from app.vault.models import KeySlot
from tests.conftest import INSECURE_FOR_TESTS
from tests.people import PASSPHRASE, Actor, join
from tests.portability.files import bring, take
from tests.test_migrations import MIGRATIONS

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "damaged": lambda data: data[:5000] + bytes(4000) + data[9000:],
    "cut": lambda data: data[:-8192],
    "empty": lambda _: b"",
    "other": lambda data: b"x" * len(data),
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    """A server of its own, whose database is a file that can be copied and put back."""
    settings = Settings.from_environment({"BRAID_DATA_DIR": str(tmp_path / "data"), "BRAID_LOG_LEVEL": "WARNING"})
    app = create_app(settings, cost=INSECURE_FOR_TESTS)
    with app.app_context():
        upgrade(MIGRATIONS)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.sqlite3"


def command(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


def backed_up(app: Flask, copy: Path) -> None:
    done = command(app, "admin", "backup", copy)
    assert done.exit_code == 0, done.output


def restored(app: Flask, copy: Path) -> str:
    done = command(app, "admin", "restore", copy)
    assert done.exit_code == 0, done.output
    return done.output


def sign_in(app: Flask, username: str) -> Actor:
    actor = Actor(app)
    actor.status = actor.post("/session", {"username": username, "passphrase": PASSPHRASE}).status_code
    return actor


def bytes_on_disk(app: Flask) -> bytes:
    folder = app.extensions["settings"].data_dir / "journal"
    return b"".join(path.read_bytes() for path in folder.iterdir() if "before" not in path.name)


@contextmanager
def writing_on(source: Path) -> Iterator[None]:
    """Somebody else's process, which writes all the time."""
    program = (
        "import sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "print(flush=True)\n"
        "while True:\n"
        "    database.execute('INSERT INTO words VALUES (1)')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(source)], stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        yield
        other.kill()


def test_a_copy_of_a_running_server_comes_back(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    alice.write("kept in the copy")
    backed_up(house, copy)
    alice.write("written later")

    restored(house, copy)

    found = sign_in(house, "alice").get("/entries").json["items"]
    assert [one["body"] for one in found] == ["kept in the copy"]


def test_a_copy_comes_to_an_end_while_others_never_stop_writing(tmp_path: Path) -> None:
    source = tmp_path / "busy.sqlite3"
    with closing(sqlite3.connect(source, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE alembic_version (version_num)")
        database.execute("CREATE TABLE words AS SELECT randomblob(120000000) AS word")

    with writing_on(source):
        copying = Thread(target=back_up, args=(source, tmp_path / "copy.sqlite3"), daemon=True)
        copying.start()
        copying.join(20)
        is_over = not copying.is_alive()

    assert is_over


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
    with sqlite3.connect(house.extensions["settings"].data_dir / "journal" / "braid.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM entries").fetchone() == (1,)
        assert database.execute("SELECT count(DISTINCT person_id) FROM key_slots").fetchone() == (1,)


def test_what_was_forgotten_stays_forgotten_and_the_rest_is_still_found(house: Flask, copy: Path) -> None:
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


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_forgotten_and_brought_back_since_outlives_a_restore(house: Flask, copy: Path, times: int) -> None:
    alice = join(house, "alice")
    alice.write("forgotten, and wanted back", day="2026-11-24")
    alice.mark(river="ashore")
    data = take(alice, "json")
    for _ in range(times):
        entry, check_in = (alice.get(path).json["items"][0] for path in ("/entries", "/check-ins"))
        alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
        alice.delete(f"/entries/{entry['id']}", If_Match='"2"')
        alice.delete(f"/check-ins/{check_in['id']}", If_Match='"1"')
        bring(alice, data)
    backed_up(house, copy)

    restored(house, copy)

    alice = sign_in(house, "alice")
    assert [len(alice.get(path).json["items"]) for path in ("/entries", "/check-ins")] == [1, 1]


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


def test_nothing_is_deleted_when_the_ledger_cannot_be_written(house: Flask) -> None:
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
    backed_up(house, copy)
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE key_slots SET params = replace(params, '\"p1\"', '\"p7\"')")

    refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "pepper p7" in refused.output) == (1, True)
    assert sign_in(house, "alice").status == 201


def test_what_a_restore_that_was_cut_off_left_behind_does_not_mix_with_the_next(house: Flask, copy: Path) -> None:
    join(house, "alice").write("kept in the copy")
    backed_up(house, copy)
    database = house.extensions["settings"].data_dir / "journal" / "braid.sqlite3"
    other = sqlite3.connect(copy.with_name("other"))
    other.executescript("PRAGMA journal_mode=WAL; CREATE TABLE rubbish AS SELECT randomblob(900000) AS word")
    shutil.copyfile(copy.with_name("other-wal"), database.with_name(f"{database.name}.arriving-wal"))
    other.close()

    restored(house, copy)

    found = sign_in(house, "alice").get("/entries").json["items"]
    assert [one["body"] for one in found] == ["kept in the copy"]


def test_a_restore_cut_off_at_the_last_moment_leaves_the_database_there_was(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    backed_up(house, copy)
    alice.write("written later")

    def cut_off(place: Path, other: Path) -> Path:
        if place.name.endswith(".arriving"):
            raise KeyboardInterrupt
        return place.rename(other)

    with patch.object(Path, "replace", cut_off):
        command(house, "admin", "restore", copy)

    found = sign_in(house, "alice").get("/entries").json["items"]
    assert [one["body"] for one in found] == ["written later"]


def test_a_copy_that_cannot_be_made_ready_is_told_and_cleared_away(house: Flask, copy: Path) -> None:
    backed_up(house, copy)

    with patch("app.admin.cli.subprocess.run", return_value=subprocess.CompletedProcess([], -9, "", "")):
        refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "could not be made ready" in refused.output) == (1, True)
    assert not list((house.extensions["settings"].data_dir / "journal").glob("*.arriving*"))


def test_a_running_server_is_not_pushed_aside(house: Flask, copy: Path) -> None:
    backed_up(house, copy)
    with sqlite3.connect(house.extensions["settings"].data_dir / "journal" / "braid.sqlite3") as other:
        other.execute("SELECT count(*) FROM people").fetchall()

        refused = command(house, "admin", "restore", copy)

    assert (refused.exit_code, "Stop the server" in refused.output) == (1, True)
