"""Settings, consent and leaving for good."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.extensions import db
from app.vault.models import KeySlot
from tests.people import CONSENT, Actor


def test_settings_change_only_for_the_version_that_was_read(alice: Actor) -> None:
    changed = alice.patch("/person", {"deeper_prompts": True}, If_Match='"1"')
    stale = alice.patch("/person", {"deeper_prompts": False}, If_Match='"1"')

    assert changed.json["deeper_prompts"] is True
    assert stale.status_code == 412
    assert stale.json["current"]["version"] == 2


def test_settings_without_a_version_are_refused(alice: Actor) -> None:
    response = alice.patch("/person", {"deeper_prompts": True})

    assert response.status_code == 428


def test_somebody_without_the_current_consent_can_only_read_accept_and_leave(app: Flask, alice: Actor) -> None:
    with app.app_context():
        db.session.execute(db.update(Person).values(consent_version="0"))
        db.session.commit()

    assert alice.get("/entries").json["type"].endswith("/consent-needed")
    assert alice.get("/person").json["consent"]["is_current"] is False
    assert alice.put("/person/consent", CONSENT).status_code == 200
    assert alice.get("/entries").status_code == 200


def test_leaving_for_good_leaves_nothing_of_the_person(app: Flask, alice: Actor, bob: Actor) -> None:
    alice.write("Mine alone.")
    bob.write("Bob's stays.")

    response = alice.delete("/person")

    assert response.status_code == 204
    with app.app_context():
        left = {table.name: db.session.execute(select(table)).all() for table in db.metadata.sorted_tables}
        assert len(left["people"]) == len(left["entries"]) == len(left["month_pages"]) == 1
        assert db.session.scalar(select(db.func.count(KeySlot.id))) == 3


def test_a_muted_topic_is_never_offered_today(alice: Actor) -> None:
    topics = ["childhood", "family", "loss", "memory", "body", "conflict", "illness", "faith", "work", "money"]
    alice.patch("/person", {"muted_topics": topics}, If_Match='"1"')

    offered = [alice.get(f"/prompts/today?skip={skip}").json["prompt"] for skip in range(12)]

    assert all(not prompt["topics"] for prompt in offered)


def test_a_path_begun_is_kept_with_its_sitting_and_nothing_else(alice: Actor) -> None:
    begun = alice.patch("/person", {"paths": [{"path": "first-steps"}]}, If_Match='"1"')

    assert begun.json["paths"] == [{"path": "first-steps", "sitting": 1, "set_aside": False}]
    assert alice.get("/person").json["paths"] == begun.json["paths"]


@pytest.mark.parametrize(
    "paths",
    [
        [{"path": "first-steps"}, {"path": "first-steps"}],
        [{"path": "first-steps", "sitting": 0}],
        [{"path": "first-steps", "since": "2026-11-01"}],
        [{"path": f"path-{number}"} for number in range(21)],
    ],
)
def test_paths_that_make_no_sense_are_refused(alice: Actor, paths: list[dict[str, object]]) -> None:
    assert alice.patch("/person", {"paths": paths}, If_Match='"1"').status_code == 422
