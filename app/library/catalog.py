"""Finds things in the library: themes, ideas and how they hang together, prompts by wish, something lighter."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from app.errors import NotFound
from app.library.content import Concept, Library, Path, Prompt
from app.library.folding import folded


class NoSuchConcept(NotFound):
    """There is no such idea in the library, or it is not carried."""


class NoSuchPrompt(NotFound):
    """No prompt ever had this id."""


class NoSuchPath(NotFound):
    """No path has this id."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the four ways into the library."""

    slug: str
    title: str
    gist: str


THEMES = (
    Theme("integration", "Integration", "How the different parts of a life keep their shape and still link up."),
    Theme("regulation", "Regulation", "How we find our footing again when things run too tight or too loose."),
    Theme("relationships", "Relationships", "How people, other beings and places leave their mark on us, near or far."),
    Theme("foundations", "Foundations", "What is thought, and still argued, about brains, minds and being aware."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptWish:
    """What somebody is looking for among the prompts; what is left out does not matter."""

    theme: str | None = None
    concept: str | None = None
    kind: str | None = None
    depth: str | None = None
    company: str | None = None
    max_minutes: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A line of the concept map."""

    start: str
    type: str
    end: str


@dataclass(frozen=True, slots=True)
class ConceptMap:
    """The whole graph of ideas that readers may meet."""

    nodes: tuple[Concept, ...]
    edges: tuple[MapEdge, ...]


def find_concept(library: Library, slug: str) -> Concept:
    """The idea of this name; raises NoSuchConcept, also for ideas that are not carried."""
    concept = library.concepts.get(slug)
    if concept is None or not concept.is_carried:
        raise NoSuchConcept()
    return concept


def find_prompt(library: Library, prompt_id: str) -> Prompt:
    """The prompt of this id, retired or not; raises NoSuchPrompt."""
    if prompt_id not in library.prompts:
        raise NoSuchPrompt()
    return library.prompts[prompt_id]


def find_path(library: Library, path_id: str) -> Path:
    """The path of this id; raises NoSuchPath."""
    if path_id not in library.paths:
        raise NoSuchPath()
    return library.paths[path_id]


def concepts_in(library: Library, theme: str | None = None) -> tuple[Concept, ...]:
    """Carried ideas, all or those of a theme, in the order of their slugs."""
    found = (concept for concept in library.concepts.values() if concept.is_carried)
    return tuple(sorted((c for c in found if theme is None or theme in c.themes), key=lambda c: c.slug))


def concept_map(library: Library) -> ConceptMap:
    """Every carried idea, and the edges between carried ideas."""
    nodes = concepts_in(library)
    shown = {concept.slug for concept in nodes}
    edges = tuple(
        MapEdge(concept.slug, edge.type, edge.to) for concept in nodes for edge in concept.edges if edge.to in shown
    )
    return ConceptMap(nodes, edges)


def prompts_for(library: Library, wish: PromptWish) -> tuple[Prompt, ...]:
    """Prompts on offer that meet a wish, in the order of their ids."""
    return tuple(prompt for prompt in offered(library) if meets(prompt, wish))


def offered(library: Library) -> tuple[Prompt, ...]:
    """All prompts that are not retired, in the order of their ids."""
    return tuple(sorted((p for p in library.prompts.values() if p.retired is None), key=lambda p: p.id))


def meets(prompt: Prompt, wish: PromptWish) -> bool:
    """Whether a prompt is what somebody is looking for."""
    exact = ((wish.theme, prompt.theme), (wish.kind, prompt.kind), (wish.depth, prompt.depth))
    member = ((wish.concept, prompt.concepts), (wish.company, prompt.company))
    return (
        all(wanted in (None, has) for wanted, has in exact)
        and all(wanted is None or wanted in has for wanted, has in member)
        and (wish.max_minutes is None or prompt.minutes <= wish.max_minutes)
        and mentions(prompt, wish.text or "")
    )


def mentions(prompt: Prompt, text: str) -> bool:
    """Whether every word of a search stands in a prompt's title or text."""
    page = folded(f"{prompt.title} {prompt.text}")
    return all(word in page for word in folded(text).split())


def lighter_than(library: Library, prompt: Prompt, *, muted: Set[str] = frozenset()) -> Prompt | None:
    """A gentle prompt to swap to: the one the editor named, or else the nearest; None if there is no other."""
    named = library.prompts.get(prompt.lighter or "")
    if named is not None and named.retired is None and muted.isdisjoint(named.topics):
        return named
    gentle = (
        other
        for other in offered(library)
        if other.depth == "gentle"
        and other.id != prompt.id
        and "solo" in other.company
        and muted.isdisjoint(other.topics)
    )
    return min(gentle, key=lambda other: distance(prompt, other), default=None)


def distance(prompt: Prompt, other: Prompt) -> tuple[bool, int, int, str]:
    """How far another prompt is from this one: theme first, then shared ideas, then length."""
    shared = len(set(prompt.concepts) & set(other.concepts))
    return (other.theme != prompt.theme, -shared, other.minutes, other.id)
