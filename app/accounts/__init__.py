"""People and their ways in.

Its law: a credential authenticates by opening its key slot, and by nothing else. No passphrase hash, no session hash,
no default account, no way in that an operator could make afterwards.
"""

from flask import Flask
from flask_smorest import Api

from app.accounts import access, cli
from app.accounts.holdings import HOLDINGS
from app.accounts.routes import credentials, passkeys, people, rotation, second_step, sessions, tokens
from app.vault.holdings import hold


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes, the gatekeeper and the commands."""
    hold(app, *HOLDINGS)
    access.init_app(app)
    for module in (people, sessions, credentials, passkeys, second_step, tokens, rotation):
        api.register_blueprint(module.blueprint)
    app.cli.add_command(cli.accounts)
