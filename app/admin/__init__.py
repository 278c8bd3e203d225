"""The operator's desk: copies of the database, and their return. No command here can open anything.

Its law: what somebody has deleted for good stays deleted, whatever copy comes back.
"""

from flask import Flask

from app.admin import cli


def init_app(app: Flask) -> None:
    """Plug in the commands."""
    app.cli.add_command(cli.admin)
