"""What may be told of a group's answers, as pure rules: W2, and that nothing under five is ever told."""

from itertools import combinations, product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workshops.pulse import Asking, Band, middle_of, result_of, tells_nobody_apart

PEOPLE = [UUID(int=number) for number in range(8)]
counts_of_five = st.lists(st.integers(0, 12), min_size=2, max_size=5)


@pytest.mark.parametrize("answers", range(5))
def test_w1_under_five_nothing_is_told(answers: int) -> None:
    assert result_of([answers, 0, 0], counting=answers) is None


def test_w4_answers_of_people_who_do_not_count_lift_nothing_over_five() -> None:
    assert result_of([3, 0, 4], counting=4) is None


def test_w1_no_group_can_ask_for_less_than_five() -> None:
    assert result_of([2, 2], counting=4, least=1) is None
    assert result_of([6, 5], counting=11, least=12) is None


@pytest.mark.parametrize(
    ("counts", "middle"),
    [([5, 0, 0, 0, 0], 0.0), ([0, 0, 0, 0, 6], 4.0), ([1, 1, 1, 1, 1], 2.0), ([2, 3], 0.5), ([4, 2, 0], 0.5)],
)
def test_from_five_to_nine_only_the_middle_is_told_to_half_a_step(counts: list[int], middle: float) -> None:
    result = result_of(counts, counting=sum(counts))

    assert result is not None
    assert (result.middle, result.bands) == (middle, ())


def test_from_ten_on_bands_are_told_in_tens() -> None:
    result = result_of([2, 2, 5, 1, 3], counting=13)

    assert result is not None
    assert (result.answers, result.middle) == (13, None)
    assert result.bands == (Band(0, 1, 30), Band(2, 2, 40), Band(3, 4, 30))


@pytest.mark.parametrize(("answers", "bands"), [(9, 0), (10, 3)])
def test_bands_are_told_from_the_tenth_answer_on(answers: int, bands: int) -> None:
    result = result_of([answers, 0, 0], counting=answers)

    assert result is not None
    assert (result.answers, len(result.bands)) == (answers, bands)


@pytest.mark.parametrize(
    ("counts", "bands"),
    [
        ([1, 0, 9, 3, 0], (Band(0, 2, 80), Band(3, 4, 20))),
        ([9, 0, 1, 3, 0], (Band(0, 2, 80), Band(3, 4, 20))),
        ([1, 0, 0, 4, 6], (Band(0, 4, 100),)),
        ([12, 0, 0, 0, 0], (Band(0, 1, 100), Band(2, 2, 0), Band(3, 4, 0))),
        ([1, 11], (Band(0, 1, 100),)),
    ],
)
def test_a_band_of_one_or_two_joins_its_fuller_neighbour(counts: list[int], bands: tuple[Band, ...]) -> None:
    result = result_of(counts, counting=sum(counts))

    assert result is not None
    assert result.bands == bands


@given(counts_of_five)
def test_no_band_tells_of_one_or_two_and_the_middle_lies_among_the_choices(counts: list[int]) -> None:
    result = result_of(counts, counting=sum(counts))
    if result is None:
        assert sum(counts) < 5
        return

    for band in result.bands:
        assert sum(counts[band.first : band.last + 1]) not in (1, 2)
    assert result.middle is None or 0 <= result.middle <= len(counts) - 1
    covered = [choice for band in result.bands for choice in range(band.first, band.last + 1)]
    assert covered in ([], list(range(len(counts))))


@pytest.mark.parametrize("answers", range(5, 8))
def test_w2_the_middle_leaves_everybody_more_than_one_possible_answer(answers: int) -> None:
    # By exhaustion: whatever is told, each of those who answered may have chosen at least two things.
    possible: dict[float, set[tuple[int, ...]]] = {}
    for chosen in product(range(3), repeat=answers):
        counts = [chosen.count(choice) for choice in range(3)]
        possible.setdefault(middle_of(counts), set()).add(chosen)

    for consistent in possible.values():
        for person in range(answers):
            assert len({chosen[person] for chosen in consistent}) >= 2


def test_w2_two_results_of_one_question_never_point_at_few_people_who_came_or_went() -> None:
    # Every pair of groups of five to eight, everybody answering: both are told only where at least five differ.
    groups = [frozenset(some) for size in range(5, 9) for some in combinations(PEOPLE, size)]
    pairs = [(one, other) for one in groups for other in groups]

    told = [(one, other) for one, other in pairs if tells_nobody_apart(Asking(one, one), Asking(other, other))]

    assert len(told) >= len(groups)
    assert all(one == other or len(one ^ other) >= 5 for one, other in told)


def test_the_same_people_may_be_asked_again_whoever_of_them_answers() -> None:
    everybody = frozenset(PEOPLE)

    assert tells_nobody_apart(Asking(everybody, everybody), Asking(everybody, frozenset(PEOPLE[:5])))


@pytest.mark.parametrize(("changed", "told"), [(4, False), (5, True)])
def test_other_people_may_be_asked_again_when_five_of_those_who_answered_have_changed(changed: int, told: bool) -> None:
    before, after = frozenset(PEOPLE), frozenset(PEOPLE[changed:])

    assert tells_nobody_apart(Asking(before, before), Asking(after, after)) is told
