"""What other programs write into the head of a note is read as the words it is, and no head holds anybody up."""

import time

import pytest

from app.portability.formats.heads import split_head
from app.portability.formats.markdown import OBSIDIAN
from tests.people import Actor
from tests.portability.files import bring, entries_of, packed, read_back, send


@pytest.mark.parametrize("title", ["No", "yes", "on", "2024-01-01", "1.10", "0x1F", "12:30:45", "9" * 6000, ".inf"])
def test_a_title_without_quotes_stays_as_it_was_written(title: str) -> None:
    fields, _ = split_head(f"---\ntitle: {title}\ntags: [{title}, other]\n---\n\nwords")

    assert fields == {"title": title, "tags": [title, "other"]}


@pytest.mark.parametrize("nothing", ["~", "null", ""])
def test_a_title_that_says_nothing_is_none(nothing: str) -> None:
    assert split_head(f"---\ntitle: {nothing}\n---\n\nwords")[0] == {"title": None}


def test_days_instants_and_stars_are_found_without_quotes() -> None:
    head = "---\nday: 2024-02-29\ncreated: 2024-02-29 10:00:00Z\nstarred: true\n---\n\nwords"

    (leaf,) = read_back(OBSIDIAN, head.encode())

    assert (f"{leaf.day}", leaf.written_at, leaf.starred) == ("2024-02-29", "2024-02-29T10:00:00.000Z", True)


@pytest.mark.parametrize("field", ["title", "tags", "own_tags"])
def test_half_a_character_in_a_head_is_told_and_the_others_come(alice: Actor, field: str) -> None:
    damaged = f'---\nbraid_id: x\n{field}: ["\\uD800"]\n---\n\nwords'.encode()

    report = bring(alice, packed({"2024-02-03.md": damaged, "2024-02-04.md": b"fine"}))

    assert (report["unreadable"], [one["body"] for one in entries_of(alice)]) == (1, ["fine"])


def test_brackets_within_brackets_take_no_time(alice: Actor) -> None:
    data = packed({f"2024-01-01 {number}.md": b"---\n" + b"[" * 2000 + b"\n---\nx" for number in range(100)})
    began = time.perf_counter()

    assert send(alice, data).status_code == 422
    assert time.perf_counter() - began < 2
