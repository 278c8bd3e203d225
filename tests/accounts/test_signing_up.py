"""Joining: all four ticks, a good passphrase, a free name, and a recovery code shown once."""

from dataclasses import replace

import pytest
from flask import Flask

from app.accounts.models import Invite
from app.accounts.signing_up import invite_id
from app.extensions import db
from app.vault.slots import new_secret
from tests.people import CONSENT, Actor, joining


def test_a_new_person_is_signed_in_and_gets_a_recovery_code(anybody: Actor) -> None:
    response = anybody.post("/people", joining("robin"))

    assert response.status_code == 201
    assert len(response.json["recovery_code"].split("-")) == 8
    assert anybody.get("/person").json["username"] == "robin"


def test_h4_the_cookie_has_exactly_the_attributes_it_must_have(anybody: Actor) -> None:
    response = anybody.post("/people", joining("robin", device="own"))

    header = response.headers["Set-Cookie"]
    parts = {part.strip().partition("=")[0] for part in header.split(";")}
    assert header.startswith("__Host-session=")
    assert parts == {"__Host-session", "Expires", "Max-Age", "Secure", "HttpOnly", "Path", "SameSite"}
    assert "SameSite=Strict" in header
    assert "Path=/" in header


def test_h4_a_shared_device_gets_a_cookie_that_ends_with_the_browser(anybody: Actor) -> None:
    response = anybody.post("/people", joining("robin", device="shared"))

    assert "Max-Age" not in response.headers["Set-Cookie"]


@pytest.mark.parametrize("statement", ["adult", "not_therapy", "unwatched", "keeping"])
def test_each_statement_has_to_be_ticked(anybody: Actor, statement: str) -> None:
    response = anybody.post("/people", joining("robin", consent={**CONSENT, statement: False}))

    assert response.status_code == 422
    assert list(response.json["errors"]) == [f"consent.{statement}"]


def test_an_outdated_consent_is_refused(anybody: Actor) -> None:
    response = anybody.post("/people", joining("robin", consent={**CONSENT, "version": "0"}))

    assert response.status_code == 422


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjkl",
        "passwordpassword1",
        "robin robin robin 1",
    ],
)
def test_a_passphrase_that_is_guessed_first_is_refused(anybody: Actor, weak: str) -> None:
    response = anybody.post("/people", joining("robin", passphrase=weak))

    assert response.status_code == 422
    assert "passphrase" in response.json["errors"]
    assert weak not in response.text


def test_a_name_is_taken_whatever_its_case(alice: Actor, anybody: Actor) -> None:
    response = anybody.post("/people", joining("ALICE"))

    assert response.status_code == 409
    assert response.json["type"].endswith("/username-taken")


def test_a_suggested_passphrase_is_good_enough_to_join_with(anybody: Actor) -> None:
    suggested = anybody.post("/passphrase-suggestions").json["passphrase"]

    response = anybody.post("/people", joining("robin", passphrase=suggested))

    assert len(suggested.split()) == 5
    assert response.status_code == 201


def test_muted_topics_and_time_zone_come_along(anybody: Actor) -> None:
    anybody.post("/people", joining("robin", muted_topics=["loss"], time_zone="Asia/Tokyo", region="JP"))

    person = anybody.get("/person").json

    assert (person["muted_topics"], person["time_zone"], person["region"]) == (["loss"], "Asia/Tokyo", "JP")


@pytest.mark.parametrize("registration", ["invite", "closed"])
@pytest.mark.parametrize("invite", [{}, {"invite": new_secret()}, {"invite": "x"}])
def test_who_may_not_join_is_not_told_which_names_are_taken(
    app: Flask, alice: Actor, anybody: Actor, monkeypatch: pytest.MonkeyPatch, registration: str, invite: dict[str, str]
) -> None:
    settings = replace(app.extensions["settings"], registration=registration)
    monkeypatch.setitem(app.extensions, "settings", settings)

    taken, free = (anybody.post("/people", joining(name, **invite)) for name in ("alice", "nobody-yet"))

    assert taken.status_code == free.status_code == 403
    assert {**taken.json, "request_id": ""} == {**free.json, "request_id": ""}


def test_an_invitation_for_one_lets_one_in(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], registration="invite"))
    code = new_secret()
    with app.app_context():
        db.session.add(Invite(id=invite_id(code), max_uses=1, uses=0, expires_at=2**40))
        db.session.commit()

    def try_to_join(name: str) -> int:
        return Actor(app).post("/people", joining(name, invite=code)).status_code

    assert [try_to_join("robin"), try_to_join("wren")] == [201, 403]
