"""What a group is asked all together: published once, the same for everybody, nothing under five (W1, W3, W4)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.extensions import db
from app.workshops.models import PulseAnswer, PulseQuestion
from tests.workshops.cast import CHOICES, OWN, Room, answer, ask_all, counts, member_id, publish, told


def without_own(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in ("answer", "may_answer", "notice")}


def test_the_river_is_asked_with_its_own_words(room: Room) -> None:
    asked = ask_all(room[0], room[2])

    labels = [place["label"] for place in room[0].get("/vocabulary").json["river"]["place"]]
    assert (len(asked["choices"]), asked["choices"][0], asked["choices"][-1]) == (5, "Held tight", "Swept along")
    assert set(asked["choices"]) <= set(labels)
    assert (asked["river"], asked["members"], asked["least"], asked["published"]) == (True, 6, 5, False)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"text": "How was it?"}, "choices"),
        ({"text": "How was it?", "choices": ["Good"]}, "choices"),
        ({"text": "How was it?", "choices": ["Good", "Good"]}, "choices"),
        ({"text": "How was it?", "choices": list("abcdef")}, "choices"),
        ({"text": "Say.", "choices": CHOICES}, "text"),
        ({"text": "Which symptom?", "choices": CHOICES}, "text"),
        ({**OWN, "least": 4}, "least"),
        ({**OWN, "closes_at": "2020-01-01T00:00:00Z"}, "closes_at"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(room: Room, sent: dict[str, Any], wrong: str) -> None:
    refused = room[0].post(f"/workshops/{room[2]['id']}/questions", sent)

    assert (refused.status_code, list(refused.json["errors"])) == (422, [wrong])


def test_w1_no_number_is_told_before_it_is_published_and_then_the_same_to_everybody(room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    at_first = without_own(told(leader, question))
    for member in members[:5]:
        assert answer(member, question) == 204
    before = [without_own(told(actor, question)) for actor in (leader, *members)]

    publish(leader, question)
    after = [without_own(told(actor, question)) for actor in (leader, *members)]

    assert all(one == at_first for one in before)
    assert all(one == after[0] for one in after)
    assert after[0]["result"] == {"answers": 5, "middle": 1.0, "bands": []}


def test_w1_four_answers_are_never_told_and_nobody_can_add_a_fifth(room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    for member in members[:4]:
        answer(member, question)

    first = publish(leader, question)
    late = answer(members[4], question)
    again = publish(leader, question)

    assert (first["published"], first["result"], late, again["result"]) == (True, None, 409, None)


def test_w1_what_is_published_is_hidden_when_fewer_than_five_are_left_and_never_counted_anew(room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    for member in members:
        answer(member, question)
    first = publish(leader, question)["result"]

    members[0].delete(f"/questions/{question['id']}/answer")
    with_five = told(leader, question)["result"]
    members[1].delete(f"/questions/{question['id']}/answer")

    assert first == with_five
    assert first["answers"] == 6
    assert told(leader, question)["result"] is None


def test_it_is_published_by_itself_when_its_time_is_over(room: Room, move_clock: Callable[..., None]) -> None:
    leader, members, group = room
    closes_at = (datetime.now(UTC) + timedelta(minutes=10)).isoformat()
    question = ask_all(leader, group, **OWN, closes_at=closes_at)
    for member in members[:5]:
        answer(member, question, 0)

    move_clock(minutes=11)
    late = answer(members[5], question, 0)
    shown = members[5].get(f"/workshops/{group['id']}/questions").json["items"][0]

    assert late == 409
    assert (shown["published"], shown["result"]["middle"]) == (True, 0.0)
    assert told(leader, question)["result"] == shown["result"]


def test_w2_the_same_question_is_not_told_again_when_few_people_changed(app: Flask, room: Room) -> None:
    leader, members, group = room
    first = ask_all(leader, group)
    for member in members:
        answer(member, first)
    assert publish(leader, first)["result"] is not None
    members[0].delete(f"/workshops/{group['id']}/membership")

    second, other = ask_all(leader, group), ask_all(leader, group, **OWN)
    for member in members[1:]:
        answer(member, second)
        answer(member, other)

    assert publish(leader, second)["result"] is None
    assert publish(leader, other)["result"] is not None


def test_the_same_people_may_be_asked_every_week(room: Room) -> None:
    leader, members, group = room
    results = []
    for choice in (0, 2):
        question = ask_all(leader, group)
        for member in members:
            answer(member, question, choice)
        results.append(publish(leader, question)["result"]["middle"])

    assert results == [0.0, 2.0]


def test_w1_once_published_no_count_is_left_to_be_read(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    for member in members:
        answer(member, question, 2)
    publish(leader, question)

    assert counts(app) == []
    with app.app_context():
        asked = db.session.execute(select(PulseQuestion.box, PulseQuestion.result_box)).one()
    assert not any(b"evening" in box or b"answers" in box for box in asked)


def test_r2_damage_is_told_and_stands_in_nobodys_way(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    answer(members[0], question)
    with app.app_context():
        db.session.execute(update(PulseQuestion).values(box=b"\1"))
        db.session.execute(update(PulseAnswer).values(box=b"\1"))
        db.session.commit()

    shown = told(members[0], question)
    members[0].delete(f"/questions/{question['id']}/answer")

    assert (shown["unreadable"], shown["answer"]) == (True, None)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PulseAnswer)) == 0


def test_making_somebody_lead_does_not_tell_whether_they_had_answered(room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    for member in members[:5]:
        answer(member, question)
    before = publish(leader, question)["result"]

    path = f"/workshops/{group['id']}/members/{member_id(leader, group, 'Mem0')}"
    leader.patch(path, {"role": "facilitator"})

    assert told(leader, question)["result"] == before
