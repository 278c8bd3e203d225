"""What an operator may do about people; no command can open a journal."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts.models import Invite
from app.accounts.sessions import forget_dead
from app.accounts.signing_up import invite_id
from app.core.clock import timestamp
from app.core.database import checkpoint
from app.extensions import db
from app.vault.slots import new_secret

DAY = 86_400
accounts = AppGroup("accounts", help="People and invitations.")


@accounts.command()
def tidy() -> None:
    """Delete the key slots of sessions and tokens that are over."""
    forgotten = forget_dead()
    db.session.commit()
    checkpoint(thoroughly=True)
    click.echo(f"{forgotten} sessions and tokens forgotten")


@accounts.command()
@click.option("--uses", default=1, show_default=True, type=click.IntRange(1, 200), help="How many people it lets in.")
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 30), help="How long it is good for.")
def invite(uses: int, days: int) -> None:
    """Make an invitation and print its link; the code is shown once and kept nowhere."""
    code = new_secret()
    db.session.add(Invite(id=invite_id(code), max_uses=uses, uses=0, expires_at=timestamp() + days * DAY))
    db.session.commit()
    click.echo(f"{current_app.extensions['settings'].public_origin}/sign-up#{code}")
