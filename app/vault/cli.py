"""What an operator may ask the vault; no answer holds a key."""

import json
from collections import Counter

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.extensions import db
from app.vault.models import KeySlot

vault = AppGroup("vault", help="Keys and peppers.")


@vault.command()
def pepper() -> None:
    """List the known peppers and how many passphrase slots each of them guards."""
    used = Counter(pepper_ids_in_use())
    for pepper_id in sorted({*current_app.extensions["guard"].peppers.ids, *used}):
        click.echo(f"{pepper_id}: {used[pepper_id]} passphrase slots")


def pepper_ids_in_use() -> list[str]:
    """The pepper id of every passphrase slot that can be read; a damaged one stands in nobody else's way."""
    rows = db.session.scalars(select(KeySlot.params).where(KeySlot.kind == "password"))
    return [pepper_id for params in rows if (pepper_id := _pepper_of(params))]


def _pepper_of(params: str) -> str | None:
    try:
        return str(json.loads(params)["pepper"])
    except (ValueError, KeyError, TypeError):
        return None
