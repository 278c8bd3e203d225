"""What a program puts in waits sealed, and becomes a page when its person comes: once, whole, on its day."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.errors import KeyUnreadable
from app.extensions import db
from app.journal import inbox
from app.journal.models import InboxItem
from tests.people import Actor, program, sign_in

WORDS = "A heron by the canal. ὄρνις"


def waiting(app: Flask) -> list[bytes]:
    with app.app_context():
        return list(db.session.scalars(select(InboxItem.box)))


def bodies(actor: Actor) -> list[str]:
    return [one["body"] for one in actor.get("/entries").json["items"]]


def test_it_waits_sealed_until_its_person_comes(app: Flask, alice: Actor) -> None:
    put = program(alice, "capture").post("/captures", {"body": WORDS, "title": "Walk", "tags": ["out"]})

    boxes = waiting(app)
    alice.get("/session")

    assert put.status_code == 202
    assert len(boxes) == 1 and WORDS.encode() not in boxes[0]
    assert waiting(app) == []
    entry = alice.get(f"/entries/{put.json['id']}").json
    assert (entry["body"], entry["title"], entry["tags"]) == (WORDS, "Walk", ["out"])


def test_signing_in_takes_it_in_too(app: Flask, alice: Actor) -> None:
    program(alice, "capture").post("/captures", {"body": WORDS})
    alice.delete("/session")

    assert bodies(sign_in(app, "alice")) == [WORDS]


def test_a_retry_is_harmless_and_other_words_get_a_page_of_their_own(alice: Actor) -> None:
    capturing, own = program(alice, "capture"), str(uuid4())
    for body in (WORDS, WORDS, "Other words."):
        assert capturing.post("/captures", {"id": own, "body": body}).status_code == 202

    alice.get("/session")

    assert sorted(bodies(alice)) == [WORDS, "Other words."]


def test_it_stands_on_the_day_it_was_written_where_its_person_is(alice: Actor) -> None:
    alice.patch("/person", {"time_zone": "Pacific/Kiritimati"}, If_Match='"1"')
    program(alice, "capture").post("/captures", {"body": WORDS, "written_at": "2026-11-20T20:00:00Z"})

    alice.get("/session")

    assert [one["day"] for one in alice.get("/entries").json["items"]] == ["2026-11-21"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_first_and_the_last_moment_there_are_come_in(alice: Actor, at: str) -> None:
    alice.patch("/person", {"time_zone": "Pacific/Pago_Pago"}, If_Match='"1"')
    program(alice, "capture").post("/captures", {"body": WORDS, "written_at": at})

    alice.get("/session")

    assert bodies(alice) == [WORDS]


def test_an_id_that_is_somebody_elses_is_not_taken_from_them(alice: Actor, bob: Actor) -> None:
    theirs = bob.write("Bob's own.")
    program(alice, "capture").post("/captures", {"id": theirs["id"], "body": WORDS})

    alice.get("/session")

    assert (bodies(alice), bodies(bob)) == ([WORDS], ["Bob's own."])


def test_r2_a_damaged_one_stays_and_keeps_nothing_else_waiting(app: Flask, alice: Actor) -> None:
    capturing = program(alice, "capture")
    capturing.post("/captures", {"body": "lost"})
    with app.app_context():
        db.session.execute(update(InboxItem).values(box=b"\x01damaged"))
        db.session.commit()
    capturing.post("/captures", {"body": WORDS})

    assert alice.get("/session").status_code == 200

    assert bodies(alice) == [WORDS]
    assert waiting(app) == [b"\x01damaged"]


def test_no_more_is_put_in_than_may_wait(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_WAITING", 1)
    capturing = program(alice, "capture")
    capturing.post("/captures", {"body": WORDS})

    refused = capturing.post("/captures", {"body": WORDS})

    assert refused.json["type"] == "/api/problems/inbox-full"


def test_k7_a_capture_token_reads_nothing(alice: Actor) -> None:
    entry = alice.write()
    capturing = program(alice, "capture")

    tried = [capturing.get("/entries"), capturing.get(f"/entries/{entry['id']}"), capturing.post("/exports", {})]

    assert {one.status_code for one in tried} == {403}


def test_a_page_that_cannot_be_kept_just_now_goes_on_waiting(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(alice, "capture").post("/captures", {"body": WORDS})
    with monkeypatch.context() as broken:
        broken.setattr(inbox, "private_key_of", inbox_is_shut)
        assert alice.get("/session").status_code == 200

    assert len(waiting(app)) == 1
    alice.get("/session")
    assert bodies(alice) == [WORDS]


def inbox_is_shut(*_args: object) -> bytes:
    raise KeyUnreadable
