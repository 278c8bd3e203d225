"""Runs the migrations inside the app, on the app's own engine."""

from alembic import context
from flask import current_app

from app.core.postgres import begin

database = current_app.extensions["migrate"].db

with database.engine.connect() as connection:
    if connection.dialect.name == "postgresql":
        # All of it or nothing, one node at a time, however long it takes.
        begin(connection, ())
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
