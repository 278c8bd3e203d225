"""What an operator may do about people; no command can open a journal."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts import challenges, throttling
from app.accounts.models import Invite
from app.accounts.sessions import forget_dead
from app.accounts.signing_up import forget_spent, invite_id
from app.core.clock import timestamp
from app.core.database import checkpoint
from app.extensions import db
from app.vault.slots import new_secret

DAY = 86_400
accounts = AppGroup("accounts", help="People and invitations.")


@accounts.command()
def tidy() -> None:
    """Delete sessions, tokens and invitations that are over, and what was counted or answered too long ago."""
    slots, invitations = forget_dead(), forget_spent()
    for forget in (challenges.forget_old, throttling.forget_old):
        forget()
    db.session.commit()
    checkpoint(thoroughly=True)
    click.echo(f"{slots} sessions and tokens forgotten, {invitations} invitations")


@accounts.command()
@click.option("--uses", default=1, show_default=True, type=click.IntRange(1, 200), help="How many people it lets in.")
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 30), help="How long it is good for.")
def invite(uses: int, days: int) -> None:
    """Make an invitation and print its link; the code is shown once and kept nowhere."""
    forget_spent()
    code = new_secret()
    db.session.add(Invite(id=invite_id(code), max_uses=uses, uses=0, expires_at=timestamp() + days * DAY))
    db.session.commit()
    click.echo(f"{current_app.extensions['settings'].public_origin}/sign-up#{code}")
