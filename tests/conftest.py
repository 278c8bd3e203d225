"""One app a test process, an empty journal a test, and a clock that can be held still.

With `--postgres` whatever needs a database has one on a PostgreSQL server of the suite's own; the rest stays out.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.core import clock
from app.extensions import db
from app.vault.argon2 import Argon2Cost
from tests import pgbouncer, postgres
from tests.people import Actor, join

INSECURE_FOR_TESTS = Argon2Cost(memory=64, passes=1, lanes=1)


SERVER = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="have every database on a PostgreSQL server, started here")
    parser.addoption(
        "--pgbouncer", action="store_true", help="with --postgres: ask it through PgBouncer, by transaction"
    )


def pytest_configure(config: pytest.Config) -> None:
    # The first process starts the server; those that xdist starts inherit where it is.
    if config.getoption("--postgres") and postgres.PLACE not in os.environ:
        # Its tools, and not those of another version.
        os.environ["PATH"] = f"{postgres.programs()}{os.pathsep}{os.environ['PATH']}"
        config.stash[SERVER] = ExitStack()
        server = config.stash[SERVER].enter_context(postgres.serving(**postgres.HASTE))
        os.environ[postgres.PLACE] = server.place

    if config.getoption("--pgbouncer") and pgbouncer.PLACE not in os.environ:
        bouncer = pgbouncer.serving(os.environ[postgres.PLACE])
        os.environ[pgbouncer.PLACE] = config.stash[SERVER].enter_context(bouncer)


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].close()
        del os.environ[postgres.PLACE]
        os.environ.pop(pgbouncer.PLACE, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    fits = fits_postgres if config.getoption("--postgres") else fits_sqlite
    config.hook.pytest_deselected(items=[one for one in items if not fits(one)])
    items[:] = [one for one in items if fits(one)]


def fits_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


def fits_postgres(item: pytest.Item) -> bool:
    """Whether a test asks a database, and not for SQLite's own file."""
    asked = {"app", "database_url"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) and item.get_closest_marker("sqlite") is None


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, worker_id: str) -> Callable[[Path], str]:
    """Makes an empty database: on the server, or else in the data folder that is given."""
    numbers = count(1)

    def make(folder: Path) -> str:
        if not request.config.getoption("--postgres"):
            return ""
        made = postgres.fresh_database(os.environ[postgres.PLACE], f"{worker_id}-{next(numbers)}")
        return pgbouncer.instead(made)

    return make


@pytest.fixture
def database_url(tmp_path: Path, new_database: Callable[[Path], str]) -> str:
    """The setting for a database of a test's own."""
    return new_database(tmp_path)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("braid")
    where = {"BRAID_DATA_DIR": str(folder), "BRAID_DATABASE_URL": new_database(folder)}
    quiet = {"BRAID_LOG_LEVEL": "WARNING", "BRAID_RATE_LIMITS": "off"}
    app = create_app(Settings.from_environment({**where, **quiet}), cost=INSECURE_FOR_TESTS)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


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
def without_turns(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests at once do not take turns, as when several processes answer them."""
    monkeypatch.setattr(app, "wsgi_app", app.wsgi_app._app)  # type: ignore[attr-defined]  # Fair holds the app itself


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Hold the clock still, and move it by so much from where it was."""
    held = [datetime.now(UTC)]

    def move(**by: float) -> None:
        held[0] += timedelta(**by)

    monkeypatch.setattr(clock, "source", lambda: held[0])
    return move
