"""What the library's pages are given: themes, filters that work without script, ideas side by side."""

import pytest
from flask import Flask

from app.library.content import Library
from app.web import reading_room


@pytest.fixture
def library(app: Flask) -> Library:
    return app.extensions["libraries"]["en"]


def test_every_idea_stands_on_exactly_one_shelf(library: Library):
    page = reading_room.library_page(library, {})

    shelved = [concept["slug"] for theme in page["themes"] for concept in theme["concepts"]]

    assert len(shelved) == len(set(shelved))
    assert set(shelved) == {idea["slug"] for idea in reading_room.ideas(library)}


def test_no_prompts_are_shown_before_somebody_asks(library: Library):
    finder = reading_room.finder(library, {})

    assert not finder["is_asked"]
    assert finder["prompts"] == []


def test_filters_narrow_the_prompts_together(library: Library):
    finder = reading_room.finder(library, {"depth": "gentle", "minutes": "5", "theme": "", "for": "solo"})

    assert finder["prompts"]
    assert all(prompt["depth"] == "gentle" for prompt in finder["prompts"])
    assert all(prompt["minutes"] <= 5 and "solo" in prompt["for"] for prompt in finder["prompts"])


def test_a_filter_that_is_not_on_offer_counts_as_none(library: Library):
    finder = reading_room.finder(library, {"depth": "<script>", "minutes": "9999999999"})

    assert finder["chosen"]["depth"] == ""
    assert finder["chosen"]["minutes"] == ""


def test_an_idea_beside_another_is_told_once(library: Library):
    page = reading_room.concept_page(library, "co-regulation")

    told = [(how, other["title"]) for (how, _), other in page["related"].items()]

    assert len(told) == len(set(told))


@pytest.mark.parametrize(("lines", "words"), [((7,), "line 7"), ((7, 7), "line 7"), ((7, 9), "lines 7 to 9")])
def test_lines_are_told_in_words(lines: tuple[int, ...], words: str):
    assert reading_room.lines_told(lines) == words


def test_what_goes_deep_is_shown_to_those_who_ask_for_it(library: Library):
    unasked = reading_room.finder(library, {"depth": "", "for": "solo"})
    asked = reading_room.finder(library, {"depth": "deep"})

    assert all(prompt["depth"] != "deep" for prompt in unasked["prompts"])
    assert asked["prompts"]
    assert all(prompt["depth"] == "deep" for prompt in asked["prompts"])


def test_every_path_has_a_page_with_all_its_prompts(library: Library):
    for path in reading_room.paths(library):
        told = reading_room.path_page(library, path["id"])["path"]

        assert len(told["sessions"]) == path["session_count"]
        assert all(session["prompts"] for session in told["sessions"])
