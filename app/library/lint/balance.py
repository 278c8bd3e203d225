"""Rules S5 and B1–B8: enough of everything, and not too much of anything; all but B8 bind the whole library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.library.catalog import offered
from app.library.content import COMPANIES, FEELING_REGIONS, KINDS, THEMES, Library, Prompt
from app.library.folding import word_count
from app.library.lint.findings import Desk, Finding, Rules, Severity, error
from app.library.lint.prose import stems_in

FLOORS = {"concepts": 30, "explainers": 30, "prompts": 120, "paths": 6, "feelings": 60}
THEME_SHARES = {"integration": (20, 32), "regulation": (20, 32), "relationships": (20, 32), "foundations": (15, 25)}
PLEASANT = frozenset({"pleasant", "neutral"})


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a whole something is, in per cent."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole if self.whole else 0.0


def finding(rule: str, item: str, message: str, severity: Severity = "E") -> Finding:
    return Finding(rule, severity, "prompts/", item, message)


def counts(library: Library) -> dict[str, int]:
    """How much the library holds."""
    return {
        "concepts": sum(concept.is_carried for concept in library.concepts.values()),
        "explainers": sum(concept.explainer is not None for concept in library.concepts.values()),
        "prompts": len(offered(library)),
        "paths": len(library.paths),
        "feelings": sum(len(words) for words in library.vocabulary.feelings.values()),
    }


def share(prompts: tuple[Prompt, ...], field: str, value: str) -> Share:
    return Share(sum(getattr(prompt, field) == value for prompt in prompts), len(prompts))


def of_theme(library: Library, theme: str) -> tuple[Prompt, ...]:
    return tuple(prompt for prompt in offered(library) if prompt.theme == theme)


def every_concept_served(desk: Desk) -> Iterator[Finding]:
    """S5: a prompted concept has two prompts, one of them gentle, and a page."""
    for concept in desk.library.concepts.values():
        if concept.role != "prompted":
            continue
        prompts = [prompt for prompt in desk.library.prompts_of[concept.slug] if prompt.retired is None]
        if len(prompts) < 2 or all(prompt.depth != "gentle" for prompt in prompts):
            yield error("S5", concept, f"has {len(prompts)} prompts; it needs two, one of them gentle")
        if concept.explainer is None:
            yield error("S5", concept, "has no explainer")


def floors(desk: Desk) -> Iterator[Finding]:
    """B1: enough to choose from."""
    for name, count in counts(desk.library).items():
        if count < FLOORS[name]:
            yield finding("B1", name, f"{count}, at least {FLOORS[name]}")


def themes(desk: Desk) -> Iterator[Finding]:
    """B2: no theme crowds out another."""
    for theme, (least, most) in THEME_SHARES.items():
        found = share(offered(desk.library), "theme", theme).percent
        if not least <= found <= most:
            yield finding("B2", theme, f"{found:.0f}% of prompts, {least} to {most}% wanted")


def depths(desk: Desk) -> Iterator[Finding]:
    """B3: mostly gentle, seldom deep."""
    prompts = offered(desk.library)
    gentle, deep = share(prompts, "depth", "gentle").percent, share(prompts, "depth", "deep").percent
    if gentle < 50:
        yield finding("B3", "gentle", f"{gentle:.0f}% of prompts, at least 50% wanted")
    if deep > 15:
        yield finding("B3", "deep", f"{deep:.0f}% of prompts, at most 15% wanted")
    for theme in THEMES:
        found = share(of_theme(desk.library, theme), "depth", "deep").percent
        if found > 20:
            yield finding("B3", theme, f"{found:.0f}% deep, at most 20% wanted")


def kinds(desk: Desk) -> Iterator[Finding]:
    """B4: many ways to write."""
    shares = {kind: share(offered(desk.library), "kind", kind) for kind in KINDS}
    for kind, found in shares.items():
        if found.part < 10:
            yield finding("B4", kind, f"{found.part} prompts, at least 10 wanted")
    for kind, most in (("free-write", 45), ("body-scan", 12)):
        if shares[kind].percent > most:
            yield finding("B4", kind, f"{shares[kind].percent:.0f}% of prompts, at most {most}% wanted")


def company(desk: Desk) -> Iterator[Finding]:
    """B5: for one alone above all, and enough for two, for many and for little time."""
    prompts = offered(desk.library)
    found = {name: sum(name in prompt.company for prompt in prompts) for name in COMPANIES}
    if found["solo"] < 0.8 * len(prompts):
        yield finding("B5", "solo", f"{found['solo']} of {len(prompts)} prompts, at least 80% wanted")
    for name in ("pair", "group"):
        if found[name] < 16:
            yield finding("B5", name, f"{found[name]} prompts, at least 16 wanted")
    short = sum(prompt.minutes <= 5 for prompt in prompts)
    if short < 40:
        yield finding("B5", "minutes", f"{short} prompts of five minutes or less, at least 40 wanted")


def tones(desk: Desk) -> Iterator[Finding]:
    """B6: pleasant and ordinary things have their place."""
    for theme in THEMES:
        prompts = of_theme(desk.library, theme)
        found = Share(sum(prompt.tone in PLEASANT for prompt in prompts), len(prompts))
        if found.percent < 40:
            yield finding("B6", theme, f"{found.percent:.0f}% pleasant or neutral, at least 40% wanted", "W")


def crowding(desk: Desk) -> Iterator[Finding]:
    """B7: no concept carries too much, and the feelings are even."""
    prompts = offered(desk.library)
    carried = Counter(slug for prompt in prompts for slug in prompt.concepts)
    for slug, count in carried.items():
        if count > 0.08 * len(prompts):
            yield finding("B7", slug, f"carries {count} of {len(prompts)} prompts, at most 8% wanted", "W")
    feelings = desk.library.vocabulary.feelings
    sizes = [len(feelings[region]) for region in FEELING_REGIONS if region != "between"]
    if max(sizes) - min(sizes) > 2:
        yield finding("B7", "feelings", "the four regions differ by more than two words", "W")


def feelings(desk: Desk) -> Iterator[Finding]:
    """B8: feelings are single, short and not clinical. (L7 sees to the last.)"""
    counted = Counter(word for words in desk.library.vocabulary.feelings.values() for word in words)
    for word, count in counted.items():
        if count > 1:
            yield Finding("B8", "E", "feelings.toml", word, "stands there twice")
        if word_count(word) > 2:
            yield Finding("B8", "E", "feelings.toml", word, "has more than two words")
        if stems_in(word, desk.library.lexicon.banned):
            yield Finding("B8", "E", "feelings.toml", word, "is a word we do not use")


BALANCE: Rules = {
    "S5": every_concept_served,
    "B1": floors,
    "B2": themes,
    "B3": depths,
    "B4": kinds,
    "B5": company,
    "B6": tones,
    "B7": crowding,
}
VOCABULARY: Rules = {"B8": feelings}
