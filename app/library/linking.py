"""Checks that everything the library points to is there, and that no idea rests on itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.library.content import Concept, Library, Path, Prompt


@dataclass(frozen=True, slots=True)
class Break:
    """Something that does not hold together: by which rule, where, and in a sentence."""

    rule: str
    file: str
    item: str
    message: str


def broken_links(library: Library) -> Iterator[Break]:
    """Yield every break in the library, structure first."""
    for concept in library.concepts.values():
        yield from concept_breaks(concept, library)
    yield from circles(library)
    for prompt in library.prompts.values():
        yield from prompt_breaks(prompt, library)
    for path in library.paths.values():
        yield from path_breaks(path, library)


def repeated_names(items: Iterable[tuple[str, str]]) -> Iterator[Break]:
    """Yield names that two items share, given (name, file) pairs."""
    pairs = list(items)
    counts = Counter(name for name, _ in pairs)
    for name, file in dict(pairs).items():
        if counts[name] > 1:
            yield Break("S2", file, name, "the name is used twice")


def concept_breaks(concept: Concept, library: Library) -> Iterator[Break]:
    if PurePosixPath(concept.file).stem != concept.slug:
        yield Break("S2", concept.file, concept.slug, "the file has to carry the concept's slug as its name")
    for edge in concept.edges:
        if edge.to == concept.slug:
            yield Break("S7", concept.file, concept.slug, "an edge leads back to the concept itself")
        if edge.to not in library.concepts:
            yield Break("S7", concept.file, concept.slug, f"the edge to {edge.to} leads nowhere")
    named = concept.refs + (concept.explainer.refs if concept.explainer else ())
    for key in dict.fromkeys(named):
        if key not in library.references:
            yield Break("V1", concept.file, concept.slug, f"the reference {key} is not in references.toml")


def circles(library: Library) -> Iterator[Break]:
    """Yield concepts that rest on themselves, by part-of or by builds-on."""
    for kind in ("part-of", "builds-on"):
        onward = {
            slug: [edge.to for edge in concept.edges if edge.type == kind] for slug, concept in library.concepts.items()
        }
        for slug in onward:
            if slug in reachable(onward, slug):
                yield Break("S7", library.concepts[slug].file, slug, f"{kind} edges run in a circle through it")


def reachable(onward: Mapping[str, list[str]], start: str) -> set[str]:
    """All that can be reached from a concept in one step or more."""
    found: set[str] = set()
    waiting = [step for step in onward.get(start, []) if step != start]
    while waiting:
        slug = waiting.pop()
        if slug not in found:
            found.add(slug)
            waiting.extend(onward.get(slug, []))
    return found


def prompt_breaks(prompt: Prompt, library: Library) -> Iterator[Break]:
    if PurePosixPath(prompt.file).stem != prompt.concepts[0]:
        yield Break(
            "S4", prompt.file, prompt.id, f"its first concept is {prompt.concepts[0]}, so it belongs in that set"
        )
    for slug in prompt.concepts:
        if slug not in library.concepts:
            yield Break("S4", prompt.file, prompt.id, f"the concept {slug} does not exist")
    if prompt.lighter is not None and prompt.lighter not in library.prompts:
        yield Break("S12", prompt.file, prompt.id, f"the lighter prompt {prompt.lighter} does not exist")


def path_breaks(path: Path, library: Library) -> Iterator[Break]:
    if PurePosixPath(path.file).stem != path.id:
        yield Break("S2", path.file, path.id, "the file has to carry the path's id as its name")
    for session in path.sessions:
        for prompt_id in session.prompts + session.group + session.optional_deep:
            if prompt_id not in library.prompts:
                yield Break("S11", path.file, path.id, f"the prompt {prompt_id} in “{session.title}” does not exist")
        if session.explainer is not None and not has_explainer(library, session.explainer):
            yield Break(
                "S11", path.file, path.id, f"the explainer {session.explainer} in “{session.title}” does not exist"
            )


def has_explainer(library: Library, slug: str) -> bool:
    concept = library.concepts.get(slug)
    return concept is not None and concept.explainer is not None
