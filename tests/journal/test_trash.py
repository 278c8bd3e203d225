"""The trash: out of sight, brought back, or forgotten for good."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Revision
from tests.people import Actor


def test_a_trashed_entry_is_out_of_the_list_and_in_the_trash(alice: Actor) -> None:
    entry = alice.write()

    trashed = alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"').json

    assert trashed["trashed_at"]
    assert alice.get("/entries").json["items"] == []
    assert [one["id"] for one in alice.get("/entries?trashed=true").json["items"]] == [entry["id"]]


def test_a_restored_entry_is_found_again(alice: Actor) -> None:
    entry = alice.write("heron")
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    restored = alice.delete(f"/entries/{entry['id']}/trashing", If_Match='"2"').json

    assert (restored["body"], restored["trashed_at"]) == ("heron", None)
    assert len(alice.post("/searches", {"text": "heron"}).json["items"]) == 1


def test_a_trashed_entry_is_not_found_by_searching(alice: Actor) -> None:
    entry = alice.write("heron")

    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    assert alice.post("/searches", {"text": "heron"}).json["items"] == []


def test_a_trashed_entry_is_not_written_on(alice: Actor) -> None:
    entry = alice.write()
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    response = alice.put(f"/entries/{entry['id']}", {"body": "b"}, If_Match='"2"')

    assert (response.status_code, response.json["type"]) == (409, "/api/problems/entry-in-trash")


def test_only_what_lies_in_the_trash_is_forgotten(alice: Actor) -> None:
    entry = alice.write()

    assert alice.delete(f"/entries/{entry['id']}", If_Match='"1"').status_code == 409


def test_forgetting_takes_the_history_along(app: Flask, alice: Actor) -> None:
    entry = alice.write("words " * 100)
    alice.put(f"/entries/{entry['id']}", {"body": "short"}, If_Match='"1"')
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"2"')

    response = alice.delete(f"/entries/{entry['id']}", If_Match='"3"')

    assert response.status_code == 204
    assert alice.get(f"/entries/{entry['id']}").status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Revision)) == 0


def test_after_thirty_days_the_trash_is_empty(app: Flask, alice: Actor, move_clock: Callable[..., None]) -> None:
    entry = alice.write()
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    move_clock(days=31)

    result = app.test_cli_runner().invoke(args=["journal", "tidy"])

    assert result.output == "1 entries forgotten\n"


def test_a_stale_version_is_not_trashed(alice: Actor) -> None:
    entry = alice.write()
    alice.put(f"/entries/{entry['id']}", {"body": "b"}, If_Match='"1"')

    response = alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    assert (response.status_code, response.json["current"]["body"]) == (412, "b")


def test_asking_twice_for_the_trash_is_harmless(alice: Actor) -> None:
    entry = alice.write()

    first = alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    retry = alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    back = alice.delete(f"/entries/{entry['id']}/trashing", If_Match='"2"')
    back_again = alice.delete(f"/entries/{entry['id']}/trashing", If_Match='"2"')

    assert [one.status_code for one in (first, retry, back, back_again)] == [200] * 4
    assert (retry.json["version"], back_again.json["version"]) == (2, 3)
