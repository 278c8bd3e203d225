"""Rules L9–L17: no digging, no orders, no promises, no types, no copies, and nothing but plain text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from app.library.content import Prompt
from app.library.fingerprint import hashed_runs
from app.library.folding import folded_words
from app.library.lint.findings import Desk, Finding, Rules, warning
from app.library.lint.prose import Shown, asked_by, everything_shown, shown_of_prompt, texts_of

KIN = "mother|father|mum|mom|dad|parents|husband|wife|spouse|children|kids"
DIGGING = re.compile(
    r"\b(?:(?:try to|can you) remember|earliest memory|worst (?:days?|moments?|things?)|forgotten|buried|repressed)\b",
    re.IGNORECASE,
)
DIRECTING = re.compile(r"\b(?:forgive|confront|reconcile|reach out to them|tell your)\b", re.IGNORECASE)
FAMILY = re.compile(rf"\byour (?:{KIN})\b", re.IGNORECASE)
BREATH = re.compile(r"\b(?:hold your breath|breathe in for|rapid breath\w*)\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:this|it|writing|journall?ing) (?:will|can help|helps)\b|\byou(?: will|['’]ll) feel\b", re.IGNORECASE
)
TYPE = re.compile(r"\b(?:you are (?:a|an|the kind)|your (?:style|type|pattern|wound)s?)\b", re.IGNORECASE)
NOT_PLAIN = re.compile(
    r"https?:|www\.|<[a-z/!]|&[a-z]+;|`|\*\w|\w\*|^#{1,6} |^[-*] |\[[^\]]*\]\(|(?<!\w)_\w[^_]*_(?!\w)"
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]",
    re.IGNORECASE | re.MULTILINE,
)
SAME_OPENINGS = 8


def asking(desk: Desk) -> Iterator[Shown]:
    for prompt in desk.library.prompts.values():
        yield from asked_by(prompt)


def matches(rule: str, all_shown: Iterator[Shown], pattern: re.Pattern[str], reason: str) -> Iterator[Finding]:
    for shown in all_shown:
        found = pattern.search(shown.text)
        if found is not None:
            yield Finding(rule, "E", shown.file, shown.item, f"{shown.field} {reason}: {found.group()!r}")


def digging(desk: Desk) -> Iterator[Finding]:
    """L9: only what a person already remembers and finds all right to visit."""
    return matches("L9", asking(desk), DIGGING, "digs for memories")


def directing(desk: Desk) -> Iterator[Finding]:
    """L10: nobody is told what to do about another person."""
    return matches("L10", asking(desk), DIRECTING, "directs contact or forgiveness")


def family(desk: Desk) -> Iterator[Finding]:
    """L11: nobody is assumed to have a family."""
    return matches("L11", asking(desk), FAMILY, "assumes a family")


def breath(desk: Desk) -> Iterator[Finding]:
    """L12: breath is left as it is."""
    return matches("L12", asking(desk), BREATH, "steers the breath")


def promises(desk: Desk) -> Iterator[Finding]:
    """L13: nothing is promised."""
    return matches("L13", everything_shown(desk.library), PROMISE, "promises something")


def types(desk: Desk) -> Iterator[Finding]:
    """L14: states, not traits."""
    for prompt in desk.library.prompts.values():
        if any(TYPE.search(shown.text) for shown in shown_of_prompt(prompt)):
            yield warning("L14", prompt, "sounds like a type of person")


def near_copies(desk: Desk) -> Iterator[Finding]:
    """L15: no two prompts say nearly the same, and not too many begin alike."""
    prompts = [prompt for prompt in desk.library.prompts.values() if prompt.retired is None]
    trigrams = {prompt.id: three_in_a_row(prompt) for prompt in prompts}
    for one, other in combinations(prompts, 2):
        smaller = min(len(trigrams[one.id]), len(trigrams[other.id]))
        if smaller and len(trigrams[one.id] & trigrams[other.id]) / smaller > 0.5:
            yield warning("L15", other, f"says nearly the same as {one.id}")
    openings = Counter(opening(prompt) for prompt in prompts)
    for prompt in prompts:
        if openings[opening(prompt)] > SAME_OPENINGS:
            yield warning("L15", prompt, f"begins like {openings[opening(prompt)] - 1} others")


def three_in_a_row(prompt: Prompt) -> set[tuple[str, ...]]:
    words = folded_words(prompt.text)
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def opening(prompt: Prompt) -> tuple[str, ...]:
    return tuple(folded_words(prompt.text)[:4])


def copies_of_the_seed(desk: Desk) -> Iterator[Finding]:
    """L16: the deck's sentences are not ours."""
    seed = desk.library.seed
    notes = (
        shown
        for concept in desk.library.concepts.values()
        for shown in texts_of(concept.file, concept.slug, "note", [concept.note])
    )
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for shown in (*everything_shown(desk.library), *notes):
        if any(hashed in seed.runs_of_twelve for hashed, _ in hashed_runs(shown.text, 12)):
            yield Finding("L16", "E", shown.file, shown.item, f"{shown.field} has twelve words in a row from the seed")
            continue
        eights = [run for hashed, run in hashed_runs(shown.text, 8) if hashed in seed.runs_of_eight]
        found[shown.file, shown.item, shown.field].extend(eights)
    for (file, item, field), runs in found.items():
        if runs:
            yield Finding("L16", "W", file, item, f"{field} has eight words in a row from the seed: {runs[0]!r}")


def plain_text(desk: Desk) -> Iterator[Finding]:
    """L17: plain text, and nothing hidden in it."""
    return matches("L17", everything_shown(desk.library), NOT_PLAIN, "is not plain text")


WORDING: Rules = {
    "L9": digging,
    "L10": directing,
    "L11": family,
    "L12": breath,
    "L13": promises,
    "L14": types,
    "L15": near_copies,
    "L16": copies_of_the_seed,
    "L17": plain_text,
}
