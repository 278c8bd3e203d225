"""A person who has something in every column of boxes that there is, and a friend whom that takes."""

from flask import Flask

from app.accounts.sessions import recognise
from app.extensions import db
from app.journal.compiling import compile_year
from app.portability import keepsakes
from tests.accounts.authenticator import add
from tests.accounts.test_second_step import set_up
from tests.people import Actor, program
from tests.workshops.cast import answer, ask_all, ask_of, code_of, come_in, gather, give


def fill(app: Flask, person: Actor, friend: Actor) -> None:
    """Let a person write, mark, be reminded, lead a group, be in another, give, be given, and bring records along."""
    entry = person.write("words " * 100)
    person.put(f"/entries/{entry['id']}", {"body": "few"}, If_Match='"1"')
    look_back(app, person)
    person.mark(river="midstream")
    person.post("/reminders", {"days": ["friday"], "time": "07:15"})
    person.post("/calendar-feed")
    lead(person, friend)
    theirs = gather(friend)
    come_in(person, code_of(friend, theirs), "Alice")
    answer(person, ask_all(friend, theirs))
    exchange(giver=person, reader=friend, group=theirs)
    bring_records(app, person)
    have_further_ways_in(person)


def look_back(app: Flask, person: Actor) -> str:
    """Have looked for something in an earlier year; returns the id of its page."""
    page = str(person.write("words", day="2024-02-02")["id"])
    with app.app_context():
        assert compile_year(recognise(person.cookie).keyring, "2024")  # type: ignore[union-attr]
        db.session.commit()
    return page


def have_further_ways_in(person: Actor) -> None:
    """A passkey, codes, and a program that has put something in."""
    add(person)
    set_up(person)
    assert program(person, "capture").post("/captures", {"body": "put in"}).status_code == 202


def lead(person: Actor, friend: Actor) -> None:
    """Open a group, ask it something, publish an answer, and be given a copy."""
    own = gather(person)
    come_in(friend, code_of(person, own), "Bob")
    ask_of(person, own)
    person.put(f"/questions/{ask_all(person, own)['id']}/publication")
    exchange(giver=friend, reader=person, group=own)


def exchange(*, giver: Actor, reader: Actor, group: dict[str, object]) -> None:
    """A copy goes one way, and an answer the other."""
    share = give(giver, giver.write("given"), group)[0]
    assert reader.put(f"/shares/{share['id']}/answer", {"text": "Thank you."}).status_code in (200, 201, 204)


def bring_records(app: Flask, person: Actor) -> None:
    """Keep the record of an earlier account."""
    with app.app_context():
        keyring = recognise(person.cookie).keyring  # type: ignore[union-attr]
        keepsakes.keep(keyring, {"shares_given": [{"id": "earlier"}]}, {kind: [] for kind in keepsakes.KINDS})
        db.session.commit()
