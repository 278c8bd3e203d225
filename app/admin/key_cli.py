"""What an operator does about peppers; no command shows one."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup

from app.admin.cli import copies_of
from app.admin.copies import NotPossible
from app.admin.peppers import StillNeeded, bring_over, needs, told
from app.admin.peppers import retire as retire_pepper
from app.config import Settings
from app.core.database import checkpoint
from app.extensions import db
from app.vault.pepper import Peppers

vault = AppGroup("vault", help="Keys and peppers.")


@vault.command("pepper")
def pepper_command() -> None:
    """List the peppers, and what still needs each of them."""
    for pepper_id, counts in needs(known(), current_app.extensions["ledger"]).items():
        click.echo(f"{pepper_id}: {told(counts) or 'needed for nothing'}")


@vault.command("new-pepper")
def new_pepper_command() -> None:
    """Make a new pepper; the server has to be stopped. What can move to it does so at once, the rest as people come."""
    try:
        require_stopped()
        peppers = known().add(pepper_file())
    except (NotPossible, OSError) as error:
        raise click.ClickException(reason(error)) from None
    brought = bring_over(peppers)
    db.session.commit()
    checkpoint()
    click.echo(f"{peppers.newest_id} is the newest pepper. Copy the file now, and keep that copy from the database's.")
    click.echo(f"Moved to it: {', '.join(f'{count} × {what}' for what, count in brought.items())}.")
    click.echo("Each passphrase moves when its person next signs in. `flask vault pepper` says how many are left.")


@vault.command("retire-pepper")
@click.argument("pepper_id")
def retire_pepper_command(pepper_id: str) -> None:
    """Take an old pepper out of the file for good; refused while anything needs it. The server has to be stopped."""
    try:
        require_stopped()
        bring_over(known())
        db.session.commit()
        retire_pepper(known(), pepper_file(), pepper_id, current_app.extensions["ledger"])
    except (NotPossible, StillNeeded, OSError) as error:
        raise click.ClickException(reason(error)) from None
    click.echo(f"{pepper_id} is retired. Destroy every other copy of it.")


def require_stopped() -> None:
    """Raise NotPossible while a server has the database open: it would go on with the peppers that it started with."""
    settings: Settings = current_app.extensions["settings"]
    db.session.remove()
    db.engine.dispose()
    copies_of(settings).require_idle()


def known() -> Peppers:
    return cast(Peppers, current_app.extensions["guard"].peppers)


def pepper_file() -> Path:
    return Path(current_app.extensions["settings"].pepper_file)


def reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"The pepper file could not be written: {error.strerror}. Nothing was changed."
    return str(error)
