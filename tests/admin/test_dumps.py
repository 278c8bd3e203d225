"""Copies of a PostgreSQL database: no secret on a command line, and each refusal says what to do."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from app.admin.copies import NotPossible
from app.admin.dumps import DumpCopies
from tests import postgres

pytestmark = pytest.mark.postgres
PRETENDING = """#!/bin/sh
echo "$@" >> "{told}"
echo "pg_dump: error: $PGPASSWORD"
exit 1
"""


@pytest.fixture
def url(database_url: str) -> URL:
    return make_url(database_url).set(drivername="postgresql+psycopg")


@pytest.fixture
def desk() -> Iterator[postgres.psycopg.Connection]:
    with postgres.desk(os.environ[postgres.PLACE]) as connection:
        yield connection


def test_the_passphrase_of_the_database_stands_on_no_command_line(
    url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool, told = tmp_path / "pg_dump", tmp_path / "told"
    tool.write_text(PRETENDING.format(told=told))
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    for secretive in (url.set(password="canary"), url.update_query_dict({"password": "canary"})):
        with pytest.raises(NotPossible):
            DumpCopies(secretive).back_up(tmp_path / "copy")

    assert told.read_text().count(f"/{url.database}") == 2
    assert "canary" not in told.read_text()


def test_without_the_tools_it_says_which_and_where_from(
    url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotPossible, match=r"pg_dump is not here.*apt-get install postgresql-client"):
        DumpCopies(url).back_up(tmp_path / "copy")


def test_a_server_that_is_not_there_is_told_and_leaves_no_half_of_a_copy(url: URL, tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="The copy could not be made"):
        DumpCopies(url.set(query={"host": str(tmp_path)})).back_up(tmp_path / "copy")

    assert list(tmp_path.iterdir()) == []


def test_a_role_that_may_make_no_databases_is_told_what_it_lacks(
    url: URL, tmp_path: Path, desk: postgres.psycopg.Connection
) -> None:
    desk.execute("CREATE ROLE modest LOGIN")

    with pytest.raises(NotPossible, match="ALTER ROLE … CREATEDB"):
        DumpCopies(url.set(username="modest")).lay_beside(tmp_path / "copy")
    desk.execute("DROP ROLE modest")


def test_a_database_of_another_kind_is_not_put_back(url: URL, tmp_path: Path) -> None:
    copies, copy = DumpCopies(url), tmp_path / "copy"
    copies._tool("pg_dump", "--format=custom", *copies._at(url), f"--file={copy}")

    with pytest.raises(NotPossible, match=r"This is no copy of a database of Braid's\."):
        copies.require_sound(copy)


def test_when_somebody_connects_at_the_last_moment_both_databases_keep_their_names(
    url: URL, desk: postgres.psycopg.Connection
) -> None:
    place = os.environ[postgres.PLACE]
    arriving = postgres.fresh_database(place, f"{url.database}_arriving")
    with postgres.desk(place, str(url.database)), pytest.raises(NotPossible, match="Stop the server first"):
        DumpCopies(url).put_in_place(arriving)

    names = desk.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{url.database}%",)).fetchall()
    assert sorted(names) == [(url.database,), (f"{url.database}_arriving",)]
