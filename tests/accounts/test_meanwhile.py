"""What happens to a way in while another request is on its way (F10): nothing is left open behind anybody's back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.accounts.farewell import leave_for_good
from app.accounts.models import Person
from app.accounts.recovery import renew_code
from app.accounts.sessions import end_others, find, recognise
from app.accounts.settings import change_preferences, find_person
from app.errors import NotSignedIn, StaleVersion
from app.extensions import db
from app.vault import slots
from app.vault.models import KeySlot
from tests.people import PASSPHRASE, Actor

NEW = "pebble harbour violet comet"


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Do something while a passphrase that was right is still being stretched."""
    opened = slots.unwrap_passphrase

    def plan(act: Callable[[], Any]) -> None:
        def open_slowly(*given: Any) -> Any:
            keyring = opened(*given)
            monkeypatch.setattr(slots, "unwrap_passphrase", opened)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(act).result()
            return keyring

        monkeypatch.setattr(slots, "unwrap_passphrase", open_slowly)

    return plan


def test_who_signs_in_while_the_journal_is_recovered_is_not_let_in(
    app: Flask, alice: Actor, meanwhile: Callable[..., None]
) -> None:
    owner, thief = Actor(app), Actor(app)
    meanwhile(lambda: owner.post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": NEW}))

    response = thief.post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    assert response.status_code == 401
    assert [one["is_current"] for one in owner.get("/sessions").json["items"]] == [True]


def test_who_signs_in_while_the_passphrase_is_changed_is_not_let_in(
    app: Flask, alice: Actor, meanwhile: Callable[..., None]
) -> None:
    meanwhile(lambda: alice.put("/person/passphrase", {"current": PASSPHRASE, "new": NEW}))

    assert Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE}).status_code == 401
    assert len(alice.get("/sessions").json["items"]) == 1


def test_signing_in_while_leaving_leaves_no_key_behind(
    app: Flask, alice: Actor, meanwhile: Callable[..., None]
) -> None:
    meanwhile(lambda: alice.delete("/person"))

    response = Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    with app.app_context():
        assert db.session.scalars(select(KeySlot.id)).all() == []
    assert response.status_code == 401


@pytest.mark.parametrize("act", [renew_code, leave_for_good, end_others, find])
def test_a_session_that_ended_meanwhile_changes_no_way_in(
    context: Flask, alice: Actor, act: Callable[..., object]
) -> None:
    visitor = recognise(alice.cookie)
    db.session.execute(delete(KeySlot).where(KeySlot.kind == "session"))

    with pytest.raises(NotSignedIn):
        act(visitor)


def test_who_left_meanwhile_is_not_signed_in(context: Flask, alice: Actor) -> None:
    visitor = recognise(alice.cookie)
    db.session.execute(delete(Person))

    with pytest.raises(NotSignedIn):
        find_person(visitor)


def test_settings_that_another_tab_changed_meanwhile_are_handed_back_as_they_are(context: Flask, alice: Actor) -> None:
    visitor = recognise(alice.cookie)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(alice.patch, "/person", {"region": "GB"}, If_Match='"1"').result()

    with pytest.raises(StaleVersion) as clash:
        change_preferences(visitor, {"deeper_prompts": True}, expected_version=1)

    assert (clash.value.version, clash.value.current["region"]) == (2, "GB")


def test_signing_in_again_ends_the_session_whose_cookie_is_replaced(app: Flask, alice: Actor) -> None:
    before = alice.cookie

    alice.post("/session", {"username": "alice", "passphrase": PASSPHRASE})

    old = Actor(app)
    old.cookie = before
    assert old.get("/person").status_code == 401
    assert alice.get("/person").status_code == 200
