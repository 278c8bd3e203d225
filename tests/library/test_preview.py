"""Editors see what stands on the disk, and what the check has to say about it."""

from collections.abc import Callable
from pathlib import Path

from app.library.preview import preview_app
from tests.library.conftest import prompt_toml

Write = Callable[[dict[str, str]], Path]
SET = "sets/steadying.toml"


def seen(folder: Path) -> str:
    return preview_app(folder).test_client().get("/").get_data(as_text=True)


def test_everything_that_can_be_read_is_shown(write_library: Write) -> None:
    page = seen(write_library({}))

    for words in ("Steadying one another", "A small warm moment", "What did they do?", "You can skip this one."):
        assert words in page


def test_what_the_check_says_stands_beside_its_item(write_library: Write) -> None:
    folder = write_library({SET: prompt_toml({"text": '"Have you thought of it? Will you?"'})})

    assert "<b>E L3</b>" in seen(folder)


def test_a_change_is_seen_at_the_next_look(write_library: Write) -> None:
    folder = write_library({})
    app = preview_app(folder)
    app.test_client().get("/")

    write_library({SET: prompt_toml({"title": '"Another name"'})})

    assert "Another name" in app.test_client().get("/").get_data(as_text=True)


def test_what_cannot_be_read_is_told_with_its_line(write_library: Write) -> None:
    page = seen(write_library({SET: "[[prompt]]\nid = 7\n"}))

    assert "sets/steadying.toml, line" in page
