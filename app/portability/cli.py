"""For people who script: take one's own journal along from the command line, with one's own passphrase."""

from __future__ import annotations

from typing import Any, BinaryIO

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
from app.portability.exporting import Wish, journal_of, take_along
from app.portability.offered import WRITTEN
from app.vault.authenticators import Site

person = AppGroup("person", help="For somebody with a journal here.")
DAY = click.DateTime(["%Y-%m-%d"])


@person.command()
@click.argument("username")
@click.option("--format", "name", type=click.Choice(WRITTEN), default="json", show_default=True)
@click.option("--from", "since", type=DAY, help="The first day.")
@click.option("--to", "until", type=DAY, help="The last day.")
@click.option("--output", type=click.File("wb", lazy=False), default="-", help="A file; standard output, if left out.")
@click.option("--seal", is_flag=True, help="Ask for a passphrase that seals the file.")
@click.option("--passphrase", envvar="BRAID_PASSPHRASE", help="Asked for, if left out.", show_envvar=True)
def export(username: str, output: BinaryIO, passphrase: str | None, **wish: Any) -> None:
    """Take a journal along; only its own passphrase opens it, with a code where one is asked for."""
    passphrase = passphrase or click.prompt("Passphrase", hide_input=True, err=True)
    sealed = wish["seal"] and click.prompt("Seal it with", hide_input=True, confirmation_prompt=True, err=True)
    days = Selection(*(found.date() if found else None for found in (wish["since"], wish["until"])))
    try:
        account = opened(username, passphrase)
        file = take_along(Wish(wish["name"], days, sealed or None), journal(account, days), current_guard().cost)
        for piece in file.pieces:
            output.write(piece)
    except DomainError as error:
        raise click.ClickException(error.detail) from None


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


def journal(account: Account, days: Selection) -> Journal:
    """The journal with the notice that travels along, in the library's own language."""
    preferences = open_preferences(account.keyring, account.person.settings_box, version=account.person.version)
    library, notice = current_app.extensions["libraries"][ORIGINAL], notices_in(ORIGINAL).long.text
    return journal_of(account, library, days, notice=notice, zone=preferences.time_zone)
