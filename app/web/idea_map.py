"""Draws an idea among its neighbours: upstream what it rests on, downstream what follows, beside it what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

BREADTH, MARGIN = 360, 8
ROW, BETWEEN, LINE = 84, 68, 14
LONGEST_LINE, MOST_LINES = 14, 3
PEBBLE, MIDDLE, ON_A_BANK = 106, 116, 98
BANKS = (52, 308)

# Rows take turns, three and two, so that what lies further out is reached between those nearer in.
THREE, TWO = (58, 180, 302), (119, 241)
BEGIN_WITH_TWO = {2, 4, 7}

STROKES = {
    "Builds on": "solid",
    "Leads on to": "solid",
    "Differs from": "dashed",
    "Is part of": "dotted",
    "Takes in": "dotted",
}
UPSTREAM, BESIDE = ("Builds on", "Is part of"), ("Differs from",)

Neighbour = tuple[str, str, Any]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """One idea of the drawing: its pebble, its name in lines, and the thread that ties it to the one in the middle."""

    x: int
    y: int
    breadth: int
    lines: tuple[str, ...]
    slug: str = ""
    theme: str = ""
    stroke: str = ""
    thread: str = ""

    @property
    def height(self) -> int:
        """Never lower than a finger needs."""
        return max(48, 20 + LINE * len(self.lines))

    @property
    def first_line(self) -> int:
        """Where the first line of the name stands, so that all of them sit in the middle."""
        return self.y + 4 - (LINE // 2) * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class IdeaMap:
    """The drawing: the idea in the middle, and those around it."""

    breadth: int
    height: int
    middle: Spot
    around: tuple[Spot, ...]


def idea_map(title: str, beside: Sequence[Neighbour]) -> IdeaMap | None:
    """The map of one idea, given (how, slug, idea) of those beside it; None where there are none."""
    each_once = {slug: (how, slug, idea) for how, slug, idea in reversed(beside)}
    if not each_once:
        return None
    shown = sorted(each_once.values(), key=lambda one: (one[0], one[1]))
    above = [one for one in shown if one[0] in UPSTREAM]
    across = [one for one in shown if one[0] in BESIDE]
    below = [one for one in shown if one[0] not in (*UPSTREAM, *BESIDE)]
    tall = BETWEEN * max(1, (len(across) + 1) // 2)
    top = MARGIN + ROW * len(rows(len(above)))
    centre = (BREADTH // 2, top + tall // 2)
    around = (*in_rows(above, centre, -tall // 2), *on_banks(across, centre), *in_rows(below, centre, tall // 2))
    middle = Spot(*centre, MIDDLE, in_lines(title))
    return IdeaMap(BREADTH, top + tall + ROW * len(rows(len(below))) + MARGIN, middle, around)


def rows(count: int) -> list[tuple[int, ...]]:
    """Where so many pebbles stand across, row by row, the nearest row first."""
    turns, found = cycle((TWO, THREE) if count in BEGIN_WITH_TWO else (THREE, TWO)), list[tuple[int, ...]]()
    while count > 0:
        found.append(spread(next(turns), count))
        count -= len(found[-1])
    return found


def spread(places: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The places of a row for those who are left: all of them, or fewer in a balanced way."""
    if count >= len(places):
        return places
    return (BREADTH // 2,) if count == 1 else (places[0], places[-1])


def in_rows(shown: Sequence[Neighbour], centre: Point, edge: int) -> list[Spot]:
    """Pebbles above the middle, or below it, by the sign of `edge`: how far its band reaches."""
    away = ROW if edge > 0 else -ROW
    left, spots, passed = list(shown), list[Spot](), list[tuple[int, tuple[int, ...]]]()
    for number, places in enumerate(rows(len(shown))):
        y = centre[1] + edge + away * number + away // 2
        for x, neighbour in zip(places, left, strict=False):
            stops = [(nearest_gap(row, x), row_y) for row_y, row in passed]
            spots.append(spot(neighbour, (x, y), thread(centre, [*stops, (x, y)])))
        left = left[len(places) :]
        passed.append((y, places))
    return spots


def nearest_gap(row: tuple[int, ...], x: int) -> int:
    """Where a thread on its way to x passes between the pebbles of a row."""
    gaps = [place for place in (*THREE, *TWO) if all(abs(place - taken) > PEBBLE // 2 for taken in row)]
    return min(gaps, key=lambda gap: (abs(gap - x), gap), default=x)


def on_banks(shown: Sequence[Neighbour], centre: Point) -> list[Spot]:
    """Pebbles on either side of the middle, left and right in turn."""
    spots = []
    for side, bank in enumerate(BANKS):
        column = shown[side::2]
        for number, neighbour in enumerate(column):
            y = centre[1] + round(BETWEEN * (number - (len(column) - 1) / 2))
            spots.append(spot(neighbour, (bank, y), across(centre, (bank, y))))
    return spots


def spot(neighbour: Neighbour, at: Point, line: str) -> Spot:
    how, slug, idea = neighbour
    breadth = ON_A_BANK if how in BESIDE else PEBBLE
    return Spot(*at, breadth, in_lines(idea["title"]), slug, idea["themes"][0], STROKES[how], line)


def thread(start: Point, stops: Sequence[Point]) -> str:
    """A line that runs up or down the sheet and bends on its way from stop to stop."""
    told, (x, y) = f"M{start[0]} {start[1]}", start
    for to_x, to_y in stops:
        half = (y + to_y) // 2
        told += f"C{x} {half} {to_x} {half} {to_x} {to_y}"
        x, y = to_x, to_y
    return told


def across(start: Point, stop: Point) -> str:
    """A line to a bank, leaving and landing sideways."""
    half = (start[0] + stop[0]) // 2
    return f"M{start[0]} {start[1]}C{half} {start[1]} {half} {stop[1]} {stop[0]} {stop[1]}"


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
