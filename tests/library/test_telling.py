"""What readers are told leaves out editors' business and says grades in words."""

from collections.abc import Callable
from typing import Any

import pytest

from app.library import telling
from app.library.content import GRADES, Library

Make = Callable[..., Library]


@pytest.mark.parametrize("grade", GRADES)
def test_every_grade_has_words(grade: str) -> None:
    assert telling.GRADE_WORDS[grade]


def test_a_source_nobody_has_seen_is_not_told(make_library: Make, write_library: Any) -> None:
    text = (write_library({}) / "references.toml").read_text()
    library = make_library(files={"references.toml": text.replace('"verified"', '"unverified"')})

    told: Any = telling.told_concept(library, library.concepts["steadying"])

    assert told["references"] == []
    assert told["explainer"]["references"] == []


def test_citations_are_told_without_marks_of_italics(make_library: Make) -> None:
    library = make_library()

    told: Any = telling.told_concept(library, library.concepts["steadying"])

    assert told["references"][0]["citation"] == "Heron, A. (2001). On waiting. River Papers."


def test_lines_are_told_from_both_ends(make_library: Make, write_library: Any) -> None:
    text = (write_library({}) / "concepts/steadying.toml").read_text()
    other = text.replace('slug = "steadying"', 'slug = "other"')
    other = other.replace("edges = []", 'edges = [{ type = "builds-on", to = "steadying" }]')
    library = make_library(files={"concepts/other.toml": other})

    outward: Any = telling.told_edges(library, library.concepts["other"])
    inward: Any = telling.told_edges(library, library.concepts["steadying"])

    assert [(line["direction"], line["concept"]["slug"]) for line in outward] == [("outward", "steadying")]
    assert [(line["direction"], line["concept"]["slug"]) for line in inward] == [("inward", "other")]


def test_lines_to_what_is_not_carried_are_not_told(make_library: Make, write_library: Any) -> None:
    text = (write_library({}) / "concepts/steadying.toml").read_text()
    hidden = text.replace('slug = "steadying"', 'slug = "hidden"').replace('"carry"', '"do-not-carry"')
    library = make_library(
        concept={"edges": '[{ type = "builds-on", to = "hidden" }]'}, files={"concepts/hidden.toml": hidden}
    )

    assert telling.told_edges(library, library.concepts["steadying"]) == []


def test_support_is_told_without_editors_marks(make_library: Make) -> None:
    told: Any = telling.told_support(make_library())

    assert "status" not in told["entries"][0]
    assert told["regions"] == ["GB"]


def test_a_retired_prompt_does_not_stand_under_its_idea(make_library: Make) -> None:
    library = make_library(prompt={"retired": "2026-01-01"})

    told: Any = telling.told_concept(library, library.concepts["steadying"])

    assert told["prompts"] == []
