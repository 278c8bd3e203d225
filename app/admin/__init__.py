"""The operator's desk: people counted and paused, copies of the database and their return, peppers, a look at damage.

Its law: what somebody has deleted for good stays deleted, whatever copy comes back; nothing is opened without the
passphrase of whoever wrote it, and nothing that was written is ever shown. Who is an admin on the web, the command
line alone decides.
"""

from flask import Flask
from flask_smorest import Api

from app.admin import cli, doctor_cli, key_cli, people_cli, routes


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes and the commands."""
    api.register_blueprint(routes.blueprint)
    for command in people_cli.COMMANDS:
        cli.admin.add_command(command)
    app.cli.add_command(cli.admin)
    app.cli.add_command(key_cli.vault)
    key_cli.vault.add_command(doctor_cli.doctor)
