"""Where the operator asks more of those who lead, every act of leading takes more than a passphrase."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.accounts.authenticator import add, touch
from tests.accounts.test_second_step import set_up
from tests.people import PASSPHRASE, Actor, join, sign_in
from tests.workshops.matrix import ACTORS, MATRIX, SHARE
from tests.workshops.test_permissions import Scene

PARTICIPANT, LEADER = ACTORS.index("participant"), ACTORS.index("leader")
NOT_FOR_LEADERS = 403
BESIDES = {("POST", "/api/v1/workshops"), ("GET", SHARE), ("PUT", f"{SHARE}/answer"), ("DELETE", f"{SHARE}/answer")}
LEADING = BESIDES | {
    route
    for route, (statuses, _, _) in MATRIX.items()
    if statuses[PARTICIPANT] == NOT_FOR_LEADERS and statuses[LEADER] != NOT_FOR_LEADERS
}
OPENING = {"name": "Another"}


@pytest.fixture(autouse=True)
def asked_of_those_who_lead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Ask it from now on."""
    settings = replace(app.extensions["settings"], second_step="leading")
    return lambda: monkeypatch.setitem(app.extensions, "settings", settings)


def begun(app: Flask, ask: Callable[[], None]) -> Scene:
    """A group whose leader has come in with more than a passphrase, from when it is asked."""
    scene = Scene(app)
    add(scene.leader)
    ask()
    return scene


def kind(response) -> str:
    return response.json.get("type", "").split("/")[-1]


@pytest.mark.parametrize("route", sorted(LEADING), ids=lambda one: f"{one[0]} {one[1]}")
def test_no_act_of_leading_is_left_out(
    app: Flask, asked_of_those_who_lead: Callable[[], None], route: tuple[str, str]
) -> None:
    scene = begun(app, asked_of_those_who_lead)
    by_passphrase = scene.leader if "shares/" in route[1] else scene.who("co-leader")
    if by_passphrase is scene.leader:
        by_passphrase = sign_in(app, "leader")

    refused, done = scene.ask(by_passphrase, route), scene.ask(scene.leader, route)

    assert (refused.status_code, kind(refused)) == (403, "second-step-required")
    assert done.status_code == MATRIX[route][0][LEADER]


@pytest.mark.parametrize("route", sorted(MATRIX.keys() - LEADING), ids=lambda one: f"{one[0]} {one[1]}")
def test_those_who_take_part_are_asked_for_nothing_more(
    app: Flask, asked_of_those_who_lead: Callable[[], None], route: tuple[str, str]
) -> None:
    scene = begun(app, asked_of_those_who_lead)

    response = scene.ask(scene.who("participant"), route)

    assert response.status_code == MATRIX[route][0][PARTICIPANT]


def test_setting_up_codes_is_enough_to_lead(app: Flask, asked_of_those_who_lead: Callable[[], None]) -> None:
    asked_of_those_who_lead()
    lee = join(app, "lee", device="own")
    before = lee.post("/workshops", OPENING)

    set_up(lee)

    assert kind(before) == "second-step-required"
    assert lee.post("/workshops", OPENING).status_code == 201


def test_who_signs_in_by_a_touch_may_lead(app: Flask, asked_of_those_who_lead: Callable[[], None]) -> None:
    asked_of_those_who_lead()
    device, elsewhere = add(join(app, "lee")), Actor(app)

    elsewhere.post("/session", touch(elsewhere, device))

    assert elsewhere.post("/workshops", OPENING).status_code == 201


def test_a_touch_makes_a_session_that_was_begun_by_passphrase_good_for_leading(
    app: Flask, asked_of_those_who_lead: Callable[[], None]
) -> None:
    asked_of_those_who_lead()
    device = add(join(app, "lee"))
    lee = sign_in(app, "lee")
    before = lee.post("/workshops", OPENING)

    lee.post("/session/confirmation", {"passkey": touch(lee, device, "confirming")["passkey"]})

    assert (before.status_code, lee.post("/workshops", OPENING).status_code) == (403, 201)


def test_leading_asks_for_a_confirmation_after_a_day(
    app: Flask, asked_of_those_who_lead: Callable[[], None], move_clock: Callable[..., None]
) -> None:
    asked_of_those_who_lead()
    lee = join(app, "lee", device="own")
    add(lee)

    move_clock(hours=23)
    within = lee.post("/workshops", OPENING)
    move_clock(hours=2)
    after = lee.post("/workshops", OPENING)
    lee.post("/session/confirmation", {"passphrase": PASSPHRASE})

    assert (within.status_code, kind(after)) == (201, "confirmation-needed")
    assert lee.post("/workshops", OPENING).status_code == 201


def test_who_has_turned_it_off_does_not_lead(app: Flask, asked_of_those_who_lead: Callable[[], None]) -> None:
    asked_of_those_who_lead()
    lee = join(app, "lee", device="own")
    set_up(lee)

    lee.delete("/second-step")

    assert kind(lee.post("/workshops", OPENING)) == "second-step-required"
