"""What a device sealed is taken in whole, once, and never over something else."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.models import Person
from app.extensions import db
from app.vault.exchange import seal_to
from tests.people import Actor


def sealed(
    actor: Actor, entry_id: str, draft: Any, *, version: int | None = None, about: str | None = None
) -> dict[str, str]:
    """Seal as a device does."""
    key = actor.get("/outbox-key").json
    inside = json.dumps({"version": version, "draft": draft}).encode()
    public = base64.urlsafe_b64decode(key["public_key"])
    blob = seal_to(public, inside, "braid/v1/inbox", UUID(key["person"]), UUID(about or entry_id))
    return {"sealed": base64.urlsafe_b64encode(blob).decode().rstrip("=")}


def bodies(actor: Actor) -> list[str]:
    return sorted(entry["body"] for entry in actor.get("/entries").json["items"])


def test_a_sealed_page_becomes_an_entry(alice: Actor) -> None:
    entry_id = str(uuid4())
    draft = {"body": "On the train.", "title": "Tunnel", "written_at": "2026-11-20T08:00:00Z"}

    response = alice.put(f"/sealed-entries/{entry_id}", sealed(alice, entry_id, draft))

    assert response.status_code == 201
    assert alice.get(f"/entries/{entry_id}").json["body"] == "On the train."
    assert response.json["written_at"] == "2026-11-20T08:00:00.000Z"


def test_sending_it_again_is_harmless(alice: Actor) -> None:
    entry_id = str(uuid4())
    body = sealed(alice, entry_id, {"body": "Once."})

    statuses = [alice.put(f"/sealed-entries/{entry_id}", body).status_code for _ in range(3)]

    assert statuses == [201, 200, 200]
    assert bodies(alice) == ["Once."]


def test_a_later_version_of_an_entry_is_revised(alice: Actor) -> None:
    entry = alice.write("Before.")

    response = alice.put(f"/sealed-entries/{entry['id']}", sealed(alice, entry["id"], {"body": "After."}, version=1))

    assert (response.status_code, response.json["version"]) == (200, 2)
    assert bodies(alice) == ["After."]


def test_what_was_changed_elsewhere_stays_and_the_sealed_text_is_a_page_of_its_own(alice: Actor) -> None:
    entry = alice.write("Before.")
    alice.put(f"/entries/{entry['id']}", {"body": "Elsewhere."}, If_Match='"1"')
    body = sealed(alice, entry["id"], {"body": "On the train."}, version=1)

    first = alice.put(f"/sealed-entries/{entry['id']}", body)
    again = alice.put(f"/sealed-entries/{entry['id']}", body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] != entry["id"]
    assert bodies(alice) == ["Elsewhere.", "On the train."]


@pytest.mark.parametrize("fate", ["in the trash", "forgotten", "taken"])
def test_whatever_became_of_the_entry_the_sealed_text_is_kept(alice: Actor, fate: str) -> None:
    entry = alice.write("Before.")
    version: int | None = 1
    if fate != "taken":
        alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    if fate == "forgotten":
        alice.delete(f"/entries/{entry['id']}", If_Match='"2"')
    if fate == "taken":
        version = None

    response = alice.put(
        f"/sealed-entries/{entry['id']}", sealed(alice, entry["id"], {"body": "Sealed."}, version=version)
    )

    assert response.status_code == 201
    assert "Sealed." in bodies(alice)


@pytest.mark.parametrize("text", ["AQ", "not base64!", "Ag" + "A" * 100, "A" * 200])
def test_what_was_not_sealed_for_us_is_refused(alice: Actor, text: str) -> None:
    response = alice.put(f"/sealed-entries/{uuid4()}", {"sealed": text})

    assert response.status_code == 422
    assert list(response.json["errors"]) == ["sealed"]


def test_a_page_sealed_for_one_entry_opens_at_no_other(alice: Actor) -> None:
    entry_id = str(uuid4())
    body = sealed(alice, entry_id, {"body": "Here."}, about=str(uuid4()))

    assert alice.put(f"/sealed-entries/{entry_id}", body).status_code == 422


def test_a_page_sealed_for_one_person_opens_for_no_other(alice: Actor, bob: Actor) -> None:
    entry_id = str(uuid4())
    body = sealed(alice, entry_id, {"body": "For alice."})

    assert bob.put(f"/sealed-entries/{entry_id}", body).status_code == 422
    assert bodies(bob) == []


@pytest.mark.parametrize("draft", [{}, {"body": 7}, {"body": "x", "unheard": 1}, [], None])
def test_a_sealed_thing_that_is_no_page_is_refused_without_quoting_it(alice: Actor, draft: Any) -> None:
    entry_id = str(uuid4())

    response = alice.put(f"/sealed-entries/{entry_id}", sealed(alice, entry_id, draft))

    assert response.status_code == 422
    assert "unheard" not in response.text


def test_a_key_that_was_put_in_the_place_of_ones_own_is_not_given_out(app: Flask, alice: Actor) -> None:
    with app.app_context():
        db.session.execute(update(Person).values(public_key=bytes(range(32))))
        db.session.commit()

    response = alice.get("/outbox-key")

    assert (response.status_code, response.json["type"]) == (409, "/api/problems/key-not-trusted")


def test_a_page_of_its_own_that_was_written_on_since_is_not_made_again(alice: Actor) -> None:
    entry = alice.write("Before.")
    body = sealed(alice, entry["id"], {"body": "From the phone."})
    beside = alice.put(f"/sealed-entries/{entry['id']}", body).json
    alice.put(f"/entries/{beside['id']}", {"body": "From the phone, and more."}, If_Match='"1"')

    again = alice.put(f"/sealed-entries/{entry['id']}", body)

    assert (again.status_code, again.json["id"], again.json["version"]) == (200, beside["id"], 2)
    assert bodies(alice) == ["Before.", "From the phone, and more."]


def test_a_page_sealed_about_what_the_library_has_no_more_is_taken_in_without_it(alice: Actor) -> None:
    entry_id = str(uuid4())
    draft = {
        "body": "Kept.",
        "prompt": "gone",
        "concepts": ["gone-too"],
        "tags": ["bus"],
        "check_in": {"river": "gone"},
    }

    response = alice.put(f"/sealed-entries/{entry_id}", sealed(alice, entry_id, draft))

    assert response.status_code == 201
    assert (response.json["body"], response.json["tags"], response.json["prompt"]) == ("Kept.", ["bus"], None)


@pytest.mark.parametrize("position", [0, 3, 10, 40, 80])
def test_r2_a_damaged_key_leaves_what_was_sealed_on_the_device(app: Flask, alice: Actor, position: int) -> None:
    entry_id = str(uuid4())
    body = sealed(alice, entry_id, {"body": "Kept there."})
    with app.app_context():
        box = bytearray(db.session.scalars(select(Person.private_key_box)).one())
        box[position] ^= 1
        db.session.execute(update(Person).values(private_key_box=bytes(box)))
        db.session.commit()

    response = alice.put(f"/sealed-entries/{entry_id}", body)

    assert (response.status_code, response.json["type"]) == (409, "/api/problems/key-unreadable")
