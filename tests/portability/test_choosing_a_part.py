"""A part that nothing could ever be in is refused in words, and not taken along as an empty file."""

import pytest
from flask import Flask

from tests.people import PASSPHRASE, Actor

IMPOSSIBLE = [
    ({"from": "2026-11-25", "to": "2026-11-24"}, "to", "The last day comes before the first."),
    ({"concept": "no-such-idea"}, "concept", "The library has no such concept."),
]


@pytest.mark.parametrize(("part", "field", "sentence"), IMPOSSIBLE)
@pytest.mark.parametrize("name", ["json", "markdown"])
def test_it_is_refused_in_words(alice: Actor, name: str, part: dict[str, str], field: str, sentence: str) -> None:
    refused = alice.post("/exports", {"format": name, **part})

    assert (refused.status_code, refused.json["errors"]) == (422, {field: [sentence]})


@pytest.mark.parametrize(("part", "field", "sentence"), IMPOSSIBLE)
def test_it_is_refused_at_the_command_line_too(
    app: Flask, alice: Actor, part: dict[str, str], field: str, sentence: str
) -> None:
    wish = [word for name, value in part.items() for word in (f"--{name}", value)]

    told = app.test_cli_runner().invoke(args=["person", "export", "alice", "--passphrase", PASSPHRASE, *wish])

    assert (told.exit_code, told.output) == (1, f"Error: {sentence}\n")


def test_one_day_alone_is_a_part(alice: Actor) -> None:
    assert alice.post("/exports", {"format": "json", "from": "2026-11-24", "to": "2026-11-24"}).status_code == 200
