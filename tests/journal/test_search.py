"""Searching: by words, concepts, own tags, prompt, days and star; found at once, and as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pages import make_cursor
from app.journal.digest import MOST_ENTRIES
from app.journal.excerpts import excerpt
from app.journal.lines import fold
from tests.people import Actor


def found(actor: Actor, **wish: object) -> list[str]:
    return [hit["entry"]["title"] for hit in actor.post("/searches", wish).json["items"]]


@pytest.fixture
def shelf(alice: Actor) -> Actor:
    alice.write("The heron stood in the river.", title="one", day="2025-03-01", tags=["Walks"])
    alice.write("Straße und Café, ganz still.", title="two", day="2025-03-20", concepts=["integration"])
    alice.write("A river of people at the station.", title="three", day="2026-01-05", starred=True)
    alice.write("The tram waited.", title="four", day="2026-01-06", prompt="rel-small-warm-moment")
    return alice


@pytest.mark.parametrize(
    ("wish", "titles"),
    [
        ({"text": "river"}, ["three", "one"]),
        ({"text": "RIVER heron"}, ["one"]),
        ({"text": "strasse"}, ["two"]),
        ({"text": "CAFÉ"}, ["two"]),
        ({"text": "cafe\u0301"}, ["two"]),
        ({"text": "“the river”"}, ["three", "one"]),
        ({"text": "(tram),"}, ["four"]),
        ({"text": "river ?"}, []),
        ({"text": "nowhere"}, []),
        ({"text": "walks"}, ["one"]),
        ({"text": "three"}, ["three"]),
        ({"tags": ["walks"]}, ["one"]),
        ({"concepts": ["integration"]}, ["two"]),
        ({"concepts": ["co-regulation"]}, ["four"]),
        ({"theme": "integration"}, ["two"]),
        ({"theme": "relationships", "concepts": ["integration"]}, []),
        ({"prompt": "rel-small-warm-moment"}, ["four"]),
        ({"starred": True}, ["three"]),
        ({"starred": False}, ["four", "two", "one"]),
        ({"text": "river", "from": "2026-01-01"}, ["three"]),
        ({"text": "river", "to": "2025-12-31"}, ["one"]),
        ({"from": "2025-03-20", "to": "2026-01-05"}, ["three", "two"]),
        ({}, ["four", "three", "two", "one"]),
    ],
)
def test_what_is_looked_for_is_found_newest_first(shelf: Actor, wish: dict[str, object], titles: list[str]) -> None:
    assert found(shelf, **wish) == titles


def test_an_edit_is_found_by_its_new_words_at_once(shelf: Actor) -> None:
    entry = shelf.get("/entries").json["items"][0]

    shelf.put(f"/entries/{entry['id']}", {"body": "A kingfisher."}, If_Match='"1"')

    assert found(shelf, text="kingfisher") == ["four"]
    assert found(shelf, text="waited") == []


def test_an_entry_moved_to_another_month_is_found_there_once(shelf: Actor) -> None:
    entry = shelf.get("/entries").json["items"][0]

    shelf.put(f"/entries/{entry['id']}", {"body": "The bus.", "day": "2024-02-02"}, If_Match='"1"')

    assert found(shelf, text="bus") == ["four"]
    assert found(shelf, text="bus", to="2024-12-31") == ["four"]


def test_pages_of_hits_walk_over_parts_and_months(alice: Actor) -> None:
    for number in range(MOST_ENTRIES + 10):
        alice.write("the same word", title=str(number), day=f"2026-0{1 + number % 2}-{1 + number % 28:02}")
    titles, cursor = [], None
    while True:
        page = alice.post("/searches", {"text": "same", "limit": 5, "cursor": cursor}).json
        titles += [hit["entry"]["title"] for hit in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert sorted(titles, key=int) == [str(number) for number in range(MOST_ENTRIES + 10)]
    listed = [item["title"] for item in alice.get("/entries?limit=100").json["items"]]
    assert titles == listed


def test_an_excerpt_shows_the_place_as_it_was_written(shelf: Actor) -> None:
    hit = shelf.post("/searches", {"text": "strasse"}).json["items"][0]

    assert hit["excerpt"] == {"before": "", "match": "Straße", "after": " und Café, ganz still."}
    assert "body" not in hit["entry"]


@given(st.text(max_size=200), st.text(min_size=1, max_size=5))
def test_an_excerpt_never_invents_text(text: str, word: str) -> None:
    shown = excerpt(text, fold(word).split())

    if shown is not None:
        inner = shown["before"].removeprefix("…") + shown["match"] + shown["after"].removesuffix("…")
        assert inner in text


@pytest.mark.parametrize("place", ["x|1", "|1", "9999-99-99|1", "2026-01-01|x", "2026-01-01"])
def test_a_cursor_that_was_not_given_out_is_refused(alice: Actor, place: str) -> None:
    response = alice.post("/searches", {"cursor": make_cursor(*place.split("|"))})

    assert (response.status_code, list(response.json["errors"])) == (422, ["cursor"])
