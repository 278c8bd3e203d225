"""What a group does just now: said by those who lead, followed by every phone, at next to no cost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.people import Actor
from tests.workshops.cast import ask_all, ask_of, gather, newcomer, tasks_of

Room = tuple[Actor, Actor, dict[str, Any]]


@pytest.fixture
def room(app: Flask, alice: Actor) -> Room:
    """Somebody who leads, somebody who follows, and their group."""
    group = gather(alice)
    return alice, newcomer(app, alice, group, "member"), group


def turn(room: Room, version: int, **scene: Any) -> dict[str, Any]:
    leader, _, group = room
    response = leader.put(f"/workshops/{group['id']}/moment", scene, If_Match=f'"{version}"')
    assert response.status_code == 200, response.json
    return dict(response.json)


def seen(room: Room) -> dict[str, Any]:
    return dict(room[1].get(f"/workshops/{room[2]['id']}/moment").json)


def test_before_the_first_session_the_room_rests(room: Room) -> None:
    told = seen(room)

    assert (told["version"], told["stage"], told["question"], told["steps"]) == (0, "resting", None, [])


def test_everybody_sees_what_is_asked_at_which_step(room: Room) -> None:
    task = ask_of(room[0], room[2], prompt="reg-step-back", note="Slowly.")

    turn(room, 0, stage="asking", assignment=task["id"], step=2)
    told = seen(room)

    assert (told["version"], told["stage"], told["step"], told["note"]) == (1, "asking", 2, "Slowly.")
    assert told["question"]["title"] == task["question"]["title"]
    assert told["steps"] == room[0].get("/prompts/reg-step-back").json["steps"]


def test_a_clock_runs_stands_and_runs_on(room: Room, move_clock: Callable[..., None]) -> None:
    move_clock()
    running = turn(room, 0, stage="writing", left=420)
    move_clock(seconds=60)
    later = seen(room)
    standing = turn(room, 1, stage="writing", left=360, running=False)

    assert running["left"] is None
    assert seconds(later["ends_at"]) - seconds(later["now"]) == 360
    assert (standing["left"], standing["ends_at"]) == (360, None)


def seconds(instant: str) -> int:
    hours, minutes, rest = instant[11:-1].split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(float(rest))


def test_nothing_is_sent_while_nothing_has_changed(room: Room) -> None:
    turn(room, 0, stage="arriving")
    path = f"/workshops/{room[2]['id']}/moment"

    same = room[1].get(path, If_None_Match='"1"')
    turn(room, 1, stage="closing")
    changed = room[1].get(path, If_None_Match='"1"')

    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", '"1"')
    assert (changed.status_code, changed.json["stage"]) == (200, "closing")


def test_a_live_session_ends_when_whoever_led_it_has_left_for_good(room: Room) -> None:
    version = turn(room, 0, stage="arriving")["version"]

    room[0].delete("/person")
    told = room[1].get(f"/workshops/{room[2]['id']}/moment", If_None_Match=f'"{version}"')

    assert (told.status_code, (told.json or {}).get("stage")) == (200, "resting")


def test_the_phones_look_again_when_what_they_show_has_changed(room: Room) -> None:
    leader, _, group = room
    task = ask_of(leader, group)
    turn(room, 0, stage="asking", assignment=task["id"])
    before = seen(room)["version"]

    leader.patch(f"/assignments/{task['id']}", {"note": "By the window."}, If_Match='"1"')
    noted = seen(room)
    question = ask_all(leader, group)
    asked = seen(room)
    leader.put(f"/questions/{question['id']}/publication")
    published = seen(room)
    leader.delete(f"/assignments/{task['id']}", If_Match='"2"')
    gone = seen(room)

    assert noted["note"] == "By the window."
    versions = [one["version"] for one in (noted, asked, published, gone)]
    assert versions == sorted(set(versions))
    assert versions[0] > before
    assert (gone["assignment"], gone["question"]) == (None, None)


def test_what_was_meant_for_later_opens_when_the_room_comes_to_it(room: Room) -> None:
    task = ask_of(room[0], room[2], prompt="reg-river-today", opens_at="2999-01-01T10:00:00Z")
    before = tasks_of(room[1], room[2])

    turn(room, 0, stage="asking", assignment=task["id"])

    assert (before, [one["id"] for one in tasks_of(room[1], room[2])]) == ([], [task["id"]])
    assert room[1].put(f"/assignments/{task['id']}/completion").status_code == 204


def test_of_two_who_lead_the_later_one_is_told_what_the_other_did(room: Room) -> None:
    leader, _, group = room
    turn(room, 0, stage="arriving")

    stale = leader.put(f"/workshops/{group['id']}/moment", {"stage": "closing"}, If_Match='"0"')

    assert (stale.status_code, stale.json["current"]["stage"]) == (412, "arriving")


def test_a_closed_group_rests(room: Room) -> None:
    leader, _, group = room
    turn(room, 0, stage="arriving")
    leader.patch(f"/workshops/{group['id']}", {"closed": True}, If_Match='"1"')

    told = seen(room)
    refused = leader.put(f"/workshops/{group['id']}/moment", {"stage": "asking"}, If_Match=f'"{told["version"]}"')

    assert (told["stage"], refused.status_code) == ("resting", 409)
    assert told["version"] > 1


def test_nothing_of_another_group_is_shown(app: Flask, room: Room) -> None:
    leader, _, group = room
    other = ask_of(leader, gather(leader, name="Another"))

    refused = leader.put(
        f"/workshops/{group['id']}/moment", {"stage": "asking", "assignment": other["id"]}, If_Match='"0"'
    )

    assert (refused.status_code, list(refused.json["errors"])) == (422, ["assignment"])
