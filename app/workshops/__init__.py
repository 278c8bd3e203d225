"""Groups that meet: who is in which, what they are asked, and what somebody chooses to show.

Its law: nobody sees what a member wrote unless that member gave it to them by name; those who lead see how many,
never who; rights are read anew for every request.
"""

from flask import Flask
from flask_smorest import Api

from app.vault.holdings import hold
from app.workshops.cli import workshops as commands
from app.workshops.holdings import HOLDINGS
from app.workshops.routes import assignments, invitations, members, moment, questions, shares, workshops


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes and the commands."""
    hold(app, *HOLDINGS)
    for module in (workshops, members, invitations, assignments, moment, shares, questions):
        api.register_blueprint(module.blueprint)
    app.cli.add_command(commands)
