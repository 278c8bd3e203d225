"""Arriving and leaving: a journal taken along in forms that other programs read, and brought in from theirs.

Its law: whatever is given out can be taken in again to the letter; a file from outside is hostile until it was read to
its end; nothing readable ever lies on the server's disk; what another person wrote stays with them.
"""

from flask import Flask
from flask_smorest import Api

from app.portability import cli, routes
from app.portability.holdings import HOLDINGS
from app.portability.uploads import SealingRequest
from app.vault.holdings import hold


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes, the commands, and the way in which files arrive."""
    hold(app, *HOLDINGS)
    app.request_class = SealingRequest
    api.register_blueprint(routes.blueprint)
    app.cli.add_command(cli.person)
