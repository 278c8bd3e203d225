"""Earlier texts: kept when due, and gone back to."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.journal.page import taken_away
from tests.journal.test_writing import change
from tests.people import Actor


def bodies(actor: Actor, entry: dict[str, Any]) -> list[str]:
    return [one["body"] for one in actor.get(f"/entries/{entry['id']}/revisions").json["items"]]


def test_edits_close_together_share_a_revision(alice: Actor, move_clock: Callable[..., None]) -> None:
    entry = alice.write("one")
    move_clock(minutes=9)
    entry = change(alice, entry, "one two").json
    entry = change(alice, entry, "one two three").json

    assert bodies(alice, entry) == []


def test_an_edit_after_ten_minutes_keeps_what_was_there(alice: Actor, move_clock: Callable[..., None]) -> None:
    entry = alice.write("one")
    move_clock(minutes=10)
    entry = change(alice, entry, "two").json
    entry = change(alice, entry, "three").json
    move_clock(minutes=10)
    entry = change(alice, entry, "four").json

    assert bodies(alice, entry) == ["three", "one"]


def test_an_edit_that_takes_much_away_keeps_what_was_there(alice: Actor) -> None:
    long = "words " * 100
    entry = alice.write(long)

    change(alice, entry, "gone")

    assert bodies(alice, entry) == [long]


def test_starring_keeps_nothing(alice: Actor, move_clock: Callable[..., None]) -> None:
    entry = alice.write("one")
    move_clock(minutes=20)

    change(alice, entry, "one", starred=True)

    assert bodies(alice, entry) == []


def test_going_back_keeps_the_present_text(alice: Actor, move_clock: Callable[..., None]) -> None:
    entry = alice.write("one", title="First")
    move_clock(minutes=10)
    entry = change(alice, entry, "two", title="Second").json

    revived = alice.post(f"/entries/{entry['id']}/revisions/1/revival", If_Match=f'"{entry["version"]}"').json

    assert (revived["body"], revived["title"], revived["version"]) == ("one", "First", 3)
    assert bodies(alice, revived) == ["two", "one"]


def test_there_is_no_going_back_to_what_never_was(alice: Actor) -> None:
    entry = alice.write("one")

    response = alice.post(f"/entries/{entry['id']}/revisions/7/revival", If_Match='"1"')

    assert response.status_code == 404


def test_r6_text_of_another_device_that_is_written_over_is_kept(app: Flask, alice: Actor) -> None:
    theirs = "What the phone kept: the kettle, the radio, the rain on the roof."
    entry = change(alice, alice.write("A line."), theirs).json

    change(alice, entry, "What the laptop holds: a heron by the canal, and nobody else.")

    assert theirs in bodies(alice, entry)


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("", "new", 0),
        ("one two", "one two three", 0),
        ("one three", "one two three", 0),
        ("one two three", "one three", 4),
        ("aaaa", "aa", 2),
        ("old words", "", 9),
        ("heron", "otter", 5),
    ],
)
def test_what_is_taken_away_lies_between_what_both_texts_share(before: str, after: str, gone: int) -> None:
    assert taken_away(before, after) == gone


def test_earlier_texts_are_kept_although_the_clock_was_set_back(alice: Actor, move_clock: Callable[..., None]) -> None:
    move_clock(minutes=20)
    entry = alice.write("one")
    move_clock(minutes=-20)

    change(alice, entry, "two")

    assert bodies(alice, entry) == ["one"]
