"""What an older copy does not bring back of a journal: forgotten pages, their words, and what was to become them."""

from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.journal.models import Concordance
from tests.admin.test_copies import backed_up, restored, sign_in
from tests.everything import look_back
from tests.people import Actor, join, program


def forget(actor: Actor, entry_id: str) -> None:
    actor.put(f"/entries/{entry_id}/trashing", If_Match='"1"')
    assert actor.delete(f"/entries/{entry_id}", If_Match='"2"').status_code == 204


def test_a_page_made_anew_under_the_id_of_a_forgotten_one_comes_back(house: Flask, copy: Path) -> None:
    alice, own, mark = join(house, "alice"), str(uuid4()), str(uuid4())
    alice.put(f"/entries/{own}", {"body": "forgotten"}, If_None_Match="*")
    alice.put(f"/check-ins/{mark}", {"river": "ashore"}, If_None_Match="*")
    forget(alice, own)
    alice.delete(f"/check-ins/{mark}", If_Match='"1"')
    alice.put(f"/entries/{own}", {"body": "made anew"}, If_None_Match="*")
    alice.put(f"/check-ins/{mark}", {"river": "midstream"}, If_None_Match="*")
    backed_up(house, copy)

    restored(house, copy)

    alice = sign_in(house, "alice")
    assert alice.get(f"/entries/{own}").json["body"] == "made anew"
    assert alice.get(f"/check-ins/{mark}").json["river"] == "midstream"


def test_l4_no_concordance_tells_the_words_of_a_page_that_was_forgotten_since(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    alice.write("today")
    page = look_back(house, alice)
    backed_up(house, copy)
    forget(alice, page)

    restored(house, copy)

    with house.app_context():
        assert db.session.scalars(select(Concordance.id)).all() == []


def test_a_capture_whose_page_was_forgotten_does_not_wait_in_an_older_copy(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    put = program(alice, "capture").post("/captures", {"body": "put in"}).json
    backed_up(house, copy)
    alice.get("/session")
    forget(alice, put["id"])

    restored(house, copy)

    assert sign_in(house, "alice").get("/entries").json["items"] == []
