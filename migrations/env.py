"""Runs the migrations inside the app, on the app's own engine."""

import logging

from alembic import context
from flask import current_app

from app.core.postgres import begin_at_last
from app.web.readiness import every_shape

log = logging.getLogger("braid")
database = current_app.extensions["migrate"].db


def is_ahead() -> bool:
    """Whether a newer node was here, and we are only asked to bring the database up to what we know."""
    migrations = context.get_context()
    is_upgrade = migrations.opts["fn"].__name__ == "upgrade"
    return is_upgrade and not set(migrations.get_current_heads()) <= every_shape()


with database.engine.connect() as connection:
    if connection.dialect.name == "postgresql":
        # All of it or nothing, one node at a time, however long it takes.
        begin_at_last(connection)
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    if is_ahead():
        log.warning("the database is of a newer version, which leaves this one its shape; nothing was changed")
    else:
        with context.begin_transaction():
            context.run_migrations()
    connection.commit()
