"""A token opens what its scopes say and nothing else, until its time is over (K3, K5, K6, K7)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app.accounts.tokens import CLASSES
from app.core.policy import SCOPES
from app.extensions import db
from app.vault import slots
from app.vault.box import WrongKey
from app.vault.keyring import LABELS
from app.vault.models import KeySlot
from tests.accounts.authenticator import add
from tests.people import PASSPHRASE, Actor, Program, program, sign_in

CHANGE = {"current": PASSPHRASE, "new": "pebble harbour violet comet"}


def slot_of(app: Flask) -> KeySlot:
    with app.app_context():
        found = db.session.scalar(select(KeySlot).where(KeySlot.kind == "token"))
        assert found is not None
        return found


def test_k7_a_token_reads_what_it_is_for_and_nothing_else(alice: Actor) -> None:
    entry = alice.write("The heron.")
    reader = program(alice, "entries:read")

    assert reader.get(f"/entries/{entry['id']}").json["body"] == "The heron."
    assert reader.post("/searches", {"text": "heron"}).json["items"][0]["entry"]["id"] == entry["id"]
    refused = [reader.post("/entries", {"body": "b"}), reader.get("/check-ins"), reader.get("/person")]
    assert {one.json["type"] for one in refused} == {"/api/problems/out-of-scope"}


@pytest.mark.parametrize("scope", SCOPES)
def test_k7_a_token_holds_the_keys_of_its_scope_alone(app: Flask, alice: Actor, scope: str) -> None:
    secret = program(alice, scope).token.removeprefix("braid_")

    keyring = slots.unwrap(slot_of(app), "token", secret)

    opened = {label for label in LABELS if keyring.can_open(label)}
    assert opened == set(CLASSES[scope])  # type: ignore[index]
    assert not opened & {"identity", "*"}


@pytest.mark.parametrize("scope", SCOPES)
def test_k7_no_token_makes_a_way_in_or_reads_a_copy(alice: Actor, scope: str) -> None:
    asking = program(alice, scope)
    new = {"label": "more", "scopes": ["export"], "days": 9}

    tried = [
        asking.post("/tokens", new), asking.get("/tokens"), asking.get("/sessions"), asking.get("/shares"),
        asking.post("/person/recovery-code"), asking.put("/person/passphrase", CHANGE), asking.delete("/person"),
    ]  # fmt: skip

    assert {one.status_code for one in tried} == {403}


@pytest.mark.parametrize("changed", [{"scope": "entries:read export"}, {"expires_at": 2**40}, {"params": "{}"}])
def test_k3_what_a_token_may_do_cannot_be_changed_in_the_database(
    app: Flask, alice: Actor, changed: dict[str, Any]
) -> None:
    reader = program(alice, "entries:read")
    with app.app_context():
        db.session.execute(update(KeySlot).where(KeySlot.kind == "token").values(**changed))
        db.session.commit()

    assert reader.get("/entries").status_code == 401


def test_a_token_is_good_for_so_many_days(alice: Actor, move_clock: Callable[..., None]) -> None:
    reader = program(alice, "entries:read", days=30)

    move_clock(days=30, seconds=-1)
    before = reader.get("/entries").status_code
    move_clock(seconds=1)

    assert (before, reader.get("/entries").status_code) == (200, 401)


def test_tidying_deletes_the_slots_of_tokens_that_are_over(
    app: Flask, alice: Actor, move_clock: Callable[..., None]
) -> None:
    for days in (1, 30):
        program(alice, "entries:read", days=days)
    with app.app_context():
        db.session.execute(delete(KeySlot).where(KeySlot.kind == "session"))
        db.session.commit()

    move_clock(days=2)

    assert (
        app.test_cli_runner().invoke(args=["accounts", "tidy"]).output
        == "1 sessions and tokens forgotten, 0 invitations\n"
    )
    with app.app_context():
        assert len(db.session.scalars(select(KeySlot).where(KeySlot.kind == "token")).all()) == 1


@pytest.mark.parametrize("purpose", ["adding", "confirming"])
def test_no_token_is_told_which_passkeys_there_are(alice: Actor, purpose: str) -> None:
    add(alice)

    asked = program(alice, *SCOPES).post("/passkey-challenges", {"purpose": purpose})

    assert (asked.status_code, asked.json["type"]) == (403, "/api/problems/out-of-scope")


def test_making_one_asks_for_the_passphrase(alice: Actor, move_clock: Callable[..., None]) -> None:
    move_clock(minutes=11)

    refused = alice.post("/tokens", {"label": "a", "scopes": ["export"], "days": 1})

    assert refused.json["type"] == "/api/problems/confirmation-needed"


@pytest.mark.parametrize("sent", [{"days": 366}, {"days": 0}, {"scopes": []}, {"scopes": ["*"]}, {"label": ""}])
def test_odd_wishes_are_refused(alice: Actor, sent: dict[str, Any]) -> None:
    wish = {"label": "a", "scopes": ["export"], "days": 1, **sent}

    assert alice.post("/tokens", wish).status_code == 422


def test_the_list_says_what_each_is_for_and_never_its_secret(alice: Actor) -> None:
    secret = program(alice, "export", "entries:read", label="Nightly copy").token

    listed = alice.get("/tokens")

    (only,) = listed.json["items"]
    assert (only["label"], only["scopes"]) == ("Nightly copy", ["entries:read", "export"])
    assert secret not in listed.text


def test_k2_one_that_is_ended_opens_nothing(alice: Actor, bob: Actor) -> None:
    reader = program(alice, "entries:read")
    token_id = alice.get("/tokens").json["items"][0]["id"]

    assert bob.delete(f"/tokens/{token_id}").status_code == 404
    assert alice.delete(f"/tokens/{token_id}").status_code == 204
    assert reader.get("/entries").status_code == 401


def test_there_are_twenty_at_most(alice: Actor) -> None:
    for _ in range(20):
        program(alice, "capture")

    refused = alice.post("/tokens", {"label": "a", "scopes": ["capture"], "days": 1})

    assert refused.json["type"] == "/api/problems/too-many-tokens"


@pytest.mark.parametrize(("sent", "after"), [({}, 401), ({"keep_tokens": False}, 401), ({"keep_tokens": True}, 200)])
def test_k5_a_new_passphrase_ends_tokens_unless_they_are_to_be_kept(
    alice: Actor, sent: dict[str, bool], after: int
) -> None:
    reader = program(alice, "entries:read")

    assert alice.put("/person/passphrase", {**CHANGE, **sent}).status_code == 204

    assert reader.get("/entries").status_code == after


def test_k6_the_recovery_code_ends_every_token(app: Flask, alice: Actor) -> None:
    reader = program(alice, "entries:read")

    back = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": CHANGE["new"]})

    assert (back.status_code, reader.get("/entries").status_code) == (201, 401)


@pytest.mark.parametrize(("query", "after"), [("", 200), ("?tokens=end", 401)])
def test_signing_out_everywhere_ends_tokens_if_one_likes(alice: Actor, query: str, after: int) -> None:
    reader = program(alice, "entries:read")

    assert alice.delete(f"/sessions{query}").status_code == 204

    assert reader.get("/entries").status_code == after


def test_a_token_writes_on_the_day_it_is_where_its_person_is(alice: Actor, move_clock: Callable[..., None]) -> None:
    alice.patch("/person", {"time_zone": "Pacific/Kiritimati"}, If_Match='"1"')
    asking = program(alice, "entries:write")

    assert asking.post("/entries", {"body": "b"}).json["day"] == alice.write("b")["day"]


def test_a_copy_of_the_journal_needs_no_confirmation_from_a_token(
    alice: Actor, move_clock: Callable[..., None]
) -> None:
    alice.write("The heron.")
    asking = program(alice, "export")
    move_clock(hours=3)

    told = json.loads(asking.post("/exports", {"format": "json"}).data)

    assert [one["body"] for one in told["entries"]] == ["The heron."]
    assert told["account"]["username"] == "alice"


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Basic YTpi", "braid_", "Bearer braid_" + "A" * 43, "Bearer é"]
)
def test_k2_what_is_no_token_is_nobody(app: Flask, header: str) -> None:
    asking = Program(app, "")
    asking.headers = {"Authorization": header}

    assert asking.get("/entries").status_code == 401


def test_k3_a_session_is_no_token_and_a_token_no_session(app: Flask, alice: Actor) -> None:
    reader = program(alice, "entries:read")
    crossed = sign_in(app, "alice")
    crossed.cookie = reader.token.removeprefix("braid_")

    assert Program(app, f"braid_{alice.cookie}").get("/entries").status_code == 401
    assert crossed.get("/entries").status_code == 401


def test_k3_a_damaged_slot_opens_nothing(app: Flask, alice: Actor) -> None:
    secret = program(alice, "entries:read").token.removeprefix("braid_")
    slot = slot_of(app)
    slot.box = slot.box[:-1] + bytes([slot.box[-1] ^ 1])

    with pytest.raises(WrongKey):
        slots.unwrap(slot, "token", secret)
