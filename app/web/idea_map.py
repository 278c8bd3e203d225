"""Draws an idea among those beside it: where each stands, and its name in short lines. Numbers only, no markup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BREADTH, HEIGHT = 360, 320
REACH = (116, 108)
LONGEST_LINE, MOST_LINES, MOST = 15, 3, 9
STROKES = {
    "Builds on": "solid",
    "Leads on to": "solid",
    "Differs from": "dashed",
    "Is part of": "dotted",
    "Takes in": "dotted",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One idea of the drawing: its place, its name in lines, and how it stands to the one in the middle."""

    x: int
    y: int
    lines: tuple[str, ...]
    slug: str = ""
    theme: str = ""
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class IdeaMap:
    """The drawing: the idea in the middle, and those around it."""

    breadth: int
    height: int
    middle: Spot
    around: tuple[Spot, ...]


def idea_map(title: str, beside: Sequence[tuple[str, str, Any]]) -> IdeaMap | None:
    """The map of one idea, given (how, slug, idea) of those beside it; None where there are none."""
    each_once = {slug: (how, idea) for how, slug, idea in reversed(beside)}
    shown = sorted(each_once.items(), key=lambda item: (item[1][0], item[0]))[:MOST]
    if not shown:
        return None
    around = tuple(
        Spot(*place(number, len(shown)), in_lines(idea["title"]), slug, idea["themes"][0], STROKES[how])
        for number, (slug, (how, idea)) in enumerate(shown)
    )
    return IdeaMap(BREADTH, HEIGHT, Spot(BREADTH // 2, HEIGHT // 2, in_lines(title)), around)


def place(number: int, count: int) -> tuple[int, int]:
    """Where one of so many stands on the ring, the first at the top."""
    turn = 2 * math.pi * number / count - math.pi / 2
    return round(BREADTH / 2 + REACH[0] * math.cos(turn)), round(HEIGHT / 2 + REACH[1] * math.sin(turn))


def in_lines(title: str) -> tuple[str, ...]:
    """A name in short lines; what does not fit into three is left out with a mark."""
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) + 1 > LONGEST_LINE and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    return tuple(lines)
