"""A server whose database and pepper are files of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.config import Settings
from app.extensions import db
from tests.conftest import INSECURE_FOR_TESTS
from tests.test_migrations import MIGRATIONS


def served_from(folder: Path, database_url: str) -> Flask:
    """Braid as it starts over what lies in a folder, and in a database."""
    where = {"BRAID_DATA_DIR": str(folder), "BRAID_DATABASE_URL": database_url}
    quiet = {"BRAID_LOG_LEVEL": "WARNING", "BRAID_RATE_LIMITS": "off"}
    return create_app(Settings.from_environment({**where, **quiet}), cost=INSECURE_FOR_TESTS)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[Flask]:
    """A server of its own, whose database can be copied and put back."""
    app = served_from(tmp_path / "data", database_url)
    with app.app_context():
        upgrade(MIGRATIONS)
    yield app
    stop(app)


def stop(app: Flask) -> None:
    """Let go of the database, as a server that ends does."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def restarted(tmp_path: Path, database_url: str) -> Iterator[Callable[[], Flask]]:
    """Start the same house once more, with whatever lies in its files by then."""
    started: list[Flask] = []

    def start() -> Flask:
        started.append(served_from(tmp_path / "data", database_url))
        return started[-1]

    yield start
    for app in started:
        stop(app)


@pytest.fixture
def command() -> Callable[..., Result]:
    """Give a command as an operator would."""

    def give(app: Flask, *args: object, typed: str | None = None) -> Result:
        return app.test_cli_runner().invoke(args=[str(arg) for arg in args], input=typed)

    return give


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.sqlite3"
