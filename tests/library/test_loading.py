"""The library loads whole, or says in which file and line it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.library.content import Library
from app.library.loading import load_library
from app.library.sources import ContentError

Write = Callable[[dict[str, str]], Path]
Make = Callable[..., Library]


def error_of(folder: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load_library(folder)
    return caught.value


def test_a_sound_folder_loads_with_its_items_joined(make_library: Make) -> None:
    library = make_library()

    assert [prompt.id for prompt in library.prompts_of["steadying"]] == ["rel-warm-moment"]
    assert library.concepts["steadying"].explainer is not None
    assert library.paths["first"].sessions[0].prompts == ("rel-warm-moment",)


def test_a_missing_file_is_named(write_library: Write) -> None:
    folder = write_library({})
    (folder / "notices.toml").unlink()

    error = error_of(folder)

    assert (error.file, error.line) == ("notices.toml", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[bright]\nwords = [\n", 3),
        ('[bright]\nwords = ["a"]\n\twords = 1\n', 3),
        ('[bright]\r\nwords = ["a"]\r\n', 1),
        ('[bright]\nwords = ["a"]\n[bright]\n', 3),
    ],
)
def test_what_is_not_plain_toml_is_refused_with_its_line(write_library: Write, text: str, line: int) -> None:
    folder = write_library({"feelings.toml": text})

    error = error_of(folder)

    assert (error.file, error.line) == ("feelings.toml", line)


def test_what_is_not_utf_8_is_refused_with_its_line(write_library: Write) -> None:
    folder = write_library({})
    (folder / "feelings.toml").write_bytes(b"# fine\n# \xff\n")

    error = error_of(folder)

    assert (error.file, error.line) == ("feelings.toml", 2)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"depth": '"bottomless"'}, 8),
        ({"minutes": "40"}, 9),
        ({"minutes": '"5"'}, 9),
        ({"for": '["crowd"]'}, 10),
        ({"theme": '"weather"'}, 5),
        ({"mood": '"odd"'}, 13),
        ({"text": '"  "'}, 4),
        ({"concepts": "[]"}, 6),
    ],
)
def test_a_prompt_out_of_shape_is_named_with_its_line(make_library: Make, changed: dict[str, str], line: int) -> None:
    with pytest.raises(ContentError) as caught:
        make_library(prompt=changed)

    assert (caught.value.file, caught.value.item) == ("sets/steadying.toml", "rel-warm-moment")
    assert caught.value.line == line


def test_the_second_of_two_prompts_is_told_from_the_first(write_library: Write) -> None:
    first = (write_library({}) / "sets/steadying.toml").read_text()
    second = first.replace("rel-warm-moment", "rel-other").replace('"gentle"', '"steep"')

    error = error_of(write_library({"sets/steadying.toml": first + second}))

    assert (error.item, error.line) == ("rel-other", first.count("\n") + 8)


def test_a_key_inside_the_explainer_is_found_in_its_table(make_library: Make) -> None:
    with pytest.raises(ContentError) as caught:
        make_library(page={"grade": '"splendid"'})

    assert (caught.value.line, caught.value.item) == (17, "steadying")


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("concepts/steadying.toml", "edges = []", 'edges = [{ type = "part-of", to = "nowhere" }]', "S7"),
        ("concepts/steadying.toml", "edges = []", 'edges = [{ type = "part-of", to = "steadying" }]', "S7"),
        ("concepts/steadying.toml", 'slug = "steadying"', 'slug = "otherwise"', "S2"),
        ("concepts/steadying.toml", '["heron2001"]', '["nobody1900"]', "V1"),
        ("sets/steadying.toml", '["steadying"]', '["steadying", "nowhere"]', "S4"),
        ("sets/steadying.toml", "minutes = 5", 'minutes = 5\nlighter = "rel-nowhere"', "S12"),
        ("paths/first.toml", '["rel-warm-moment"]', '["rel-nowhere"]', "S11"),
        ("paths/first.toml", 'explainer = "steadying"', 'explainer = "nowhere"', "S11"),
        ("paths/first.toml", 'id = "first"', 'id = "last"', "S2"),
    ],
)
def test_what_leads_nowhere_stops_the_start(write_library: Write, file: str, old: str, new: str, rule: str) -> None:
    text = (write_library({}) / file).read_text()

    error = error_of(write_library({file: text.replace(old, new)}))

    assert error.file == file
    assert error.rule.startswith(rule)


def test_the_same_id_twice_is_refused(write_library: Write) -> None:
    text = (write_library({}) / "sets/steadying.toml").read_text()

    error = error_of(write_library({"sets/steadying.toml": text + text}))

    assert (error.item, error.line) == ("rel-warm-moment", 2)


@pytest.mark.parametrize("kind", ["part-of", "builds-on"])
def test_ideas_that_rest_on_each_other_in_a_circle_are_refused(write_library: Write, kind: str) -> None:
    text = (write_library({}) / "concepts/steadying.toml").read_text()
    other = text.replace('"steadying"', '"other"').replace("[]", f'[{{ type = "{kind}", to = "steadying" }}]')
    steadying = text.replace("[]", f'[{{ type = "{kind}", to = "other" }}]')

    error = error_of(write_library({"concepts/other.toml": other, "concepts/steadying.toml": steadying}))

    assert "circle" in error.rule


def test_translations_are_left_alone(write_library: Write) -> None:
    folder = write_library({"i18n/de/sets/steadying.toml": "not toml at all"})

    assert load_library(folder).prompts
