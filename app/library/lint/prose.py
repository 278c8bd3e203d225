"""Which texts of an item a reader sees, by field, and how the lexicon's words are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.library.content import Concept, Library, Path, Prompt
from app.library.frame import Vocabulary

ASKING = ("title", "text", "steps", "follow_ups", "solo_variant", "closing")


@dataclass(frozen=True, slots=True)
class Shown:
    """One text that readers see: in which file, of which item and field."""

    file: str
    item: str
    field: str
    text: str


def everything_shown(library: Library) -> Iterator[Shown]:
    """All of the library's prose, except notices, Support and the titles of other people's works."""
    for concept in library.concepts.values():
        yield from shown_of_concept(concept)
    for prompt in library.prompts.values():
        yield from shown_of_prompt(prompt)
    for path in library.paths.values():
        yield from shown_of_path(path)
    yield from shown_of_vocabulary(library.vocabulary)


def shown_of_prompt(prompt: Prompt) -> Iterator[Shown]:
    single = ("title", "text", "opt_out", "care_note", "closing", "solo_variant")
    for field in single:
        yield from texts_of(prompt.file, prompt.id, field, [getattr(prompt, field)])
    yield from texts_of(prompt.file, prompt.id, "steps", prompt.steps)
    yield from texts_of(prompt.file, prompt.id, "follow_ups", prompt.follow_ups)


def asked_by(prompt: Prompt) -> Iterator[Shown]:
    """The texts in which a prompt asks something of somebody."""
    return (shown for shown in shown_of_prompt(prompt) if shown.field in ASKING)


def shown_of_concept(concept: Concept) -> Iterator[Shown]:
    if not concept.is_carried:
        return
    yield from texts_of(concept.file, concept.slug, "title", [concept.title])
    yield from texts_of(concept.file, concept.slug, "gist", [concept.gist])
    page = concept.explainer
    if page is not None:
        for field in ("title", "body", "grade_note"):
            yield from texts_of(concept.file, concept.slug, f"explainer.{field}", [getattr(page, field)])
        yield from texts_of(concept.file, concept.slug, "explainer.further", [more.note for more in page.further])


def shown_of_path(path: Path) -> Iterator[Shown]:
    yield from texts_of(path.file, path.id, "title", [path.title])
    yield from texts_of(path.file, path.id, "summary", [path.summary])
    yield from texts_of(path.file, path.id, "agreements", path.agreements)
    for session in path.sessions:
        yield from texts_of(path.file, path.id, "session", [session.title, session.closing])


def shown_of_vocabulary(vocabulary: Vocabulary) -> Iterator[Shown]:
    for region, feelings in vocabulary.feelings.items():
        yield from texts_of("feelings.toml", region, "words", feelings)
    for part, tables in vocabulary.check_in.items():
        yield from texts_of("checkin.toml", part, "words", strings_in(tables))


def texts_of(file: str, item: str, field: str, texts: Iterable[str | None]) -> Iterator[Shown]:
    return (Shown(file, item, field, text) for text in texts if text)


def strings_in(tables: object) -> Iterator[str]:
    """Every string at any depth, keys aside."""
    if isinstance(tables, str):
        yield tables
    elif isinstance(tables, Mapping):
        for name, below in tables.items():
            yield from strings_in(below if name != "key" else "")
    elif isinstance(tables, list | tuple):
        for below in tables:
            yield from strings_in(below)


@lru_cache(maxsize=512)
def stem_pattern(stem: str) -> re.Pattern[str]:
    """A lexicon word as a pattern: whole, in any case, with any ending if it ends in a star."""
    ending = r"\w*" if stem.endswith("*") else ""
    body = re.escape(stem.removesuffix("*")).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w){body}{ending}(?!\w)", re.IGNORECASE)


def stems_in(text: str, stems: Iterable[str]) -> list[str]:
    """Which of the lexicon's words stand in a text."""
    straight = text.replace("’", "'")
    return [stem for stem in stems if stem_pattern(stem).search(straight)]
