"""A session's secret is another one each day; nobody is signed out by it, and whoever is signed out stays so."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.people import Actor, join, sign_in
from tests.test_races import at_once, devices

Clock = Callable[..., None]


@pytest.fixture
def alice(app: Flask, move_clock: Clock) -> Actor:
    """Somebody on a device of their own, for a day by now."""
    actor = join(app, "alice", device="own")
    actor.write("kept")
    move_clock(days=1)
    return actor


def with_cookie(actor: Actor, secret: str) -> Actor:
    other = Actor(actor.client.application)
    other.cookie = secret
    return other


def renewed(actor: Actor) -> tuple[Actor, Actor]:
    """The same session with the secret before, and with the next one."""
    before = with_cookie(actor, actor.cookie)
    assert actor.get("/person").status_code == 200
    assert actor.cookie != before.cookie
    return with_cookie(actor, before.cookie), actor


def status(*actors: Actor) -> list[int]:
    return [actor.get("/person").status_code for actor in actors]


def test_after_a_day_the_next_answer_brings_another_secret(alice: Actor) -> None:
    _, after = renewed(alice)

    assert after.get("/entries").json["items"][0]["body"] == "kept"


def test_what_is_on_its_way_with_the_secret_before_arrives(alice: Actor, move_clock: Clock) -> None:
    before, after = renewed(alice)
    move_clock(seconds=59)

    assert status(after, before, after) == [200, 200, 200]


def test_a_minute_later_the_secret_before_opens_nothing(alice: Actor, move_clock: Clock) -> None:
    before, after = renewed(alice)
    move_clock(seconds=60)

    assert status(after, before) == [200, 401]


def test_an_answer_that_was_lost_signs_nobody_out(alice: Actor, move_clock: Clock) -> None:
    before, lost = renewed(alice)
    move_clock(days=2)

    again = before.cookie
    assert status(before) == [200]
    assert before.cookie not in (again, lost.cookie)
    assert status(lost) == [401]


def test_tabs_that_ask_at_once_are_given_one_secret(app: Flask, alice: Actor, without_turns: None) -> None:
    tabs = devices(app, alice, 4)

    at_once(lambda tab=tab: tab.get("/person").status_code for tab in tabs)

    assert len({tab.cookie for tab in tabs} - {alice.cookie}) == 1


def test_one_session_stands_in_the_list_whichever_secret_asks(alice: Actor) -> None:
    for one in renewed(alice):
        assert [found["is_current"] for found in one.get("/sessions").json["items"]] == [True]


@pytest.mark.parametrize("which", [0, 1])
def test_signing_out_ends_both_secrets(alice: Actor, which: int) -> None:
    both = renewed(alice)

    assert both[which].delete("/session").status_code == 204

    assert status(*(with_cookie(alice, one.cookie) for one in both if one.cookie)) == [401]


def test_ended_from_elsewhere_it_ends_with_both_secrets(app: Flask, alice: Actor) -> None:
    both, phone = renewed(alice), sign_in(app, "alice")
    there = next(one["id"] for one in phone.get("/sessions").json["items"] if not one["is_current"])

    assert phone.delete(f"/sessions/{there}").status_code == 204

    assert status(*both, phone) == [401, 401, 200]


def test_ending_the_others_ends_them_with_both_secrets(app: Flask, alice: Actor) -> None:
    both, phone = renewed(alice), sign_in(app, "alice")

    assert phone.delete("/sessions").status_code == 204

    assert status(*both, phone) == [401, 401, 200]


def test_another_secret_confirms_nothing_and_lengthens_nothing(alice: Actor) -> None:
    before, after = renewed(alice)

    told = [one.get("/sessions").json["items"][0] for one in (before, after)]

    assert len({(one["confirmed_until"], one["expires_at"], one["created_on"], one["label"]) for one in told}) == 1
    assert after.post("/person/recovery-code").status_code == 403


def test_a_change_brings_no_other_secret(alice: Actor) -> None:
    secret = alice.cookie

    alice.write("words")

    assert alice.cookie == secret


def test_on_a_shared_device_it_stays_the_same(app: Flask, move_clock: Clock) -> None:
    bob = join(app, "bob-b", device="shared")
    secret = bob.cookie
    for _ in range(23):
        move_clock(minutes=29)
        bob.get("/person")

    assert (status(bob), bob.cookie) == ([200], secret)
