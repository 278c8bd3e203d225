"""The pages people see: shells with public words, the files they need, and the headers on every answer.

Its law: nothing private stands in a page. Whatever belongs to a person comes over the API, as JSON.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.web import assets, compression, errors, health, metrics, page, routes, security
from app.web.assets import Assets

STATIC = Path(__file__).resolve().parents[2] / "static"


def init_app(app: Flask) -> None:
    """Read the static files, and put the pages, their error pages and their headers into the app."""
    # What is registered last is run first: an answer is dressed, and then compressed.
    compression.init_app(app)
    security.init_app(app, app.extensions["settings"])
    app.extensions["assets"] = Assets.read(STATIC, is_development=bool(app.config.get("DEVELOPMENT", app.debug)))
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(health.blueprint)
    metrics.init_app(app, app.extensions["settings"])
    page.init_app(app)
    errors.init_app(app)
