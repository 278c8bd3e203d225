"""Anyone can read the library over the API, and every reply carries the notice."""

from typing import Any

import pytest
from flask import Flask


def got(app: Flask, path: str, status: int = 200) -> Any:
    response = app.test_client().get(f"/api/v1{path}")
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json(force=True)


READABLE = [
    "/themes",
    "/concepts",
    "/concepts?theme=regulation",
    "/concepts/steadying",
    "/concept-map",
    "/prompts",
    "/prompts/rel-warm-moment",
    "/paths",
    "/paths/first",
    "/vocabulary",
    "/support",
    "/support?region=GB",
]


@pytest.mark.parametrize("path", READABLE)
def test_every_reply_carries_the_short_notice(library_app: Flask, path: str) -> None:
    told = got(library_app, path)

    assert told["notice"] == {
        "id": "short",
        "version": "1",
        "text": "Not therapy.",
        "lang": "en",
        "support_url": "/support",
    }


def test_themes_have_titles_and_gists(library_app: Flask) -> None:
    themes = got(library_app, "/themes")["items"]

    assert [theme["slug"] for theme in themes] == ["integration", "regulation", "relationships", "foundations"]
    assert all(theme["title"] and theme["gist"] for theme in themes)


def test_a_concept_tells_its_grade_source_references_and_prompts(library_app: Flask) -> None:
    told = got(library_app, "/concepts/steadying")

    assert (told["grade"], told["grade_words"]) == ("well-supported", "Well supported")
    assert told["seed"] == [{"slide": "A slide", "lines": [1, 2]}]
    assert told["references"][0]["doi"] == "10.1234/river.1"
    assert told["references"][0]["url"] == "https://doi.org/10.1234/river.1"
    assert told["explainer"]["grade_note"] == "Many studies agree."
    assert [prompt["id"] for prompt in told["prompts"]] == ["rel-warm-moment"]


def test_a_prompt_tells_for_whom_it_is_and_its_ideas(library_app: Flask) -> None:
    told = got(library_app, "/prompts/rel-warm-moment")

    assert told["for"] == ["solo"]
    assert told["concepts"][0]["title"] == "Steadying one another"
    assert told["care_note"] is None


def test_prompts_are_filtered_by_the_query(library_app: Flask) -> None:
    assert len(got(library_app, "/prompts?theme=relationships&for=solo&max_minutes=5&text=warm")["items"]) == 1
    assert got(library_app, "/prompts?for=group")["items"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/prompts?theme=weather",
        "/prompts?for=crowd",
        "/prompts?limit=0",
        "/prompts?limit=101",
        "/prompts?colour=red",
        "/prompts?cursor=***",
        "/concepts?theme=weather",
        "/support?region=nowhere",
    ],
)
def test_an_odd_question_is_named_field_by_field(library_app: Flask, path: str) -> None:
    problem = got(library_app, path, 422)

    assert problem["status"] == 422
    assert problem["errors"]


@pytest.mark.parametrize("path", ["/concepts/nowhere", "/prompts/rel-nowhere", "/paths/nowhere", "/concepts/%00"])
def test_what_is_not_there_is_a_404(library_app: Flask, path: str) -> None:
    assert got(library_app, path, 404)["status"] == 404


def test_a_path_tells_its_sessions_with_their_prompts(library_app: Flask) -> None:
    session = got(library_app, "/paths/first")["sessions"][0]

    assert session["explainer"]["slug"] == "steadying"
    assert session["prompts"][0]["title"] == "A small warm moment"


def test_the_vocabulary_tells_feelings_river_body_and_connection(library_app: Flask) -> None:
    told = got(library_app, "/vocabulary")

    assert told["feelings"]["bright"] == ["eager"]
    assert told["river"]["place"][1] == {"key": "skip", "label": "Not today", "exit": True}
    assert told["body"]["where"] == ["hands"]
    assert told["connection"]["to"] == ["a place"]


def test_the_notices_come_with_their_versions_and_the_four_statements(library_app: Flask) -> None:
    told = got(library_app, "/notices")

    assert {told[name]["version"] for name in ("micro", "short", "long", "sharing")} == {"1"}
    assert list(told["consent"]["statements"]) == ["adult", "not_therapy", "unwatched", "keeping"]


def test_support_shows_directories_always_and_lines_by_region(library_app: Flask) -> None:
    elsewhere = got(library_app, "/support?region=FR")

    assert elsewhere["emergency"]
    assert [entry["id"] for entry in elsewhere["directories"]] == ["world"]
    assert elsewhere["entries"] == []
    assert got(library_app, "/support?region=GB")["entries"][0]["number"] == "000 000"
