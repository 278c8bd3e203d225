"""The doctor: tells damage by table and row, what it means and what to do; never a word of what was written."""

from __future__ import annotations

from collections.abc import Iterable

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts.access import current_guard
from app.accounts.models import Person
from app.accounts.sessions import sign_in
from app.accounts.signing_up import username_key
from app.admin.damage import Damage
from app.admin.looking import look
from app.admin.opening import try_everything
from app.errors import DomainError
from app.extensions import db
from app.journal.mending import mend
from app.vault.keyring import Keyring


@click.command("doctor")
@click.option("--person", "username", help="Ask for this person's passphrase, and open everything that is theirs.")
@click.option("--mend", "is_mending", is_flag=True, help="Make their damaged month pages anew; needs --person.")
@click.pass_context
@with_appcontext
def doctor(context: click.Context, username: str | None, is_mending: bool) -> None:
    """Look for damage. Without any key, only the outside of things can be seen; ends with 1 when something is wrong."""
    if is_mending and username is None:
        raise click.UsageError("--mend needs --person.")
    opened = opened_by_its_person(username) if username is not None else None
    if opened and is_mending:
        mended = mend(opened[1])
        db.session.commit()
        click.echo(f"Made anew: {mended} × part of a month.")
    found = list(look(current_app.extensions["guard"].peppers))
    known = {(one.place, one.row) for one in found}
    shut = try_everything(*opened) if opened else ()
    found += [one for one in shut if (one.place, one.row) not in known]
    tell(found)
    if found:
        context.exit(1)


def opened_by_its_person(username: str) -> tuple[Person, Keyring]:
    """Somebody and their keyring, opened with the passphrase that they type."""
    passphrase = click.prompt(f"Passphrase of {username}", hide_input=True, err=True)
    try:
        opened = sign_in(username_key(username), passphrase, current_guard())
    except DomainError as error:
        raise click.ClickException(error.detail) from None
    db.session.commit()
    return opened


def tell(found: Iterable[Damage]) -> None:
    """Each damaged thing in a line, then each kind in a sentence."""
    every = sorted(found, key=str)
    for one in every:
        click.echo(str(one))
    for kind in sorted({one.kind for one in every}, key=lambda kind: kind.name):
        click.echo(f"\n{kind.name.lower()}: {kind.value}")
    click.echo(f"\n{len(every)} × damage." if every else "Nothing is damaged, as far as can be seen.")
