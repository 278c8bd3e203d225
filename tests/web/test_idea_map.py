"""An idea is drawn among those beside it."""

from itertools import combinations

import pytest

from app.web.idea_map import BREADTH, idea_map, in_lines


def beside(*slugs: str, how: str = "Builds on") -> list[tuple[str, str, dict[str, object]]]:
    return [(how, slug, {"title": slug.title(), "themes": ["regulation"]}) for slug in slugs]


def test_an_idea_that_stands_alone_is_not_drawn() -> None:
    assert idea_map("Alone", []) is None


def test_each_idea_stands_once_and_in_the_same_place_every_time() -> None:
    drawn, again = (idea_map("Middle", beside("a", "b", "a")) for _ in range(2))

    assert drawn is not None
    assert [spot.slug for spot in drawn.around] == ["a", "b"]
    assert drawn == again


def test_the_kind_of_line_tells_how_ideas_stand_together() -> None:
    idea = {"title": "Other", "themes": ["integration"]}

    drawn = idea_map("Middle", [("Differs from", "x", idea), ("Is part of", "y", idea)])

    assert drawn is not None
    assert {(spot.slug, spot.stroke) for spot in drawn.around} == {("x", "dashed"), ("y", "dotted")}


@pytest.mark.parametrize("how", ["Builds on", "Leads on to", "Differs from"])
@pytest.mark.parametrize("count", range(1, 10))
def test_a_finger_can_tell_neighbours_apart_and_nothing_leaves_the_sheet(how: str, count: int) -> None:
    drawn = idea_map("Middle", beside(*"abcdefghi"[:count], how=how))

    assert drawn is not None
    pebbles = [drawn.middle, *drawn.around]
    for one in pebbles:
        assert one.breadth // 2 <= one.x <= BREADTH - one.breadth // 2
        assert one.height // 2 <= one.y <= drawn.height - one.height // 2
    for one, other in combinations(pebbles, 2):
        assert abs(one.x - other.x) >= (one.breadth + other.breadth) // 2 or abs(one.y - other.y) >= 48


def test_what_an_idea_rests_on_lies_upstream_and_what_follows_downstream() -> None:
    drawn = idea_map("Middle", [*beside("a"), *beside("b", how="Leads on to")])

    assert drawn is not None
    above, below = drawn.around
    assert (above.slug, below.slug) == ("a", "b")
    assert above.y < drawn.middle.y < below.y


def test_names_are_broken_at_words_and_cut_after_three_lines() -> None:
    assert in_lines("Steadying one another") == ("Steadying one", "another")
    assert in_lines("one two three four five six seven eight nine ten")[-1].endswith("…")
