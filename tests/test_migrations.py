"""Migrations: up, down, and equal to the models."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from app.config import Settings
from app.extensions import db

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")


def test_migrations_make_what_the_models_say_and_can_be_undone(tmp_path: Path, database_url: str) -> None:
    where = {"BRAID_DATA_DIR": str(tmp_path), "BRAID_DATABASE_URL": database_url}
    app = create_app(Settings.from_environment({**where, "BRAID_LOG_LEVEL": "WARNING"}))

    with app.app_context():
        upgrade(MIGRATIONS)
        with db.engine.connect() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
        downgrade(MIGRATIONS, revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert differences == []
    assert left == set()
