"""Journals whose keys change: filled, rotated, and looked at from below."""

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.sessions import recognise
from app.extensions import db
from app.vault.box import epoch_of
from app.vault.holdings import holdings
from app.vault.keyring import Keyring
from tests.people import PASSPHRASE, Actor


def rotate(actor: Actor, **headers: str) -> TestResponse:
    return actor.post("/person/key-rotation", {"passphrase": PASSPHRASE}, **headers)


def keyring_of(app: Flask, actor: Actor) -> Keyring:
    with app.app_context():
        return recognise(actor.cookie).keyring


def boxes(app: Flask, keyring: Keyring) -> dict[str, list[bytes]]:
    """Every box of a person, by the column it lies in."""
    with app.app_context():
        return {
            f"{one.table.name}.{one.column}": [
                box
                for box in db.session.scalars(
                    select(one.table.c[one.column]).where(one.table.c[one.owner] == keyring.person_id)
                )
                if box
            ]
            for one in holdings()
        }


def epochs(app: Flask, keyring: Keyring) -> set[int]:
    """The numbers of the keys that a person's boxes need."""
    return {epoch_of(box) for found in boxes(app, keyring).values() for box in found}


def columns_with_boxes(app: Flask, keyring: Keyring) -> set[str]:
    """The columns in which a person has something."""
    return {column for column, found in boxes(app, keyring).items() if found}


def columns_of_boxes(app: Flask) -> set[str]:
    """Every column in which a person can have something."""
    with app.app_context():
        return {f"{one.table.name}.{one.column}" for one in holdings()}


def a_full_journal(actor: Actor) -> list[str]:
    """Entries, an earlier text, a mark and a reminder; returns the texts of the entries."""
    for number in range(5):
        actor.write(f"heron {number}")
    entry = actor.write("words " * 100)
    actor.put(f"/entries/{entry['id']}", {"body": "few"}, If_Match='"1"')
    actor.mark(river="midstream")
    actor.post("/reminders", {"days": ["friday"], "time": "07:15"})
    actor.patch("/person", {"muted_topics": ["loss"]}, If_Match='"1"')
    return texts(actor)


def texts(actor: Actor) -> list[str]:
    return [one["body"] for one in actor.get("/entries").json["items"]]
