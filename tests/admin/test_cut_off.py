"""Copies and restores on a busy server, cut off on the way, and after what was forgotten came back."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import pytest
from flask import Flask

from app.admin.files import FileCopies
from tests.admin.test_copies import backed_up, command, restored, sign_in
from tests.people import join
from tests.portability.files import bring, take

pytestmark = pytest.mark.sqlite


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


def test_a_copy_comes_to_an_end_while_others_never_stop_writing(tmp_path: Path) -> None:
    source = tmp_path / "busy.sqlite3"
    with closing(sqlite3.connect(source, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE alembic_version (version_num)")
        database.execute("CREATE TABLE words AS SELECT randomblob(120000000) AS word")

    with writing_on(source):
        copying = Thread(target=FileCopies(source).back_up, args=(tmp_path / "copy.sqlite3",), daemon=True)
        copying.start()
        copying.join(20)
        is_over = not copying.is_alive()

    assert is_over


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
