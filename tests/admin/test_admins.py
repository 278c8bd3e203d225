"""An admin is made on the command line, comes in by more than a passphrase, and not for long."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.config import Settings
from app.vault import totp
from tests.accounts.authenticator import Authenticator, add, ask, touch
from tests.accounts.test_second_step import set_up
from tests.admin.cast import an_admin, appoint, operate
from tests.people import PASSPHRASE, Actor, join, sign_in

LOOKING = "/admin/counts"


@pytest.fixture
def asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Ask for a second step of others than are asked."""

    def ask(of_whom: str) -> None:
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], second_step=of_whom))

    return ask


def at_desk(actor: Actor) -> str:
    """What comes of looking: nothing to say, or a kind of problem."""
    return str(actor.get(LOOKING).json.get("type", "").split("/")[-1])


def test_nobody_is_an_admin_who_was_not_appointed(alice: Actor) -> None:
    add(alice)

    assert alice.get("/person").json["is_admin"] is False
    assert at_desk(alice) == "not-found"


def test_whoever_is_appointed_is_named_so_and_finds_the_desk(app: Flask) -> None:
    keeper = join(app, "keeper")
    add(keeper)

    told = operate(app, "appoint", "Keeper").output

    assert "/desk" in told and "passkey" in told
    assert ", admin since " in operate(app, "people").output
    assert (keeper.get("/person").json["is_admin"], at_desk(keeper)) == (True, "")


def test_appointing_does_not_speak_of_a_second_step_that_is_not_asked_for(
    app: Flask, alice: Actor, asked: Callable[[str], None]
) -> None:
    asked("offered")

    assert "passkey" not in operate(app, "appoint", "alice").output


@pytest.mark.parametrize("command", ["appoint", "dismiss"])
@pytest.mark.parametrize("name", ["nobody-here", "\x00", "x" * 500])
def test_a_name_that_nobody_has_is_said_so(app: Flask, command: str, name: str) -> None:
    done = operate(app, command, name)

    assert (done.exit_code, done.output) == (1, "Error: Nobody here has that name.\n")


@pytest.mark.parametrize(("command", "kind"), [("dismiss", "not-found"), ("suspend", "not-signed-in")])
def test_dismissing_and_pausing_reach_a_session_that_is_open(app: Flask, command: str, kind: str) -> None:
    keeper = an_admin(app)

    operate(app, command, "keeper")

    assert at_desk(keeper) == kind


def test_who_is_dismissed_keeps_their_journal(app: Flask) -> None:
    keeper = an_admin(app)
    keeper.write("The heron.")

    operate(app, "dismiss", "keeper")

    assert [one["body"] for one in keeper.get("/entries").json["items"]] == ["The heron."]
    assert ", admin since " not in operate(app, "people").output


def test_an_admin_has_a_second_step_unless_the_operator_wants_none() -> None:
    values = {"BRAID_PUBLIC_ORIGIN": "http://localhost"}

    assert Settings.from_environment(values).second_step == "desk"


@pytest.mark.parametrize(
    ("of_whom", "kind"), [("offered", ""), ("desk", "second-step-required"), ("leading", "second-step-required")]
)
def test_the_setting_says_whether_a_passphrase_is_enough(
    app: Flask, alice: Actor, asked: Callable[[str], None], of_whom: str, kind: str
) -> None:
    appoint(app, "alice")

    asked(of_whom)

    assert at_desk(alice) == kind


def test_codes_and_touches_are_enough(app: Flask) -> None:
    device, coded, elsewhere = add(an_admin(app)), join(app, "coded"), Actor(app)
    set_up(coded)
    appoint(app, "coded")

    elsewhere.post("/session", touch(elsewhere, device))

    assert (at_desk(coded), at_desk(elsewhere)) == ("", "")


def test_a_second_step_that_was_turned_off_is_none(app: Flask, alice: Actor) -> None:
    set_up(alice)
    appoint(app, "alice")

    alice.delete("/second-step")

    assert at_desk(alice) == "second-step-required"


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("POST", "/passkey-challenges", {"purpose": "adding"}),
        ("DELETE", f"/passkeys/{UUID(int=0)}", None),
        ("PUT", "/second-step", {"secret": totp.new_seed(), "code": "123456"}),
        ("DELETE", "/second-step", None),
        ("POST", "/person/recovery-code", None),
        ("POST", "/person/key-rotation", {"passphrase": PASSPHRASE}),
    ],
)
def test_a_passphrase_alone_makes_no_second_step_beside_an_admins_own(
    app: Flask, asked: Callable[[str], None], method: str, path: str, sent: dict[str, Any] | None
) -> None:
    an_admin(app)
    by_passphrase = sign_in(app, "keeper")

    refused = by_passphrase.call(method, path, sent).json
    asked("offered")
    allowed = by_passphrase.call(method, path, sent).json or {}

    assert refused["type"] == "/api/problems/second-step-required"
    assert allowed.get("type") != refused["type"]


def test_a_passphrase_alone_keeps_no_passkey_for_an_admin_who_has_one(app: Flask) -> None:
    options, device = ask(an_admin(app), "adding"), Authenticator()
    by_passphrase = sign_in(app, "keeper")

    added = by_passphrase.post("/passkeys", {"credential": device.make(options), "name": "Theirs"})

    assert (added.status_code, at_desk(by_passphrase)) == (403, "second-step-required")


def test_an_admin_who_has_lost_their_device_comes_to_the_desk_by_the_recovery_code(app: Flask) -> None:
    keeper = an_admin(app)
    sent = {"recovery_code": keeper.recovery_code, "passphrase": "pebble harbour violet comet", "stolen": True}

    (found := Actor(app)).post("/recovery", sent)
    before = at_desk(found)
    add(found)

    assert (before, at_desk(found)) == ("second-step-required", "")


def test_leading_a_group_asks_for_no_second_step_where_only_the_desk_does(
    app: Flask, alice: Actor, asked: Callable[[str], None]
) -> None:
    asked("desk")

    assert alice.post("/workshops", {"name": "Another"}).status_code == 201
