"""The operator's desk: people counted and paused, copies of the database and their return, peppers, a look at damage.

Its law: what somebody has deleted for good stays deleted, whatever copy comes back; nothing is opened without the
passphrase of whoever wrote it, and nothing that was written is ever shown. The desk has no door on the web.
"""

from flask import Flask

from app.admin import cli, doctor_cli, key_cli, people_cli


def init_app(app: Flask) -> None:
    """Plug in the commands."""
    for command in people_cli.COMMANDS:
        cli.admin.add_command(command)
    app.cli.add_command(cli.admin)
    app.cli.add_command(key_cli.vault)
    key_cli.vault.add_command(doctor_cli.doctor)
