"""For people who script: take one's own journal along from the command line, with one's own passphrase."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts.access import current_guard, current_settings
from app.accounts.preferences import open_preferences
from app.accounts.second_steps import Beside, has_codes, require
from app.accounts.sessions import sign_in
from app.accounts.signing_up import username_key
from app.core.language import ORIGINAL
from app.core.notices import notices_in
from app.errors import DomainError
from app.extensions import db
from app.portability.account import Account
from app.portability.collecting import Journal, Selection
from app.portability.exporting import Wish, chosen, journal_of, take_along
from app.portability.offered import WRITTEN
from app.vault.authenticators import Site

person = AppGroup("person", help="For somebody with a journal here.")
DAY = click.DateTime(["%Y-%m-%d"])


@person.command()
@click.argument("username")
@click.option("--format", "name", type=click.Choice(WRITTEN), default="json", show_default=True)
@click.option("--from", "since", type=DAY, help="The first day.")
@click.option("--to", "until", type=DAY, help="The last day.")
@click.option("--concept", help="Only pages about one idea, by its slug.")
@click.option("--workshop", type=click.UUID, help="Only pages written to a group, by its id.")
@click.option("--output", type=click.Path(dir_okay=False), default="-", help="A file; standard output, if left out.")
@click.option("--seal", is_flag=True, help="Ask for a passphrase that seals the file.")
@click.option("--passphrase", envvar="BRAID_PASSPHRASE", help="Asked for, if left out.", show_envvar=True)
def export(username: str, output: str, passphrase: str | None, **wish: Any) -> None:
    """Take a journal along; only its own passphrase opens it, with a code where one is asked for."""
    passphrase = passphrase or click.prompt("Passphrase", hide_input=True, err=True)
    sealed = wish["seal"] and click.prompt("Seal it with", hide_input=True, confirmation_prompt=True, err=True)
    try:
        account = opened(username, passphrase)
        part = part_of(account, wish)
        file = take_along(Wish(wish["name"], part, sealed or None), journal(account, part), current_guard().cost)
        with whole(output) as place:
            for piece in file.pieces:
                place.write(piece)
    except DomainError as error:
        raise click.ClickException(error.detail) from None
    except OSError as error:
        raise click.ClickException(f"The file could not be written: {error.strerror}.") from None


def part_of(account: Account, wish: Mapping[str, Any]) -> Selection:
    """The part that is wished for. Raises NotFound for a group that one is not in."""
    since, until = (found.date() if found else None for found in (wish["since"], wish["until"]))
    which = {"since": since, "until": until, "concept": wish["concept"]}
    return chosen(account.person.id, **which, workshop_id=wish["workshop"])


@contextmanager
def whole(output: str) -> Iterator[IO[bytes]]:
    """A file for nobody but its owner, which takes its name when it is whole; an earlier one stays until then."""
    place = Path(output)
    if output == "-" or (place.exists() and not place.is_file()):
        with click.open_file(output, "wb") as other:
            yield other
        return
    unfinished = place.with_name(f".{place.name}.part")
    try:
        with open(unfinished, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            yield file
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def opened(username: str, passphrase: str) -> Account:
    """Somebody's account, opened with their passphrase, and with a code where it asks for one.

    Raises WrongCredentials, SecondStepNeeded, WrongCode, Busy.
    """
    guard = current_guard()
    found, keyring = sign_in(username_key(username), passphrase, guard)
    code = click.prompt("Code", err=True) if has_codes(keyring) else None
    require(keyring, Beside(code), Site(current_settings().public_origin, guard.peppers))
    db.session.commit()
    return Account(found, keyring, guard.peppers)


def journal(account: Account, part: Selection) -> Journal:
    """The journal with the notice that travels along, in the library's own language."""
    preferences = open_preferences(account.keyring, account.person.settings_box, version=account.person.version)
    library, notice = current_app.extensions["libraries"][ORIGINAL], notices_in(ORIGINAL).long.text
    return journal_of(account, library, part, notice=notice, zone=preferences.time_zone)
