"""Things are found in the library, and what is not carried or not on offer stays out of the way."""

from collections.abc import Callable
from typing import Any

import pytest

from app.library import catalog
from app.library.catalog import PromptWish
from app.library.content import THEMES, Library

Make = Callable[..., Library]


def ids(library: Library, **wish: Any) -> list[str]:
    return [prompt.id for prompt in catalog.prompts_for(library, PromptWish(**wish))]


def test_there_are_four_themes() -> None:
    assert tuple(theme.slug for theme in catalog.THEMES) == THEMES


def test_ideas_are_found_by_any_of_their_themes(make_library: Make) -> None:
    library = make_library()

    assert [idea.slug for idea in catalog.concepts_in(library, "regulation")] == ["steadying"]
    assert catalog.concepts_in(library, "foundations") == ()


def test_ideas_that_are_not_carried_are_hidden(make_library: Make) -> None:
    library = make_library(concept={"stance": '"do-not-carry"'})

    assert catalog.concepts_in(library) == ()
    assert catalog.concept_map(library).nodes == ()
    with pytest.raises(catalog.NoSuchConcept):
        catalog.find_concept(library, "steadying")


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({}, True),
        ({"theme": "relationships"}, True),
        ({"theme": "foundations"}, False),
        ({"concept": "steadying"}, True),
        ({"concept": "other"}, False),
        ({"kind": "letter"}, False),
        ({"depth": "gentle"}, True),
        ({"company": "solo"}, True),
        ({"company": "pair"}, False),
        ({"max_minutes": 5}, True),
        ({"max_minutes": 4}, False),
        ({"text": "WARM week"}, True),
        ({"text": "wärm"}, True),
        ({"text": "warm elephant"}, False),
        ({"theme": "relationships", "kind": "letter"}, False),
    ],
)
def test_prompts_are_found_by_wish(make_library: Make, wish: dict[str, Any], found: bool) -> None:
    assert ids(make_library(), **wish) == (["rel-warm-moment"] if found else [])


def test_a_retired_prompt_is_found_by_its_id_and_never_offered(make_library: Make) -> None:
    library = make_library(prompt={"retired": "2026-01-01"})

    assert catalog.find_prompt(library, "rel-warm-moment").retired is not None
    assert ids(library) == []


@pytest.mark.parametrize("find", [catalog.find_prompt, catalog.find_path, catalog.find_concept])
def test_what_is_not_there_is_not_found(make_library: Make, find: Callable[[Library, str], object]) -> None:
    library = make_library()

    with pytest.raises((catalog.NoSuchPrompt, catalog.NoSuchPath, catalog.NoSuchConcept)):
        find(library, "nowhere")


def test_the_map_joins_carried_ideas(make_library: Make, write_library: Any) -> None:
    text = (write_library({}) / "concepts/steadying.toml").read_text()
    other = text.replace('slug = "steadying"', 'slug = "other"')
    other = other.replace("edges = []", 'edges = [{ type = "builds-on", to = "steadying" }]')

    graph = catalog.concept_map(make_library(files={"concepts/other.toml": other}))

    assert [(edge.start, edge.type, edge.end) for edge in graph.edges] == [("other", "builds-on", "steadying")]


def test_the_editors_lighter_prompt_comes_first(make_library: Make, write_library: Any) -> None:
    first = (write_library({}) / "sets/steadying.toml").read_text()
    near = first.replace("rel-warm-moment", "rel-near")
    named = first.replace("rel-warm-moment", "int-named").replace('theme = "relationships"', 'theme = "integration"')
    asking = first + 'lighter = "int-named"\n'

    library = make_library(files={"sets/steadying.toml": asking + near + named})

    lighter = catalog.lighter_than(library, library.prompts["rel-warm-moment"])
    assert lighter is not None
    assert lighter.id == "int-named"


def test_something_lighter_stays_within_the_theme_where_it_can(many_prompts: Callable[..., Library]) -> None:
    library = many_prompts({"int-first": "integration", "rel-near": "relationships"})

    lighter = catalog.lighter_than(library, library.prompts["rel-warm-moment"])

    assert lighter is not None
    assert lighter.id == "rel-near"


def test_a_prompt_is_not_lighter_than_itself(make_library: Make) -> None:
    library = make_library()

    assert catalog.lighter_than(library, library.prompts["rel-warm-moment"]) is None
