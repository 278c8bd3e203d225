"""What an operator may do about groups; no command tells what one is called."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.extensions import db
from app.workshops.consent import end_overdue
from app.workshops.inviting import forget_lost
from app.workshops.resealing import reseal

workshops = AppGroup("workshops", help="Groups, unread.")


@workshops.command("reseal")
def reseal_command() -> None:
    """Seal what groups keep with the newest pepper, before an older one is let go."""
    count = reseal(current_app.extensions["guard"].peppers)
    db.session.commit()
    click.echo(f"{count} boxes sealed anew")


@workshops.command("tidy")
def tidy_command() -> None:
    """Delete the copies whose last day is over, and codes that were left behind."""
    copies, codes = end_overdue(), forget_lost()
    db.session.commit()
    click.echo(f"{copies} copies deleted, {codes} codes")
