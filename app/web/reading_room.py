"""What the library's pages show: themes with their ideas, prompts that fit a wish, one idea, one prompt, one path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.core.notices import current_notices, noticed
from app.library import telling
from app.library.catalog import (
    THEMES,
    PromptWish,
    concepts_in,
    find_concept,
    find_path,
    find_prompt,
    offered,
    prompts_for,
)
from app.library.content import Concept, Library
from app.web.idea_map import idea_map

Choices = tuple[tuple[str, str], ...]

THEME_TITLES = {theme.slug: theme.title for theme in THEMES}
DEPTH_WORDS = {"gentle": "gentle", "moderate": "a little deeper", "deep": "deep"}
MOST_FIRST = 3
# What a new group begins with; whoever leads it may put it otherwise (content.md 3.8).
AGREEMENTS = (
    "Pass is a full answer.",
    "Nobody is asked to read aloud.",
    "What is said here stays here.",
    "No recording, and no collecting of what is written.",
)
KIND_WORDS = {
    "free-write": "Free writing",
    "guided-steps": "Step by step",
    "check-in": "A short look",
    "letter": "A letter, not to be sent",
    "body-scan": "Noticing the body",
    "relational": "With somebody",
}
EDGE_WORDS = {
    ("builds-on", "outward"): "Builds on",
    ("builds-on", "inward"): "Leads on to",
    ("contrasts-with", "outward"): "Differs from",
    ("contrasts-with", "inward"): "Differs from",
    ("part-of", "outward"): "Is part of",
    ("part-of", "inward"): "Takes in",
}
FILTERS: tuple[tuple[str, str, Choices], ...] = (
    ("theme", "Theme", (("", "Any"), *THEME_TITLES.items())),
    ("depth", "How deep", (("", "Not deep"), ("gentle", "Gentle"), ("moderate", "A little deeper"), ("deep", "Deep"))),
    ("kind", "What kind", (("", "Any"), *KIND_WORDS.items())),
    ("minutes", "How long", (("", "Any"), ("3", "3 minutes"), ("5", "5 minutes"), ("10", "10 minutes"))),
    ("for", "With", (("", "Anyone"), ("solo", "Alone"), ("pair", "Someone"), ("group", "A group"))),
)


def to_write_with(library: Library) -> dict[str, Any]:
    """What a page to write on has at hand: ideas to touch, words for a check-in."""
    return {"ideas": ideas(library), "vocabulary": library.vocabulary, "sharing": current_notices().sharing}


def for_groups(library: Library) -> dict[str, Any]:
    """What those who lead may ask a group: three gentle beginnings, every prompt that suits, the paths for groups."""
    suited = [one for one in prompts_for(library, PromptWish(company="group")) if one.depth != "deep"]
    first = [one for one in suited if one.depth == "gentle"][:MOST_FIRST]
    others = [one for one in offered(library) if one.depth != "deep" and one not in suited]
    paths = [path for path in library.paths.values() if "group" in path.company]
    return {
        "first_prompts": first,
        "group_prompts": suited,
        "other_prompts": others,
        "group_paths": paths,
        "agreements": AGREEMENTS,
    }


def ideas(library: Library) -> list[dict[str, Any]]:
    """Every idea by name, for lists to pick from, under its home theme."""
    told = [
        {"slug": idea.slug, "title": idea.title, "themes": idea.themes, "theme_title": THEME_TITLES[idea.themes[0]]}
        for idea in concepts_in(library)
    ]
    return sorted(told, key=lambda idea: (idea["theme_title"], idea["title"]))


def library_page(library: Library, asked: Mapping[str, str]) -> dict[str, Any]:
    """The whole library with one shelf open, and the prompts that fit what was asked."""
    shelf = asked.get("shelf", "")
    return {
        "themes": themes(library),
        "shelf": shelf,
        "finder": finder(library, asked),
        "paths": paths(library),
        "depth_words": DEPTH_WORDS,
    }


def shelf(library: Library) -> dict[str, Any]:
    """Every idea in brief and every prompt on offer, as the API tells them."""
    concepts = [telling.told_in_list(idea) for idea in concepts_in(library)]
    return noticed({"concepts": concepts, "prompts": [telling.told_prompt(library, one) for one in offered(library)]})


def concept_page(library: Library, slug: str) -> dict[str, Any]:
    """One idea as a page. Raises NoSuchConcept."""
    concept = find_concept(library, slug)
    told = telling.told_concept(library, concept)
    beside = related(library, concept)
    drawn = idea_map(concept.title, [(how, told["slug"], told) for (how, _), told in beside.items()])
    return {"concept": told, "related": beside, "map": drawn, "depth_words": DEPTH_WORDS, "lines_told": lines_told}


def related(library: Library, concept: Concept) -> dict[tuple[str, str], Any]:
    """Ideas beside this one, each once for each way in which they stand together."""
    edges: list[Any] = telling.told_edges(library, concept)
    return {(EDGE_WORDS[edge["type"], edge["direction"]], edge["concept"]["slug"]): edge["concept"] for edge in edges}


def prompt_page(library: Library, prompt_id: str) -> dict[str, Any]:
    """One prompt as a page. Raises NoSuchPrompt."""
    return {"prompt": telling.told_prompt(library, find_prompt(library, prompt_id)), "depth_words": DEPTH_WORDS}


def path_page(library: Library, path_id: str) -> dict[str, Any]:
    """One path as a page. Raises NoSuchPath."""
    return {"path": telling.told_path(library, find_path(library, path_id)), "depth_words": DEPTH_WORDS}


def paths(library: Library) -> list[dict[str, Any]]:
    """Every path by title, those for one person first."""
    told = [telling.told_path_in_list(path) for path in library.paths.values()]
    return sorted(told, key=lambda path: ("solo" not in path["for"], path["title"]))


def themes(library: Library) -> list[dict[str, Any]]:
    """The themes in order, each with the ideas at home in it."""
    return [{**asdict(theme), "concepts": at_home(library, theme.slug)} for theme in THEMES]


def at_home(library: Library, theme: str) -> list[dict[str, object]]:
    """Ideas whose first theme this is, by title."""
    home = (idea for idea in concepts_in(library, theme) if is_at_home(idea, theme))
    found = sorted(home, key=lambda idea: idea.title)
    return [telling.told_in_list(idea) for idea in found]


def is_at_home(idea: Concept, theme: str) -> bool:
    return idea.themes[0] == theme


def finder(library: Library, asked: Mapping[str, str]) -> dict[str, Any]:
    """The filters with what was chosen; a value that is not on offer counts as none."""
    chosen = {name: kept(asked.get(name, ""), choices) for name, _, choices in FILTERS}
    is_asked = any(name in asked for name in chosen)
    found = prompts_for(library, wish_of(chosen)) if is_asked else ()
    # What goes deep is shown to those who ask for it.
    prompts = [prompt for prompt in found if prompt.depth != "deep" or chosen["depth"] == "deep"]
    told = [telling.told_prompt(library, prompt) for prompt in prompts]
    return {"filters": FILTERS, "chosen": chosen, "is_asked": is_asked, "prompts": told}


def kept(value: str, choices: Choices) -> str:
    return value if value in dict(choices) else ""


def wish_of(chosen: Mapping[str, str]) -> PromptWish:
    """The filters in the catalogue's own words."""
    return PromptWish(
        theme=chosen["theme"] or None,
        depth=chosen["depth"] or None,
        kind=chosen["kind"] or None,
        company=chosen["for"] or None,
        max_minutes=int(chosen["minutes"]) if chosen["minutes"] else None,
    )


def lines_told(lines: Sequence[int]) -> str:
    """Line numbers in words: a line, or the first to the last."""
    if lines[0] == lines[-1]:
        return f"line {lines[0]}"
    return f"lines {lines[0]} to {lines[-1]}"
