"""An answer to all counts once, and only of those who may; it can be taken back (W3, W4)."""

from flask import Flask

from tests.workshops.cast import OWN, Room, answer, ask_all, counts, member_id, newcomer, publish, told


def test_w3_an_answer_counts_once_and_can_be_given_otherwise(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)

    for choice in (0, 0, 2):
        answer(members[0], question, choice)

    assert counts(app) == [0, 0, 1]
    assert told(members[0], question)["answer"] == 2
    assert told(members[1], question)["answer"] is None


def test_w3_taking_it_back_leaves_the_count_as_it_was(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    answer(members[0], question, 1)
    before = counts(app)

    answer(members[1], question, 2)
    for _ in range(2):
        members[1].delete(f"/questions/{question['id']}/answer")

    assert counts(app) == before == [0, 1, 0]


def test_w3_a_choice_that_is_not_there_changes_nothing(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    answer(members[0], question, 1)

    refused = answer(members[0], question, 4)

    assert (refused, counts(app), told(members[0], question)["answer"]) == (422, [0, 1, 0], 1)


def test_w3_leaving_takes_the_answer_out_of_the_count(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    answer(members[0], question, 1)

    members[0].delete(f"/workshops/{group['id']}/membership")

    assert counts(app) == [0, 0, 0]
    assert told(leader, question)["members"] == 5


def test_w4_those_who_lead_and_who_came_later_never_count(app: Flask, room: Room) -> None:
    leader, _, group = room
    question = ask_all(leader, group, **OWN)
    late = newcomer(app, leader, group, "late")

    assert [answer(actor, question) for actor in (leader, late)] == [403, 403]
    assert told(late, question)["may_answer"] is False
    assert told(leader, question)["members"] == 6


def test_w4_somebody_who_comes_to_lead_no_longer_counts(room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)
    for member in members[:5]:
        answer(member, question)
    path = f"/workshops/{group['id']}/members/{member_id(leader, group, 'Mem0')}"
    leader.patch(path, {"role": "facilitator"})

    assert publish(leader, question)["result"] is None
