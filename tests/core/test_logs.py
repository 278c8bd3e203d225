"""A line of the log is one line, and says only what it may."""

import json
import logging

from app.core.logs import KEPT, JsonLines


def line_of(message: str, **fields: object) -> str:
    record = logging.LogRecord("braid", logging.INFO, __file__, 1, message, None, None)
    record.__dict__.update(fields)
    return JsonLines().format(record)


def test_nothing_can_forge_a_second_line() -> None:
    line = line_of("request", route="/a\n{}\r\x1b[2K\u2028", event="b\x00")

    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["route"] == "/a\n{}\r\x1b[2K\u2028"


def test_a_field_that_is_not_kept_is_not_written() -> None:
    line = json.loads(line_of("request", status=200, person="alice", body="canary"))

    assert set(line) <= {"time", "level", "message", *KEPT}
    assert line["status"] == 200
