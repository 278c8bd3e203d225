"""One app a test process, an empty journal a test, and a clock that can be held still."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.core import clock
from app.extensions import db
from app.vault.argon2 import Argon2Cost
from tests.people import Actor, join

INSECURE_FOR_TESTS = Argon2Cost(memory=64, passes=1, lanes=1)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("braid")
    environ = {"BRAID_DATA_DIR": str(folder), "BRAID_LOG_LEVEL": "WARNING", "BRAID_RATE_LIMITS": "off"}
    settings = Settings.from_environment(environ)
    app = create_app(settings, cost=INSECURE_FOR_TESTS)
    with app.app_context():
        db.create_all()
    return app


@pytest.fixture(autouse=True)
def empty_journal(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "app" in request.fixturenames:
        with request.getfixturevalue("app").app_context():
            db.session.remove()
            for table in reversed(db.metadata.sorted_tables):
                db.session.execute(table.delete())
            db.session.commit()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """Work on the database directly, without a request."""
    with app.app_context():
        yield app


@pytest.fixture
def anybody(app: Flask) -> Actor:
    """Somebody who is not signed in."""
    return Actor(app)


@pytest.fixture
def alice(app: Flask) -> Actor:
    """The owner of what a test is about."""
    return join(app, "alice")


@pytest.fixture
def bob(app: Flask) -> Actor:
    """Somebody else."""
    return join(app, "bob-b")


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Hold the clock still, and move it by so much from where it was."""
    held = [datetime.now(UTC)]

    def move(**by: float) -> None:
        held[0] += timedelta(**by)

    monkeypatch.setattr(clock, "source", lambda: held[0])
    return move
