"""Migrations: up, down, and equal to the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from app.config import Settings
from app.extensions import db
from app.web.readiness import newest_shape, present_shape
from tests.drills.newer import newer

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")


def test_migrations_make_what_the_models_say_and_can_be_undone(tmp_path: Path, database_url: str) -> None:
    with on_an_empty_database(tmp_path, database_url):
        upgrade(MIGRATIONS)
        with db.engine.connect() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
        downgrade(MIGRATIONS, revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert differences == []
    assert left == set()


def test_a_version_that_is_started_on_a_newer_shape_leaves_it_as_it_is(tmp_path: Path, database_url: str) -> None:
    (newest,) = newest_shape()

    with on_an_empty_database(tmp_path, database_url):
        upgrade(str(newer(tmp_path)))
        upgrade(MIGRATIONS)
        columns = {column["name"] for column in inspect(db.engine).get_columns("entries")}
        shape = present_shape()
        with pytest.raises(SystemExit):
            downgrade(MIGRATIONS, revision=newest)

    assert ("later" in columns, shape) == (True, {"later"})


@contextmanager
def on_an_empty_database(folder: Path, database_url: str) -> Iterator[None]:
    where = {"BRAID_DATA_DIR": str(folder), "BRAID_DATABASE_URL": database_url}
    app = create_app(Settings.from_environment({**where, "BRAID_LOG_LEVEL": "ERROR"}))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()
