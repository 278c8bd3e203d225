"""Chooses the prompt of the day without remembering anything: the same person and day always give the same prompt.

A person's prompts stand in one round. Themes are spread evenly over it, and it starts again when it is through. On the
next round each theme's prompts are shuffled, but only within stretches short enough to keep thirty days between two
meetings with the same prompt, as long as there are that many to offer.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.library.catalog import offered
from app.library.content import Library, Prompt

DAYS_APART = 30
SKIP_STRIDE = 7


class NothingToOffer(NotFound):
    """Every prompt is muted or retired."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person has asked us to leave out, and whether weightier prompts may come."""

    muted: AbstractSet[str] = frozenset()
    deeper: bool = False


def todays_prompt(library: Library, seed: bytes, day: date, *, wishes: Wishes | None = None, skip: int = 0) -> Prompt:
    """The prompt of a day, or its n-th alternative; never deep, muted or retired. Raises NothingToOffer."""
    pool = drawable(library, wishes or Wishes())
    if not pool:
        raise NothingToOffer()
    key = hashlib.sha256(seed).digest()
    turn, place = divmod(day.toordinal(), len(pool))
    round_of_prompts = reshuffled(base_round(pool, key), key, turn)
    return round_of_prompts[(place + alternatives(len(pool))[skip % len(pool)]) % len(pool)]


def drawable(library: Library, wishes: Wishes) -> list[Prompt]:
    """Prompts that may come unasked: for one person, not deep; with a care note only if deeper ones are wanted."""
    return [
        prompt
        for prompt in offered(library)
        if prompt.depth != "deep"
        and "solo" in prompt.company
        and wishes.muted.isdisjoint(prompt.topics)
        and (wishes.deeper or prompt.care_note is None)
    ]


def base_round(pool: Iterable[Prompt], key: bytes) -> list[Prompt]:
    """All prompts once, each theme in an order of its own and spread evenly over the whole."""
    themes: defaultdict[str, list[Prompt]] = defaultdict(list)
    for prompt in sorted(pool, key=lambda prompt: draw(key, "order", prompt.id)):
        themes[prompt.theme].append(prompt)
    spread = [
        ((number + draw(key, "phase", theme) / 2**64) / len(prompts), prompt.id, prompt)
        for theme, prompts in themes.items()
        for number, prompt in enumerate(prompts)
    ]
    return [prompt for _, _, prompt in sorted(spread, key=lambda entry: entry[:2])]


def reshuffled(base: Sequence[Prompt], key: bytes, turn: int) -> list[Prompt]:
    """The round as it runs at one turn: themes stay in place, prompts change seats within a stretch."""
    stretch = max(1, len(base) - DAYS_APART + 1)
    shuffled: list[Prompt] = []
    for start in range(0, len(base), stretch):
        seats = base[start : start + stretch]
        waiting: defaultdict[str, list[Prompt]] = defaultdict(list)
        for prompt in sorted(seats, key=lambda prompt: draw(key, f"turn {turn}", prompt.id)):
            waiting[prompt.theme].append(prompt)
        shuffled.extend(waiting[seat.theme].pop() for seat in seats)
    return shuffled


def alternatives(count: int) -> list[int]:
    """How far along the round each alternative lies: the day's own first, then far from the days around it."""
    far_first = [*range(count // 2, count), *range(1, count // 2)] if count > 1 else []
    return [0, *(step for start in range(SKIP_STRIDE) for step in far_first[start::SKIP_STRIDE])]


def draw(key: bytes, purpose: str, name: str) -> int:
    """A number that looks random and belongs to one person, purpose and name."""
    return int.from_bytes(hashlib.blake2b(f"{purpose}\0{name}".encode(), key=key, digest_size=8).digest())
