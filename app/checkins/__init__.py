"""Check-ins: where in the river somebody is, in words, when they feel like saying so.

Its law: words and never numbers, nothing is counted, averaged or read for meaning, and every mark can be taken back.
"""

from flask import Flask
from flask_smorest import Api

from app.checkins.holdings import HOLDINGS
from app.checkins.routes import blueprint
from app.vault.holdings import hold


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes."""
    hold(app, *HOLDINGS)
    api.register_blueprint(blueprint)
