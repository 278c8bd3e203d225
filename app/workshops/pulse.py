"""What may be told of a group's answers: pure rules, after security.md 4.4. Nothing under five, ever.

The choices of a question stand in order, from one end to the other. With five to nine answers only the middle is told,
to half a step; from ten on, how many of ten lie towards either end, where a band of one or two joins its neighbour.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import UUID

LEAST = 5
BANDS_FROM = 10
FEWEST_IN_BAND = 3
MOST_CHOICES = 5
_CUTS = {2: (1, 1), 3: (1, 1, 1), 4: (1, 2, 1), 5: (2, 1, 2)}


@dataclass(frozen=True)
class Band:
    """Some choices beside each other, counted from 0, the last one included; `percent` is rounded to ten."""

    first: int
    last: int
    percent: int


@dataclass(frozen=True)
class Result:
    """What is told: how many answered, and either the middle (in half steps from 0) or bands."""

    answers: int
    middle: float | None
    bands: tuple[Band, ...]


def result_of(counts: Sequence[int], *, counting: int, least: int = LEAST) -> Result | None:
    """What may be told of `counts` answers to each choice, `counting` of them by people who still count.

    None under `least`, which is never under five.
    """
    answers = sum(counts)
    if min(counting, answers) < max(least, LEAST):
        return None
    if answers < BANDS_FROM:
        return Result(answers, middle_of(counts), ())
    return Result(answers, None, bands_of(counts))


def middle_of(counts: Sequence[int]) -> float:
    """The mean place, counted from 0, to half a step; halfway between two goes up."""
    answers, total = sum(counts), sum(place * many for place, many in enumerate(counts))
    return (4 * total + answers) // (2 * answers) / 2


def bands_of(counts: Sequence[int]) -> tuple[Band, ...]:
    """Either end and what lies between, none of them of one or two answers."""
    bands, first = [], 0
    for width in _CUTS[len(counts)]:
        bands.append((first, first + width - 1, sum(counts[first : first + width])))
        first += width
    while len(bands) > 1 and any(is_small(many) for _, _, many in bands):
        bands = joined(bands, next(at for at, (_, _, many) in enumerate(bands) if is_small(many)))
    answers = sum(counts)
    return tuple(Band(low, high, (20 * many + answers) // (2 * answers) * 10) for low, high, many in bands)


def is_small(many: int) -> bool:
    return 0 < many < FEWEST_IN_BAND


def joined(bands: Sequence[tuple[int, int, int]], small: int) -> list[tuple[int, int, int]]:
    """The bands with one of them joined to its fuller neighbour, so that an empty one does not keep it small."""
    sides = [at for at in (small - 1, small + 1) if 0 <= at < len(bands)]
    left, right = sorted((small, max(sides, key=lambda at: bands[at][2])))
    both = (bands[left][0], bands[right][1], bands[left][2] + bands[right][2])
    return [*bands[:left], both, *bands[right + 1 :]]


@dataclass(frozen=True)
class Asking:
    """One time a question was put: who could answer, and who did."""

    members: frozenset[UUID]
    answered: frozenset[UUID]


def tells_nobody_apart(before: Asking, after: Asking) -> bool:
    """Whether two results of the same question may both be told: with the same people, or five changed.

    With few changes among the members, the difference between two results could be read as those people's answers.
    """
    return before.members == after.members or len(changed(before.answered, after.answered)) >= LEAST


def changed(before: Set[UUID], after: Set[UUID]) -> Set[UUID]:
    return before ^ after
