"""Alive is one thing, ready another: the database answers, has the newest shape, and the pepper is the right one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import stamp, upgrade

from app import create_app
from app.config import Settings
from app.extensions import db
from app.vault.pepper import Peppers
from app.vault.slots import PassphraseGuard
from app.web.readiness import DATED, FOREIGN, LEAVING, MIGRATIONS, SILENT, newest_shape
from tests.conftest import INSECURE_FOR_TESTS
from tests.people import Actor, join


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database was made by the migrations."""
    environ = {"BRAID_DATA_DIR": str(tmp_path_factory.mktemp("health")), "BRAID_LOG_LEVEL": "WARNING"}
    made = create_app(Settings.from_environment(environ), cost=INSECURE_FOR_TESTS)
    with made.app_context():
        upgrade(str(MIGRATIONS))
    return made


@pytest.fixture
def older_shape(context: Flask) -> Iterator[None]:
    """The database as it was before any migration, as far as it says itself."""
    stamp(str(MIGRATIONS), revision="base")
    yield
    stamp(str(MIGRATIONS))


@pytest.fixture
def newer_shape(context: Flask) -> Iterator[None]:
    """The database as it says it is after a migration that only a newer version has."""
    db.session.execute(db.text("UPDATE alembic_version SET version_num = 'later'"))
    db.session.commit()
    yield
    db.session.execute(db.text("UPDATE alembic_version SET version_num = :ours"), {"ours": next(iter(newest_shape()))})
    db.session.commit()


@pytest.fixture
def leaving_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where whoever serves this app says that it is about to stop."""
    settings = replace(app.extensions["settings"], leaving_file=tmp_path / "leaving")
    monkeypatch.setitem(app.extensions, "settings", settings)
    return tmp_path / "leaving"


def ready(app: Flask) -> tuple[int, str]:
    response = app.test_client().get("/readyz")
    return response.status_code, response.text


def test_a_database_that_is_as_it_should_be_is_ready(app: Flask):
    join(app, "alice")

    assert ready(app) == (200, "ready\n")
    assert app.test_client().get("/healthz").text == "alive\n"


def test_a_database_of_an_older_shape_is_not_ready(app: Flask, older_shape: None):
    assert ready(app) == (503, f"not ready: {DATED}\n")
    assert app.test_client().get("/healthz").status_code == 200


def test_a_database_that_a_newer_version_has_added_to_is_ready(app: Flask, newer_shape: None):
    assert ready(app) == (200, "ready\n")


def test_who_is_about_to_stop_is_not_ready_and_answers_all_the_same(app: Flask, leaving_file: Path):
    assert ready(app) == (200, "ready\n")

    leaving_file.touch()

    assert ready(app) == (503, f"not ready: {LEAVING}\n")
    assert Actor(app).get("/themes").status_code == 200


def test_another_pepper_is_not_ready(app: Flask, monkeypatch: pytest.MonkeyPatch):
    join(app, "alice")
    monkeypatch.setitem(app.extensions, "guard", PassphraseGuard(Peppers({"p9": bytes(32)}), INSECURE_FOR_TESTS))

    assert ready(app) == (503, f"not ready: {FOREIGN}\n")


def test_a_database_that_does_not_answer_is_not_ready(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with app.app_context():
        engines = db.engines
    monkeypatch.setitem(engines, None, db.create_engine(f"sqlite:///{tmp_path}/nowhere/at/all"))

    assert ready(app) == (503, f"not ready: {SILENT}\n")


def test_nothing_that_is_said_gives_a_place_or_a_secret_away(app: Flask, anybody: Actor, older_shape: None):
    told = ready(app)[1]

    assert "/" not in told
    assert "sqlite" not in told
