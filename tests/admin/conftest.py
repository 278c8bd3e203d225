"""A server whose database is a file, and a place for its copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.config import Settings
from app.extensions import db
from tests.conftest import INSECURE_FOR_TESTS
from tests.test_migrations import MIGRATIONS


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
