"""What can be checked in words of any language: that a translation is of today's original, asks once, and is plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from app.core.language import ORIGINAL
from app.library.content import Library
from app.library.lint.findings import Desk, Finding, warning
from app.library.lint.language import LANGUAGE
from app.library.lint.wording import WORDING
from app.library.translating import mark_of

ANY_LANGUAGE = {"L3": LANGUAGE["L3"], "L17": WORDING["L17"]}


def translation_findings(libraries: Mapping[str, Library], today: date) -> list[Finding]:
    """What the rules have to say about every translation."""
    original = libraries[ORIGINAL]
    found = [
        finding
        for language, library in libraries.items()
        if language != ORIGINAL
        for finding in (*outdated(original, library), *misworded(library, today))
    ]
    return sorted(found, key=lambda one: (one.severity, one.file, one.item, one.rule))


def outdated(original: Library, translated: Library) -> Iterator[Finding]:
    """T2: a translation names the mark of the words it was made from, and they have not changed since."""
    for prompt in translated.prompts.values():
        if prompt.lang != ORIGINAL and prompt.translated_from != mark_of(original.prompts[prompt.id]):
            yield warning("T2", prompt, f"the original is at {mark_of(original.prompts[prompt.id])}; look it over")


def misworded(translated: Library, today: date) -> Iterator[Finding]:
    own = {name: prompt for name, prompt in translated.prompts.items() if prompt.lang != ORIGINAL}
    desk = Desk(replace(translated, concepts={}, paths={}, prompts=own), today)
    for rule in ANY_LANGUAGE.values():
        yield from rule(desk)
