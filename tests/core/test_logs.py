"""The log tells what happened, never where in somebody's journal, by whom or with which words (security.md 3.8)."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from app.core.logs import JsonLines, log
from tests.people import Actor

ADDRESS = "203.0.113.77"


@pytest.fixture
def written(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged from now on, as whoever keeps the server reads it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    for logger in (log, app.logger):
        monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(app.logger, "propagate", False)
    log.setLevel("INFO")
    yield stream
    log.setLevel("WARNING")


def test_a_request_is_one_line_with_the_routes_template(alice: Actor, written: io.StringIO):
    entry = alice.write()

    alice.get(f"/entries/{entry['id']}")

    line = json.loads(written.getvalue().splitlines()[-1])
    assert set(line) == {"time", "level", "message", "request_id", "method", "route", "status", "ms"}
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/entries/<uuid:entry_id>", 200)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/entries?cursor=kettle"),
        ("GET", "/api/v1/kettle/over/there?q=kettle"),
        ("GET", "/calendar/kettle.ics"),
        ("KETTLE", "/api/v1/entries"),
        ("GET", "/entries/kettle%0a%1b%5b2J"),
    ],
)
def test_no_line_holds_a_path_a_query_a_method_of_somebodys_own_or_an_address(
    app: Flask, written: io.StringIO, method: str, path: str
):
    app.test_client().open(path, method=method, environ_base={"REMOTE_ADDR": ADDRESS}, headers={"Referer": "kettle"})

    told = written.getvalue()
    assert '"message": "request"' in told
    assert [word for word in ("kettle", "KETTLE", "203.0.113") if word in told] == []


def test_a_failed_sign_in_names_nobody(anybody: Actor, written: io.StringIO):
    anybody.post("/session", {"username": "kettle", "passphrase": "kettle kettle kettle"})

    assert '"status": 401' in written.getvalue()
    assert "kettle" not in written.getvalue()


def test_control_characters_cannot_begin_a_line_or_move_a_cursor(written: io.StringIO):
    log.warning('first\n{"level": "forged"}\x1b[2J\u2028\x85', extra={"event": "a\r\nb"})

    (line,) = written.getvalue().split("\n")[:-1]
    assert all(" " <= letter <= "~" for letter in line)


def test_what_goes_wrong_outside_of_every_handler_tells_no_path_and_no_words(
    app: Flask, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    def fail(_response: object) -> object:
        raise ValueError("kettle")

    monkeypatch.setitem(app.after_request_funcs, None, [fail])

    response = app.test_client().get("/calendar/kettle.ics")

    assert response.status_code == 500
    assert '"kind": "ValueError"' in written.getvalue()
    assert "kettle" not in written.getvalue()
