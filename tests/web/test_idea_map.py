"""An idea is drawn among those beside it."""

from app.web.idea_map import BREADTH, HEIGHT, idea_map, in_lines, place


def beside(*slugs: str) -> list[tuple[str, str, dict[str, object]]]:
    return [("Builds on", slug, {"title": slug.title(), "themes": ["regulation"]}) for slug in slugs]


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


def test_a_finger_can_tell_neighbours_apart_and_nothing_leaves_the_sheet() -> None:
    spots = [place(number, 9) for number in range(9)]

    nearest = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in spots for b in spots if a != b)
    assert nearest >= 60
    assert all(40 <= x <= BREADTH - 40 and 20 <= y <= HEIGHT - 45 for x, y in spots)


def test_names_are_broken_at_words_and_cut_after_three_lines() -> None:
    assert in_lines("Steadying one another") == ("Steadying one", "another")
    assert in_lines("one two three four five six seven eight nine ten")[-1].endswith("…")
