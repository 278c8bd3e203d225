"""What is given out comes in again to the letter, whatever somebody writes and in whatever script."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.portability.format import Format
from app.portability.formats import day_one, jrnl, markdown, page, tables
from app.portability.leaf import Asked, Leaf, Marked
from tests.people import Actor, join
from tests.portability.files import DAY, bring, entries_of, read_back, send, take, written

OTHERS = (day_one.FORMAT, jrnl.FORMAT, markdown.JOPLIN, markdown.OBSIDIAN, page.FORMAT, tables.FORMAT)
MARK = {"river": "midstream", "feelings": ["calm", "my own"], "body": None, "connection": None, "note": "x"}
NAMES = ("json", "markdown", "csv", "html", "pdf", "day-one", "jrnl", "joplin")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
ODD = (
    "", " ", "\n", "\r\n\r", "---\n", "---\nbody: x\n---\n", "[2020-01-01 10:00] no head", "=1+1", "'=1+1", "-2", "\0",
    "# a heading", "</div></article>", "&amp;&#13;", "“”…", "\ufeffmark first", "a\u2028b\u2029c\x85d", "\tindented *",
    "السلام عليكم", "שלום", "こんにちは。", "ขอบคุณ", "नमस्ते", "👩‍👩‍👧‍👦 🏳️‍🌈", "ends in star *", "@tag and [brackets] ",
)  # fmt: skip


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.name)
@pytest.mark.parametrize("body", ODD)
def test_odd_words_come_back_to_the_letter(made: Format, body: str) -> None:
    leaf = Leaf(DAY, body, id=uuid4(), written_at="2026-11-24T18:04:00.000Z")

    (found,) = read_back(made, written(made, [leaf]))

    assert (found.body, found.day, found.id) == (body, DAY, leaf.id)


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.name)
@settings(deadline=None, max_examples=60)
@given(
    body=TEXTS,
    title=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=60),
    day=st.dates(date(1930, 1, 1), date(2090, 12, 31)),
    zone=st.sampled_from(["UTC", "Pacific/Auckland", "America/St_Johns", "Asia/Kolkata"]),
)
def test_r4_any_words_title_and_day_come_back(made: Format, body: str, title: str, day: date, zone: str) -> None:
    leaf = Leaf(day, body, title=title, id=uuid4(), written_at="2026-11-24T11:59:00.000Z", starred=True)

    (found,) = read_back(made, written(made, [leaf], zone=zone), zone=zone)

    assert (found.body, found.title, found.day, found.starred) == (body, title, day, True)


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.name)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", [date.min, date(999, 1, 1), date.max])
def test_the_first_and_the_last_day_there_are_come_back(made: Format, zone: str, day: date) -> None:
    (found,) = read_back(made, written(made, [Leaf(day, "b", id=uuid4())], zone=zone), zone=zone)

    assert (found.day, found.body) == (day, "b")


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.name)
def test_what_a_page_is_about_comes_back(made: Format) -> None:
    asked, at = Asked("rel-small-warm-moment", "A small warm moment", "What did they do?"), "2026-11-24T18:04:00.000Z"
    about = {"asked": asked, "concepts": ("a-b",), "tags": ("my tag",), "check_in": dict(MARK), "edited_at": at}
    leaf = Leaf(DAY, "b", "t", uuid4(), written_at=at, **about)

    (found,) = read_back(made, written(made, [leaf]))

    assert {name: getattr(found, name) for name in about} == about
    assert found.written_at == at


def test_check_ins_come_back_from_their_table() -> None:
    body = {"where": ["chest"], "like": ["warm", "still"]}
    mark = {
        "river": None,
        "feelings": [],
        "body": body,
        "connection": {"place": "nearby", "to": ["a friend"]},
        "note": "=x",
    }
    one = Marked(uuid4(), DAY, 1, {**mark, "at": "2026-11-24T18:04:00.000Z"})

    assert read_back(tables.FORMAT, written(tables.FORMAT, [], marks=[one])) == [one]


@pytest.mark.parametrize("name", NAMES)
def test_a_long_page_and_a_full_journal_come_back(app: Flask, alice: Actor, name: str) -> None:
    long = "wörd \n" * 16_666
    alice.write(long, title="Long", tags=["one", "two words"], starred=True, prompt="rel-small-warm-moment")
    for number in range(3):
        alice.write(f"page {number}", day=f"2026-10-0{number + 1}")
    other = join(app, "newcomer")

    report = bring(other, take(alice, name))

    assert report["entries"] == {"new": 4, "here": 0}
    told = [(one["day"], one["title"], one["body"], one["tags"], one["starred"]) for one in entries_of(other)]
    assert told == [(one["day"], one["title"], one["body"], one["tags"], one["starred"]) for one in entries_of(alice)]


@pytest.mark.parametrize("name", ["csv", "day-one", "jrnl", "markdown"])
def test_words_that_repeat_themselves_come_back_however_well_they_pack(app: Flask, alice: Actor, name: str) -> None:
    for _ in range(4):
        alice.write("😀" * 100_000)

    report = bring(join(app, "newcomer"), take(alice, name))

    assert report["entries"] == {"new": 4, "here": 0}


def test_l5_our_own_json_comes_back_whole(app: Flask, alice: Actor) -> None:
    fill(alice)
    first = json.loads(take(alice, "json"))
    other = join(app, "newcomer")

    bring(other, take(alice, "json"))
    second = json.loads(take(other, "json"))

    assert without_ids(second) == without_ids(first)


def test_it_keeps_its_ids_where_nobody_has_them(app: Flask, alice: Actor) -> None:
    fill(alice)
    data = take(alice, "json")
    alice.delete("/person")
    other = join(app, "newcomer")

    bring(other, data)

    assert {one["id"] for one in json.loads(take(other, "json"))["entries"]} == {
        one["id"] for one in json.loads(data)["entries"]
    }


def ids_in(data: bytes) -> set[str]:
    return {one["id"] for one in json.loads(data)["entries"]}


def fill(actor: Actor) -> None:
    """A little of everything."""
    mark = {"river": "midstream", "feelings": ["calm"], "note": "rain"}
    one = actor.write("first words, long enough to be kept when they go", title="One", check_in=mark, tags=["Mine"])
    actor.put(f"/entries/{one['id']}", {"body": "others"}, If_Match='"1"')
    gone = actor.write("gone", day="2026-10-01")
    actor.put(f"/entries/{gone['id']}/trashing", If_Match='"1"')
    actor.write("second", concepts=["co-regulation"], starred=True)
    actor.mark(river="ashore")
    actor.mark(feelings=["calm", "warm"], day="2026-10-02")
    actor.post("/reminders", {"days": ["monday"], "time": "20:30"})
    actor.patch("/person", {"time_zone": "Europe/Berlin", "muted_topics": ["loss"]}, If_Match='"1"')


def without_ids(document: dict[str, Any]) -> dict[str, Any]:
    """All but ids, the time of the export, and who somebody is."""
    account = {"settings": document["account"]["settings"]}
    lists = {
        name: [{key: value for key, value in one.items() if key != "id"} for one in document[name]]
        for name in (
            "entries",
            "check_ins",
            "reminders",
            "shares_given",
            "shares_received",
            "consent_log",
            "unreadable",
        )
    }
    return {**lists, "account": account, "concepts": document["concepts"], "notice": document["notice"]}


def test_a_file_that_is_sealed_comes_back_with_its_passphrase(app: Flask, alice: Actor) -> None:
    alice.write("Sealed words.")
    data = take(alice, "markdown", passphrase="another harbour violet comet")
    other = join(app, "newcomer")

    refused = send(other, data)
    report = bring(other, data, passphrase="another harbour violet comet")

    assert (refused.status_code, refused.json["type"]) == (422, "/api/problems/passphrase-needed")
    assert b"Sealed words" not in data
    assert report["entries"]["new"] == 1
