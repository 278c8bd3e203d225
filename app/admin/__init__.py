"""The operator's desk: people counted and paused, copies of the database, and their return.

Its law: no command here can open anything, and what somebody has deleted for good stays deleted, whatever copy comes
back. The desk has no door on the web.
"""

from flask import Flask

from app.admin import cli, people_cli


def init_app(app: Flask) -> None:
    """Plug in the commands."""
    for command in people_cli.COMMANDS:
        cli.admin.add_command(command)
    app.cli.add_command(cli.admin)
