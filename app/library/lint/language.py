"""Rules L1–L8: length, ease of reading, one question at a time, a way out, and words we do not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.library.content import Concept, Path, Prompt
from app.library.folding import word_count
from app.library.lint.findings import Desk, Finding, Rules, error, warning
from app.library.lint.prose import Shown, everything_shown, shown_of_path, shown_of_prompt, stems_in
from app.library.readability import grade

PROMPT_LIMITS = {"title": 8, "text": 60, "steps": 30, "follow_ups": 20, "opt_out": 30}
HARDEST_PROMPT, HARDEST_EXPLAINER, HARD, CHOPPY = 8.0, 8.5, 7.0, 1.5
ASKS = r"what|how|where|when|who|which|why"
TWO_IN_ONE = re.compile(
    rf"\b(?:{ASKS})\b[^?.!]*\b(?:and|or)\b\s+"
    rf"(?:{ASKS}|do|does|did|is|are|was|were|can|could|would)\b[^?]*\?",
    re.IGNORECASE,
)
OPENS_WITH_WHY = re.compile(r"(?:^|[.!?]\s+)why\b[^.!?]*\?", re.IGNORECASE)
SWEEPING = re.compile(r"\b(?:always|never|everyone|we all)\b", re.IGNORECASE)


def lengths(desk: Desk) -> Iterator[Finding]:
    """L1: short is kind."""
    for prompt in desk.library.prompts.values():
        for shown in shown_of_prompt(prompt):
            yield from too_long(prompt, shown.field, shown.text, PROMPT_LIMITS.get(shown.field))
    for concept in desk.library.concepts.values():
        for field, text, limit in measured(concept):
            yield from too_long(concept, field, text, limit)
    for path in desk.library.paths.values():
        for title in (path.title, *(session.title for session in path.sessions)):
            yield from too_long(path, "title", title, 8)


def measured(concept: Concept) -> Iterable[tuple[str, str, int]]:
    own = [("title", concept.title, 8), ("gist", concept.gist, 30), ("note", concept.note, 80)]
    page = concept.explainer
    if page is None:
        return own
    return [*own, ("title", page.title, 8), ("body", page.body, 120), ("grade_note", page.grade_note, 35)]


def too_long(item: Concept | Prompt | Path, field: str, text: str, limit: int | None) -> Iterator[Finding]:
    if limit is not None and word_count(text) > limit:
        yield error("L1", item, f"{field} has {word_count(text)} words, at most {limit}")


def reading_grades(desk: Desk) -> Iterator[Finding]:
    """L2: easy to read."""
    for prompt in desk.library.prompts.values():
        found = grade(" ".join((prompt.text, *prompt.steps, *prompt.follow_ups)))
        yield from too_hard(prompt, found, HARDEST_PROMPT)
    for concept in desk.library.concepts.values():
        if concept.explainer is not None:
            found = grade(concept.explainer.body)
            yield from too_hard(concept, found, HARDEST_EXPLAINER)
            if found < CHOPPY:
                yield warning("L2", concept, f"reading grade {found:.1f}: the explainer may be choppy")


def too_hard(item: Concept | Prompt, found: float, limit: float) -> Iterator[Finding]:
    if found > limit:
        yield error("L2", item, f"reading grade {found:.1f}, at most {limit}")
    elif found > HARD:
        yield warning("L2", item, f"reading grade {found:.1f}, better under {HARD}")


def one_question(desk: Desk) -> Iterator[Finding]:
    """L3: one question in the text, one in each follow-up, at most one in a step."""
    for prompt in desk.library.prompts.values():
        if prompt.text.count("?") != 1:
            yield error("L3", prompt, "the text asks exactly one question")
        if any(text.count("?") != 1 for text in prompt.follow_ups):
            yield error("L3", prompt, "each follow-up asks exactly one question")
        if any(text.count("?") > 1 for text in prompt.steps):
            yield error("L3", prompt, "a step asks one question at most")


def two_in_one(desk: Desk) -> Iterator[Finding]:
    """L4: no question with another inside."""
    for prompt in desk.library.prompts.values():
        if any(TWO_IN_ONE.search(text) for text in (prompt.text, *prompt.steps, *prompt.follow_ups)):
            yield error("L4", prompt, "a question asks two things")


def why_and_always(desk: Desk) -> Iterator[Finding]:
    """L5: why leads round in circles, and always is seldom true."""
    for prompt in desk.library.prompts.values():
        asked = (prompt.text, *prompt.steps, *prompt.follow_ups)
        if any(OPENS_WITH_WHY.search(text) for text in asked):
            yield warning("L5", prompt, "a question opens with why")
        if any(SWEEPING.search(text) for text in asked):
            yield warning("L5", prompt, "says always, never, everyone or we all")


def ways_out(desk: Desk) -> Iterator[Finding]:
    """L6: every prompt says how to leave it."""
    for prompt in desk.library.prompts.values():
        if not stems_in(prompt.opt_out, desk.library.lexicon.way_out):
            yield error("L6", prompt, "opt_out names no way out")


def banned_words(desk: Desk) -> Iterator[Finding]:
    """L7: words of the clinic, of promise and of blame stay out."""
    lexicon = desk.library.lexicon
    allowed = {(exempt.field, exempt.id, exempt.word) for exempt in lexicon.exceptions}
    for shown in everything_shown(desk.library):
        for stem in stems_in(shown.text, lexicon.banned):
            if (shown.field, shown.item, stem) not in allowed:
                yield Finding("L7", "E", shown.file, shown.item, f"{shown.field} says “{stem}”")


def soft_words(desk: Desk) -> Iterator[Finding]:
    """L8: no pressing, not even softly."""
    for prompt in desk.library.prompts.values():
        yield from pressing(desk, prompt, shown_of_prompt(prompt))
    for path in desk.library.paths.values():
        yield from pressing(desk, path, shown_of_path(path))


def pressing(desk: Desk, item: Prompt | Path, all_shown: Iterator[Shown]) -> Iterator[Finding]:
    for shown in all_shown:
        for stem in stems_in(shown.text, desk.library.lexicon.soft):
            yield warning("L8", item, f"{shown.field} says “{stem}”")


LANGUAGE: Rules = {
    "L1": lengths,
    "L2": reading_grades,
    "L3": one_question,
    "L4": two_in_one,
    "L5": why_and_always,
    "L6": ways_out,
    "L7": banned_words,
    "L8": soft_words,
}
