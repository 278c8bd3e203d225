"""Reminders: days and a time of day that somebody's own calendar may ask for, under an address that nobody can guess.

Its law: no words but one neutral line, nothing about what was or was not written, and the server reads the days only
while a calendar that holds the address is asking.
"""

from flask import Flask
from flask_smorest import Api

from app.reminders.holdings import HOLDINGS
from app.reminders.routes import blueprint, calendars
from app.vault.holdings import hold


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes."""
    hold(app, *HOLDINGS)
    api.register_blueprint(blueprint)
    app.register_blueprint(calendars)
