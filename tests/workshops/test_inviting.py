"""Codes that lead into a group: good for so many, for so long, and read however they are typed."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Invite
from app.extensions import db
from tests.people import Actor, join, joining, sign_in
from tests.workshops.cast import code_of, come_in, gather, member_id, newcomer


def test_a_code_lets_in_as_many_as_it_says_and_coming_twice_uses_nothing_up(
    app: Flask, alice: Actor, bob: Actor
) -> None:
    group = gather(alice)
    code = code_of(alice, group, uses=1)
    come_in(bob, code, "Bob")

    assert bob.post("/memberships", {"code": code, "called": "Bob"}).status_code == 404
    assert alice.get(f"/workshops/{group['id']}").json["members"] == 2
    two = code_of(alice, group, uses=2)
    assert bob.post("/memberships", {"code": two, "called": "Robert"}).status_code == 200
    come_in(join(app, "carol"), two, "Carol")
    come_in(join(app, "david"), two, "David")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{plain}"])
def test_a_code_is_read_however_it_is_typed(alice: Actor, anybody: Actor, typed: str) -> None:
    code = code_of(alice, gather(alice, purpose="Six evenings."))
    written = typed.replace("{lower}", code.lower()).replace("{plain}", code.replace("-", "")).replace("{}", code)

    told = anybody.post("/invitation-previews", {"code": written})

    assert (told.status_code, told.json["name"], told.json["purpose"]) == (200, "Thursday group", "Six evenings.")
    assert (told.json["facilitators"], told.json["members"]) == (["Lee"], 1)


def test_every_code_that_leads_nowhere_gets_the_same_answer(
    alice: Actor, bob: Actor, move_clock: Callable[..., None]
) -> None:
    group = gather(alice)
    old, withdrawn = code_of(alice, group, days=1), code_of(alice, group, days=30)
    items = alice.get(f"/workshops/{group['id']}/invitations").json["items"]
    kept = next(one["id"] for one in items if one["code"] == withdrawn)
    alice.delete(f"/workshops/{group['id']}/invitations/{kept}")
    move_clock(days=2)

    told = [bob.post("/invitation-previews", {"code": one}) for one in (old, withdrawn, "0000000000", "x")]

    assert {one.status_code for one in told} == {404}
    assert len({one.json["detail"] for one in told}) == 1


def test_only_the_maker_of_a_code_sees_it_again(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    other = newcomer(app, alice, group, "other")
    alice.patch(f"/workshops/{group['id']}/members/{member_id(alice, group, 'Other')}", {"role": "facilitator"})
    code = code_of(alice, group, uses=7)

    own = [one for one in alice.get(f"/workshops/{group['id']}/invitations").json["items"] if one["max_uses"] == 7]
    theirs = [one for one in other.get(f"/workshops/{group['id']}/invitations").json["items"] if one["max_uses"] == 7]

    assert (own[0]["code"], own[0]["link"]) == (code, f"http://localhost:8000/join#{code}")
    assert own[0]["picture"].startswith("<svg")
    assert (theirs[0]["code"], theirs[0]["link"], theirs[0]["picture"]) == (None, None, None)


def test_where_registration_needs_an_invitation_a_groups_code_is_one(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_of(alice, gather(alice), uses=1)
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], registration="invite"))
    fresh = Actor(app)

    assert fresh.post("/people", joining("fresh", invite=code.lower())).status_code == 201
    come_in(fresh, code, "Fresh")
    assert Actor(app).post("/people", joining("late", invite=code)).status_code == 403


def test_a_groups_code_makes_as_many_accounts_as_it_lets_people_in_and_no_more(
    app: Flask, alice: Actor, bob: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_of(alice, gather(alice), uses=2)
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], registration="invite"))
    (first := Actor(app)).post("/people", joining("first", invite=code))
    come_in(first, code, "First")

    told = [Actor(app).post("/people", joining(name, invite=code)).status_code for name in ("second", "third")]

    assert told == [201, 403]
    come_in(bob, code, "Bob")


@pytest.mark.usefixtures("without_turns")
def test_twenty_at_once_take_the_seats_that_are_left(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    code = code_of(alice, group, uses=5)
    people = [join(app, f"racer{number}") for number in range(12)]
    got: list[int] = []

    def run(actor: Actor) -> None:
        got.append(actor.post("/memberships", {"code": code, "called": "Racer"}).status_code)

    threads = [threading.Thread(target=run, args=(actor,)) for actor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == [201] * 5 + [404] * 7
    assert alice.get(f"/workshops/{group['id']}").json["members"] == 6


def test_whoever_is_removed_does_not_come_back_by_a_code_they_know(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    code = code_of(alice, group)
    member = join(app, "member")
    come_in(member, code, "Member")

    alice.delete(f"/workshops/{group['id']}/members/{member_id(alice, group, 'Member')}")

    assert member.post("/memberships", {"code": code, "called": "Member"}).status_code == 404


@pytest.mark.parametrize("ending", ["no longer leads", "leaves"])
def test_the_codes_of_somebody_who_leads_no_more_lead_nowhere(
    app: Flask, alice: Actor, bob: Actor, ending: str
) -> None:
    group = gather(alice)
    other = newcomer(app, alice, group, "other")
    path = f"/workshops/{group['id']}/members/{member_id(alice, group, 'Other')}"
    alice.patch(path, {"role": "facilitator"})
    theirs, ours = code_of(other, group), code_of(alice, group)

    if ending == "leaves":
        other.delete(f"/workshops/{group['id']}/membership")
    else:
        alice.patch(path, {"role": "participant"})

    assert bob.post("/memberships", {"code": theirs, "called": "Bob"}).status_code == 404
    come_in(bob, ours, "Bob")


def test_tidying_deletes_the_code_of_a_maker_who_has_left(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    robin = newcomer(app, alice, group, "robin")
    place = f"/workshops/{group['id']}/members/{member_id(alice, group, 'Robin')}"
    alice.patch(place, {"role": "facilitator"})
    code_of(robin, group)
    robin.delete("/person")

    assert app.test_cli_runner().invoke(args=["workshops", "tidy"]).output == "0 copies deleted, 1 codes\n"
    assert invites(app) == 1


def test_codes_that_are_over_go_when_the_next_is_made(
    app: Flask, alice: Actor, move_clock: Callable[..., None]
) -> None:
    group = gather(alice)
    code_of(alice, group, days=1)
    move_clock(days=1)

    alice = sign_in(app, "alice")
    code_of(alice, group)

    assert invites(app) == 1


def invites(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Invite.id)).all())


def test_the_code_of_a_group_that_is_gone_lets_nobody_register(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = gather(alice)
    code = code_of(alice, group)
    alice.delete(f"/workshops/{group['id']}", If_Match='"1"')
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], registration="invite"))

    assert Actor(app).post("/people", joining("late", invite=code)).status_code == 403
