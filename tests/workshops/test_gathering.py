"""Groups: opened, changed, closed, let go; and nothing at rest that tells what they are called."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.workshops.models import Membership, Workshop
from tests.people import Actor
from tests.workshops.cast import code_of, gather, member_id, newcomer

AGREEMENTS = ["Pass is a full answer.", "Speak for yourself."]


def test_a_group_is_opened_by_somebody_who_then_leads_it(alice: Actor) -> None:
    group = gather(alice, purpose="Six evenings.", agreements=AGREEMENTS, starts_on="2026-11-26", workplace=True)

    again = alice.get(f"/workshops/{group['id']}").json

    assert (again["name"], again["purpose"], again["agreements"]) == ("Thursday group", "Six evenings.", AGREEMENTS)
    assert (again["role"], again["called"], names(again), again["members"]) == (
        "facilitator",
        "Lee",
        ["Lee"],
        1,
    )
    assert (again["starts_on"], again["workplace"], again["closed"], again["version"]) == ("2026-11-26", True, False, 1)


def test_whoever_opens_a_group_is_called_by_their_name_here_unless_they_say_otherwise(alice: Actor) -> None:
    group = alice.post("/workshops", {"name": "Thursday group"}).json

    assert names(group) == ["alice"]


def test_a_change_needs_the_version_that_was_read_and_gives_back_what_is_there(alice: Actor) -> None:
    group = gather(alice)
    alice.patch(f"/workshops/{group['id']}", {"name": "Friday group"}, If_Match='"1"')

    stale = alice.patch(f"/workshops/{group['id']}", {"purpose": "Another."}, If_Match='"1"')

    assert stale.status_code == 412
    assert stale.json["current"]["name"] == "Friday group"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": ""}, "name"),
        ({"starts_on": "2026-11-26", "ends_on": "2026-11-25"}, "ends_on"),
        ({"time_zone": "Moon/Crater"}, "time_zone"),
        ({"agreements": ["x"] * 13}, "agreements"),
        ({"role": "facilitator"}, "role"),
        ({"members": 7}, "members"),
    ],
)
def test_what_does_not_fit_is_said_field_by_field(alice: Actor, fields: dict[str, object], named: str) -> None:
    response = alice.post("/workshops", {"name": "Thursday group", **fields})

    assert response.status_code == 422
    assert named in response.json["errors"]


def test_a_closed_group_can_be_read_and_nobody_comes_in(app: Flask, alice: Actor, bob: Actor) -> None:
    group = gather(alice)
    code = code_of(alice, group)
    closed = alice.patch(f"/workshops/{group['id']}", {"closed": True}, If_Match='"1"').json

    late = bob.post("/memberships", {"code": code, "called": "Bob"})

    assert closed["closed"]
    assert late.status_code == 409
    assert alice.post(f"/workshops/{group['id']}/invitations", {}).status_code == 409
    assert alice.get(f"/workshops/{group['id']}").status_code == 200


def test_a_group_like_an_earlier_one_takes_its_words_and_not_its_people(app: Flask, alice: Actor) -> None:
    first = gather(alice, purpose="Six evenings.", agreements=AGREEMENTS, starts_on="2026-01-08")
    newcomer(app, alice, first, "member")

    second = gather(alice, name="Spring group", like=first["id"])

    assert (second["name"], second["purpose"], second["agreements"]) == ("Spring group", "Six evenings.", AGREEMENTS)
    assert (second["starts_on"], second["members"]) == (None, 1)


def test_a_member_may_not_begin_from_a_group_that_others_lead(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    member = newcomer(app, alice, group, "member")

    assert member.post("/workshops", {"name": "Mine", "like": group["id"]}).status_code == 403


def test_a_group_that_is_let_go_takes_its_codes_and_seats_along(app: Flask, alice: Actor, bob: Actor) -> None:
    group = gather(alice)
    code = code_of(alice, group)
    member = newcomer(app, alice, group, "member")

    assert alice.delete(f"/workshops/{group['id']}", If_Match='"1"').status_code == 204
    assert member.get("/workshops").json["items"] == []
    assert bob.post("/memberships", {"code": code, "called": "Bob"}).status_code == 404


def test_the_last_who_leads_may_not_slip_away_from_a_group_that_goes_on(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    newcomer(app, alice, group, "member")
    member = member_id(alice, group, "Member")

    assert alice.delete(f"/workshops/{group['id']}/membership").status_code == 409
    alice.patch(f"/workshops/{group['id']}/members/{member}", {"role": "facilitator"})
    assert alice.delete(f"/workshops/{group['id']}/membership").status_code == 204
    assert alice.get(f"/workshops/{group['id']}").status_code == 404


def test_a_group_whose_last_leader_left_for_good_is_closed(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    member = newcomer(app, alice, group, "member")
    alice.delete("/person")

    left = member.get(f"/workshops/{group['id']}").json

    assert (left["closed"], left["facilitators"], left["members"]) == (True, [], 1)


def test_a8_somebody_who_was_made_a_leader_and_removed_has_no_rights_left(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    other = newcomer(app, alice, group, "other")
    found = member_id(alice, group, "Other")
    alice.patch(f"/workshops/{group['id']}/members/{found}", {"role": "facilitator"})
    assert other.get(f"/workshops/{group['id']}/members").status_code == 200

    alice.patch(f"/workshops/{group['id']}/members/{found}", {"role": "participant"})

    assert other.get(f"/workshops/{group['id']}/members").status_code == 403


def test_l1_nothing_at_rest_says_what_a_group_or_its_members_are_called(app: Flask, alice: Actor) -> None:
    group = gather(alice, name="canary-name", purpose="canary-purpose", agreements=["canary-agreement"])
    newcomer(app, alice, group, "canary")
    code = code_of(alice, group)

    with app.app_context():
        boxes = [*db.session.scalars(select(Workshop.box)), *db.session.scalars(select(Membership.box))]
        stored = b"".join(bytes(row) for row in boxes)
        rows = str(db.session.execute(select(Workshop.__table__)).all())

    assert b"canary" not in stored.lower()
    assert "canary" not in rows.lower()
    assert code not in rows


def test_a_seat_moved_to_another_group_opens_no_name(app: Flask, alice: Actor) -> None:
    first, second = gather(alice, called="Lee"), gather(alice, called="Someone")
    with app.app_context():
        stolen = db.session.scalar(select(Membership.box).where(Membership.workshop_id == UUID(first["id"])))
        db.session.execute(update(Membership).where(Membership.workshop_id == UUID(second["id"])).values(box=stolen))
        db.session.commit()

    assert alice.get(f"/workshops/{second['id']}").json["called"] == ""


def test_r2_a_damaged_group_is_told_and_stands_in_nobodys_way(app: Flask, alice: Actor) -> None:
    good, bad = gather(alice, name="Good"), gather(alice, name="Bad")
    with app.app_context():
        db.session.execute(update(Workshop).where(Workshop.id == UUID(bad["id"])).values(box=b"\1" * 200))
        db.session.commit()

    told = {one["id"]: (one["name"], one["unreadable"]) for one in alice.get("/workshops").json["items"]}

    assert told == {good["id"]: ("Good", False), bad["id"]: ("", True)}
    refused = alice.patch(f"/workshops/{bad['id']}", {"purpose": "p"}, If_Match='"1"')
    assert refused.status_code == 422
    mended = alice.patch(f"/workshops/{bad['id']}", {"name": "Good again"}, If_Match='"1"').json
    assert (mended["name"], mended["unreadable"]) == ("Good again", False)


def names(group: dict[str, Any]) -> list[str]:
    return [one["called"] for one in group["facilitators"]]
