"""Tells the library's records as readers get them: grades in words, sources with links, prompts with their ideas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from app.library.catalog import ConceptMap, concept_map, lighter_than, offered
from app.library.content import Concept, Explainer, Library, Path, Prompt, Reference, SeedPlace, Session
from app.library.frame import SupportEntry

Told = dict[str, object]

GRADE_WORDS = {
    "well-supported": "Well supported",
    "simplification": "Simplified",
    "debated": "Experts disagree",
    "metaphor": "A picture, not a finding",
}


def told_prompt(library: Library, prompt: Prompt) -> Told:
    """A prompt with the ideas it rests on and something lighter to swap to."""
    lighter = lighter_than(library, prompt)
    concepts = (library.concepts[slug] for slug in prompt.concepts)
    plain = ("id", "title", "text", "theme", "kind", "depth", "minutes", "steps", "follow_ups", "opt_out", "care_note")
    more = ("closing", "topics", "anchor", "alone_friendly", "solo_variant", "retired", "lang")
    return {
        **{name: getattr(prompt, name) for name in (*plain, *more)},
        "for": prompt.company,
        "lighter": lighter.id if lighter else None,
        "concepts": [told_briefly(concept) for concept in concepts],
    }


def told_briefly(concept: Concept) -> Told:
    """What a label needs to know of an idea."""
    return {
        "slug": concept.slug,
        "title": concept.title,
        "themes": concept.themes,
        "grade": concept.grade,
        "grade_words": GRADE_WORDS[concept.grade],
    }


def told_in_list(concept: Concept) -> Told:
    """An idea as it stands in a list."""
    return {
        **told_briefly(concept),
        "group": concept.group,
        "role": concept.role,
        "gist": concept.gist,
        "has_explainer": concept.explainer is not None,
    }


def told_concept(library: Library, concept: Concept) -> Told:
    """An idea with its page, where it comes from, what it leads to, and its prompts."""
    on_offer = [prompt for prompt in offered(library) if concept.slug in prompt.concepts]
    return {
        **told_in_list(concept),
        "stance": concept.stance,
        "seed": [told_place(place) for place in concept.seed],
        "edges": told_edges(library, concept),
        "references": told_references(library, concept.refs),
        "explainer": told_explainer(library, concept.explainer) if concept.explainer else None,
        "prompts": [told_prompt(library, prompt) for prompt in on_offer],
    }


def told_edges(library: Library, concept: Concept) -> list[Told]:
    """Lines from an idea and to it, by the other end; ideas that are not carried do not show."""
    outward = [(edge.type, edge.to, "outward") for edge in concept.edges]
    inward = [
        (edge.type, other.slug, "inward")
        for other in library.concepts.values()
        for edge in other.edges
        if edge.to == concept.slug
    ]
    return [
        {"type": kind, "direction": direction, "concept": told_briefly(library.concepts[slug])}
        for kind, slug, direction in (*outward, *inward)
        if library.concepts[slug].is_carried
    ]


def told_explainer(library: Library, page: Explainer) -> Told:
    return {
        "title": page.title,
        "body": page.body,
        "grade": page.grade,
        "grade_words": GRADE_WORDS[page.grade],
        "grade_note": page.grade_note,
        "source": told_place(page.source),
        "references": told_references(library, page.refs),
        "further": [asdict(further) for further in page.further],
        "reviewed": page.reviewed,
    }


def told_place(place: SeedPlace) -> Told:
    return {"slide": place.slide, "lines": place.lines}


def told_references(library: Library, keys: Iterable[str]) -> list[Told]:
    """Works that somebody has seen; the others are editors' business."""
    found = (library.references[key] for key in keys)
    return [told_reference(reference) for reference in found if reference.status == "verified"]


def told_reference(reference: Reference) -> Told:
    doi = reference.doi
    return {
        "key": reference.key,
        "citation": reference.citation.replace("*", ""),
        "doi": doi,
        "url": f"https://doi.org/{doi}" if doi else reference.url,
    }


def told_map(library: Library) -> Told:
    """The graph of ideas."""
    graph: ConceptMap = concept_map(library)
    return {
        "nodes": [told_in_list(concept) for concept in graph.nodes],
        "edges": [{"from": edge.start, "type": edge.type, "to": edge.end} for edge in graph.edges],
    }


def told_path_in_list(path: Path) -> Told:
    """A path as it stands in a list."""
    plain = ("id", "title", "summary", "weeks", "minutes", "minutes_per_week", "depth_max")
    return {
        **{name: getattr(path, name) for name in plain},
        "for": path.company,
        "session_count": len(path.sessions),
    }


def told_path(library: Library, path: Path) -> Told:
    """A path with all its sessions."""
    return {
        **told_path_in_list(path),
        "agreements": path.agreements,
        "read_aloud": path.notice,
        "sessions": [told_session(library, session) for session in path.sessions],
    }


def told_session(library: Library, session: Session) -> Told:
    prompts = {
        name: [told_prompt(library, library.prompts[prompt_id]) for prompt_id in getattr(session, name)]
        for name in ("prompts", "group", "optional_deep")
    }
    explainer = library.concepts[session.explainer] if session.explainer else None
    return {
        "week": session.week,
        "title": session.title,
        "explainer": told_briefly(explainer) if explainer else None,
        "closing": session.closing,
        **prompts,
    }


def told_vocabulary(library: Library) -> Told:
    """The words of the check-in."""
    return {"feelings": dict(library.vocabulary.feelings), **library.vocabulary.check_in}


def told_support(library: Library, region: str | None = None) -> Told:
    """Crisis help: emergencies in one line, directories, then entries, all or those of a region."""
    entries = (entry for entry in library.support.entries if region in (None, entry.region))
    return {
        "emergency": library.support.emergency,
        "directories": [told_support_entry(entry) for entry in library.support.directories],
        "entries": [told_support_entry(entry) for entry in entries],
        "regions": sorted({entry.region for entry in library.support.entries if entry.region}),
    }


def told_support_entry(entry: SupportEntry) -> Told:
    return {name: value for name, value in asdict(entry).items() if name != "status"}
