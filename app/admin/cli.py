"""What an operator does about copies; no command can open a journal."""

import os
import subprocess
import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import make_url

from app.admin.copies import Copies, NotPossible
from app.admin.dumps import DumpCopies
from app.admin.files import SCHEME, FileCopies
from app.admin.replaying import end_passing_ways_in, replay, require_peppers
from app.config import Settings
from app.core.database import checkpoint
from app.extensions import db
from app.vault.ledger import Ledger
from app.vault.pepper import UnknownPepper

ROOT = Path(__file__).parents[2]
admin = AppGroup("admin", help="Copies of the database, and their return.")


@admin.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
def backup_command(target: Path) -> None:
    """Copy the database of the running server into a new file; keep the pepper's copy elsewhere."""
    try:
        size = copies_of(current_app.extensions["settings"]).back_up(target)
    except NotPossible as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{target}: {size} bytes, whole and checked. The pepper and the ledger are not in it.")


@admin.command("replay")
def replay_command() -> None:
    """Delete anew what the erasure ledger names, and end sessions and tokens. `restore` does it by itself."""
    ledger: Ledger = current_app.extensions["ledger"]
    if not ledger.is_there:
        click.echo("There is no erasure ledger here. If anything was ever deleted, bring the file, and do this again.")
    try:
        deleted, ended = replay(ledger), end_passing_ways_in()
    except UnknownPepper as error:
        raise click.ClickException(str(error)) from None
    db.session.commit()
    checkpoint()
    for kind, many in sorted(deleted.items()):
        click.echo(f"deleted anew: {many} × {kind.replace('_', '-')}")
    click.echo(f"ended: {ended} × session or token")


@admin.command("restore")
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(copy: Path) -> None:
    """Put a copy back, brought up to date, without what was deleted for good since it was made."""
    settings: Settings = current_app.extensions["settings"]
    db.session.remove()
    db.engine.dispose()
    try:
        before = put_back(copy, settings, copies_of(settings))
    except NotPossible as error:
        raise click.ClickException(str(error)) from None
    click.echo("Restored.")
    if before is not None:
        click.echo(f"What was there before lies at {before}; delete it when all is well.")


def put_back(copy: Path, settings: Settings, copies: Copies) -> str | None:
    """Put a copy in the database's place; returns where the one before lies now. Raises NotPossible."""
    copies.require_idle()
    copies.require_sound(copy)
    arriving = copies.lay_beside(copy)
    try:
        require_peppers(arriving, current_app.extensions["guard"].peppers)
        # The copy takes the database's place only when it is ready: whatever stops this, nothing deleted is back.
        for command in (("db", "upgrade"), ("admin", "replay")):
            click.echo(on_copy(settings, arriving, *command), nl=False)
        # A server that was started meanwhile would go on writing into the database that is set aside.
        copies.require_idle()
        return copies.put_in_place(arriving)
    except NotPossible:
        copies.throw_away(arriving)
        raise


def copies_of(settings: Settings) -> Copies:
    """How this database is copied."""
    if settings.is_sqlite:
        return FileCopies(Path(settings.database_url.removeprefix(SCHEME)))
    return DumpCopies(make_url(settings.database_url))


def on_copy(settings: Settings, address: str, *command: str) -> str:
    """What a command says, run on another database than ours. Raises NotPossible when it fails."""
    own = {
        "BRAID_DATA_DIR": str(settings.data_dir),
        "BRAID_DATABASE_URL": address,
        "BRAID_PEPPER_FILE": str(settings.pepper_file),
        "BRAID_LEDGER_FILE": str(settings.ledger_file),
    }
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
    done = subprocess.run(flask, env={**os.environ, **own}, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        last_line = done.stderr.strip().rpartition("\n")[2]
        raise NotPossible(f"The copy could not be made ready. {last_line}")
    return done.stdout
