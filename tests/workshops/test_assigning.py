"""What a group is asked: by whom, from when until when, and that nobody learns who has written."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.core import clock
from app.extensions import db
from app.workshops.models import Assignment, Completion
from tests.people import Actor
from tests.workshops.cast import ask_of, gather, member_id, newcomer, tasks_of

OWN = {"title": "On the way here", "text": "What did you notice on the way here?"}


def at(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def test_a_prompt_of_the_library_is_asked_with_its_words_and_a_note(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    member = newcomer(app, alice, group, "member")
    ask_of(alice, group, note="We begin with this on Thursday.")

    task = tasks_of(member, group)[0]

    assert task["question"] == {
        "prompt": "reg-river-today",
        **{name: alice.get("/prompts/reg-river-today").json[name] for name in ("title", "text", "opt_out", "lang")},
    }
    assert (task["note"], task["open"], task["done"], task["place"]) == (
        "We begin with this on Thursday.",
        True,
        False,
        1,
    )


def test_own_words_are_given_a_way_out_where_none_was_written(alice: Actor) -> None:
    question = ask_of(alice, gather(alice), own=OWN)["question"]

    assert (question["prompt"], question["title"], question["text"]) == (None, OWN["title"], OWN["text"])
    assert "leave" in question["opt_out"]


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({}, "prompt"),
        ({"prompt": "no-such-prompt"}, "prompt"),
        ({"prompt": "reg-river-today", "own": OWN}, "own"),
        ({"own": {"text": "What came up, and why?  And then?"}}, "own.text"),
        ({"own": {"text": "Tell us."}}, "own.text"),
        ({"own": {"text": "What came up?", "opt_out": "No excuses."}}, "own.opt_out"),
        ({"own": {"text": "Which symptom do you notice?"}}, "own.text"),
        ({"prompt": "reg-river-today", "note": "A healing exercise."}, "note"),
        ({"prompt": "reg-river-today", "opens_at": at(hours=2), "closes_at": at(hours=1)}, "closes_at"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(alice: Actor, sent: dict[str, object], named: str) -> None:
    response = alice.post(f"/workshops/{gather(alice)['id']}/assignments", sent)

    assert response.status_code == 422
    assert named in response.json["errors"]


def test_a_deeper_prompt_is_not_given_to_a_group(app: Flask, alice: Actor) -> None:
    deep = alice.get("/prompts?depth=deep").json["items"][0]["id"]

    response = alice.post(f"/workshops/{gather(alice)['id']}/assignments", {"prompt": deep})

    assert response.status_code == 422


def test_members_see_it_when_it_opens_and_read_on_when_it_has_closed(
    app: Flask, alice: Actor, move_clock: Callable[..., None]
) -> None:
    move_clock()
    group = gather(alice)
    member = newcomer(app, alice, group, "member")
    task = ask_of(alice, group, opens_at=at(hours=1), closes_at=at(hours=2))

    before = (
        tasks_of(member, group),
        member.get(f"/assignments/{task['id']}").status_code,
        len(tasks_of(alice, group)),
    )
    move_clock(minutes=61)
    during = [one["open"] for one in tasks_of(member, group)]
    move_clock(minutes=60)
    after = [one["open"] for one in tasks_of(member, group)]

    assert before == ([], 404, 1)
    assert (during, after) == ([True], [False])


def test_those_who_lead_learn_how_many_have_written_and_never_who(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    task = ask_of(alice, group)
    members = [newcomer(app, alice, group, f"member{number}") for number in range(3)]
    for member in members[:2]:
        member.put(f"/assignments/{task['id']}/completion")
        assert member.put(f"/assignments/{task['id']}/completion").status_code == 204

    seen, told = tasks_of(alice, group)[0], alice.get(f"/workshops/{group['id']}/members").json["items"]

    assert (seen["written"], seen["done"]) == (2, False)
    assert {frozenset(one) for one in told} == {frozenset({"id", "called", "role"})}
    assert [(one["done"], one["written"]) for one in tasks_of(members[0], group)] == [(True, None)]
    members[0].delete(f"/assignments/{task['id']}/completion")
    assert tasks_of(alice, group)[0]["written"] == 1


@pytest.mark.parametrize("leaving", ["leaves", "is removed"])
def test_whoever_is_gone_counts_no_longer(app: Flask, alice: Actor, leaving: str) -> None:
    group = gather(alice)
    task = ask_of(alice, group)
    member = newcomer(app, alice, group, "member")
    member.put(f"/assignments/{task['id']}/completion")

    if leaving == "leaves":
        member.delete(f"/workshops/{group['id']}/membership")
    else:
        alice.delete(f"/workshops/{group['id']}/members/{member_id(alice, group, 'Member')}")

    assert tasks_of(alice, group)[0]["written"] == 0
    with app.app_context():
        assert db.session.scalars(select(Completion.person_id)).all() == []


def test_what_somebody_has_answered_keeps_its_words_and_may_move_in_time(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    task = ask_of(alice, group)
    newcomer(app, alice, group, "member").put(f"/assignments/{task['id']}/completion")
    path = f"/assignments/{task['id']}"

    other = alice.patch(path, {"own": OWN}, If_Match='"1"')
    later = alice.patch(path, {"closes_at": at(days=3), "note": "A little longer."}, If_Match='"1"')

    assert (other.status_code, other.json["type"]) == (409, "/api/problems/already-answered")
    assert (later.status_code, later.json["note"], later.json["version"]) == (200, "A little longer.", 2)


def test_a_stale_change_gives_back_what_is_there(alice: Actor) -> None:
    task = ask_of(alice, gather(alice), note="First.")
    alice.patch(f"/assignments/{task['id']}", {"note": "Second."}, If_Match='"1"')

    stale = alice.patch(f"/assignments/{task['id']}", {"note": "Third."}, If_Match='"1"')

    assert (stale.status_code, stale.json["current"]["note"]) == (412, "Second.")
    assert alice.delete(f"/assignments/{task['id']}", If_Match='"1"').status_code == 412


def test_the_order_is_whoever_leads_to_choose(alice: Actor) -> None:
    group = gather(alice)
    tasks = [ask_of(alice, group, note=str(number)) for number in range(4)]

    alice.patch(f"/assignments/{tasks[3]['id']}", {"place": 1}, If_Match='"1"')
    alice.delete(f"/assignments/{tasks[1]['id']}", If_Match='"1"')

    assert [(one["place"], one["note"]) for one in tasks_of(alice, group)] == [(1, "3"), (2, "0"), (3, "2")]


def test_a_path_is_laid_over_the_weeks_where_the_group_is(app: Flask, alice: Actor) -> None:
    group = gather(alice, time_zone="Europe/Dublin")
    laid = alice.post(
        f"/workshops/{group['id']}/itineraries", {"path": "six-weeks-by-the-river", "starts_on": "2026-10-22"}
    ).json["items"]

    weeks = list(dict.fromkeys((one["note"], one["opens_at"], one["closes_at"]) for one in laid))

    assert len(weeks) == 6
    # The clocks go back on the 25th of October: a week of midnights, not of hours.
    assert weeks[0][1:] == ("2026-10-21T23:00:00.000Z", "2026-10-29T00:00:00.000Z")
    assert [week[2] for week in weeks[:-1]] == [week[1] for week in weeks[1:]]
    assert {alice.get(f"/prompts/{one['question']['prompt']}").json["depth"] for one in laid} <= {"gentle", "moderate"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"path": "first-steps", "starts_on": "2026-10-22"}, 422),
        ({"path": "no-such-path", "starts_on": "2026-10-22"}, 404),
        ({"path": "six-weeks-by-the-river", "starts_on": "9999-12-30"}, 422),
    ],
)
def test_a_path_that_cannot_be_laid_leaves_nothing_behind(alice: Actor, sent: dict[str, str], status: int) -> None:
    group = gather(alice)

    response = alice.post(f"/workshops/{group['id']}/itineraries", sent)

    assert response.status_code == status
    assert tasks_of(alice, group) == []


def test_a_closed_group_is_asked_nothing_new(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    task = ask_of(alice, group)
    alice.patch(f"/workshops/{group['id']}", {"closed": True}, If_Match='"1"')

    assert alice.post(f"/workshops/{group['id']}/assignments", {"prompt": "reg-river-today"}).status_code == 409
    assert alice.patch(f"/assignments/{task['id']}", {"note": "x"}, If_Match='"1"').status_code == 409
    assert len(tasks_of(alice, group)) == 1


def test_a_group_like_an_earlier_one_is_asked_the_same_without_its_times(app: Flask, alice: Actor) -> None:
    first = gather(alice)
    ask_of(alice, first, own=OWN, note="Once.", opens_at=at(hours=-2), closes_at=at(hours=-1))
    second = gather(alice, name="Spring group", like=first["id"])

    task = tasks_of(alice, second)[0]

    assert (task["question"]["text"], task["note"]) == (OWN["text"], "Once.")
    assert (task["opens_at"], task["closes_at"], task["written"]) == (None, None, 0)


def test_l1_nothing_at_rest_says_what_was_asked_and_damage_stands_in_nobodys_way(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    ask_of(alice, group, own={"text": "What about the canary?"}, note="canary-note")
    broken = ask_of(alice, group)

    with app.app_context():
        stored = b"".join(db.session.scalars(select(Assignment.box)))
        db.session.execute(update(Assignment).where(Assignment.place == 2).values(box=b"\1" * 120))
        db.session.commit()

    told = tasks_of(alice, group)
    assert b"canary" not in stored
    assert [one["unreadable"] for one in told] == [False, True]
    assert told[1]["id"] == broken["id"]
    path = f"/assignments/{broken['id']}"
    assert alice.patch(path, {"note": "x"}, If_Match='"1"').status_code == 422
    assert alice.patch(path, {"prompt": "reg-river-today"}, If_Match='"1"').json["unreadable"] is False


def test_the_clock_of_the_server_decides(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    group = gather(alice)
    member = newcomer(app, alice, group, "member")
    task = ask_of(alice, group, closes_at=at(hours=1))
    monkeypatch.setattr(clock, "source", lambda: datetime.now(UTC) + timedelta(hours=2))

    assert member.get(f"/assignments/{task['id']}").json["open"] is False
