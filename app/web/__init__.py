"""The pages: shells without private text, their static files, and the headers on every answer."""

from flask import Flask

from app.web import security


def init_app(app: Flask) -> None:
    """Plug in the pages and dress every answer."""
    security.init_app(app, app.extensions["settings"])
