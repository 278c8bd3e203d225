"""Looking back: what was marked, day by day, and which ideas met on a page.

Its law: it shows what somebody chose, in their words and in order. It stores nothing, counts nothing, averages nothing,
compares nobody and draws no conclusion.
"""

from flask import Flask
from flask_smorest import Api

from app.insights.routes import blueprint


def init_app(app: Flask, api: Api) -> None:
    """Plug in the route."""
    api.register_blueprint(blueprint)
