"""The journal: entries, their history, and finding them again.

Its law: only the person's own keyring opens a page; what is acknowledged is committed; no text is ever thrown away
because somebody was slow.
"""

from flask import Flask
from flask_smorest import Api

from app.journal.cli import journal
from app.journal.holdings import HOLDINGS
from app.journal.routes import captures, entries, finding, outbox, revisions
from app.vault.holdings import hold


def init_app(app: Flask, api: Api) -> None:
    """Plug in the routes and the command that tidies."""
    hold(app, *HOLDINGS)
    for module in (entries, revisions, finding, outbox, captures):
        api.register_blueprint(module.blueprint)
    app.cli.add_command(journal)
