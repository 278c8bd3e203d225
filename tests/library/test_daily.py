"""The prompt of the day is the same for the same person and day, never repeats too soon, and is fair to the themes."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.library.content import THEMES, Library, Prompt
from app.library.daily import NothingToOffer, Wishes, todays_prompt

SEEDS = st.binary(max_size=80)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 1, 1))


def prompt(number: int, theme: str = "regulation", **changed: Any) -> Prompt:
    plain: dict[str, Any] = {
        "id": f"reg-{number:03}",
        "title": "A title",
        "text": "What is there?",
        "theme": theme,
        "concepts": ("steadying",),
        "kind": "free-write",
        "depth": "gentle",
        "minutes": 5,
        "company": ("solo",),
        "opt_out": "You can skip this one.",
    }
    return Prompt(**plain | changed)


def library_of(*prompts: Prompt) -> Library:
    # The draw looks at prompts only; a whole library would hide what matters here.
    return cast(Library, SimpleNamespace(prompts={one.id: one for one in prompts}))


SIZES = {"integration": 38, "regulation": 38, "relationships": 44, "foundations": 28}
WHOLE = library_of(
    *(prompt(100 * place + number, theme) for place, theme in enumerate(THEMES) for number in range(SIZES[theme]))
)


def drawn(library: Library, seed: bytes, start: date, days: int, wishes: Wishes | None = None) -> list[Prompt]:
    return [todays_prompt(library, seed, start + timedelta(days=day), wishes=wishes) for day in range(days)]


@given(SEEDS, DAYS)
def test_the_same_person_and_day_always_give_the_same_prompt(seed: bytes, day: date) -> None:
    assert todays_prompt(WHOLE, seed, day) == todays_prompt(WHOLE, seed, day)


@settings(max_examples=30, deadline=None)
@given(SEEDS, DAYS)
def test_no_prompt_comes_twice_in_thirty_days(seed: bytes, start: date) -> None:
    prompts = drawn(WHOLE, seed, start, 30)

    assert len({one.id for one in prompts}) == 30


@settings(max_examples=30, deadline=None)
@given(SEEDS, DAYS, st.integers(min_value=1, max_value=70))
def test_a_small_library_runs_through_before_it_repeats(seed: bytes, start: date, size: int) -> None:
    library = library_of(*(prompt(number, THEMES[number % 4]) for number in range(size)))

    prompts = drawn(library, seed, start, min(size, 30))

    assert len({one.id for one in prompts}) == min(size, 30)


@settings(max_examples=10, deadline=None)
@given(SEEDS, DAYS)
def test_every_prompt_comes_round(seed: bytes, start: date) -> None:
    days = 2 * len(WHOLE.prompts)

    prompts = drawn(WHOLE, seed, start, days)

    assert {one.id for one in prompts} == set(WHOLE.prompts)


@settings(max_examples=30, deadline=None)
@given(SEEDS, DAYS)
def test_each_theme_has_its_share_of_every_month(seed: bytes, start: date) -> None:
    shown = Counter(one.theme for one in drawn(WHOLE, seed, start, 28))

    for theme, size in SIZES.items():
        assert abs(shown[theme] - 28 * size / len(WHOLE.prompts)) <= 3


@settings(max_examples=10, deadline=None)
@given(SEEDS, DAYS)
def test_alternatives_of_a_day_run_through_all_prompts_before_one_repeats(seed: bytes, day: date) -> None:
    offered = [todays_prompt(WHOLE, seed, day, skip=skip).id for skip in range(len(WHOLE.prompts))]

    assert len(set(offered)) == len(WHOLE.prompts)
    assert todays_prompt(WHOLE, seed, day, skip=len(WHOLE.prompts)).id == offered[0]


@given(SEEDS, DAYS)
def test_the_first_alternatives_are_not_what_the_next_days_bring(seed: bytes, day: date) -> None:
    alternatives = {todays_prompt(WHOLE, seed, day, skip=skip).id for skip in range(1, 6)}

    coming = {one.id for one in drawn(WHOLE, seed, day + timedelta(days=1), 14)}

    assert alternatives.isdisjoint(coming) or day_turns_soon(day)


def day_turns_soon(day: date) -> bool:
    # A new round shuffles the seats, so alternatives may come a little sooner across its edge.
    return day.toordinal() % len(WHOLE.prompts) > len(WHOLE.prompts) - 16


def test_people_get_different_prompts() -> None:
    day = date(2026, 11, 24)

    shown = {todays_prompt(WHOLE, bytes([person]), day).id for person in range(40)}

    assert len(shown) > 20


@pytest.mark.parametrize("deeper", [False, True])
@given(SEEDS, DAYS, st.integers(min_value=0, max_value=9))
def test_what_is_deep_muted_retired_or_for_others_never_comes(deeper: bool, seed: bytes, day: date, skip: int) -> None:
    library = library_of(
        prompt(1),
        prompt(2, depth="deep"),
        prompt(3, topics=("loss",)),
        prompt(4, retired=date(2026, 1, 1)),
        prompt(5, company=("group",)),
    )

    shown = todays_prompt(library, seed, day, wishes=Wishes(frozenset({"loss"}), deeper), skip=skip)

    assert shown.id == "reg-001"


def test_prompts_with_a_care_note_come_only_where_deeper_ones_are_wanted() -> None:
    library = library_of(prompt(1), prompt(2, care_note="Go gently."))
    day = date(2026, 11, 24)

    plain = {one.id for one in drawn(library, b"seed", day, 4)}
    deeper = {one.id for one in drawn(library, b"seed", day, 4, Wishes(deeper=True))}

    assert plain == {"reg-001"}
    assert deeper == {"reg-001", "reg-002"}


def test_with_everything_muted_there_is_nothing_to_offer() -> None:
    library = library_of(prompt(1, topics=("loss",)))

    with pytest.raises(NothingToOffer):
        todays_prompt(library, b"seed", date(2026, 11, 24), wishes=Wishes(frozenset({"loss"})))
