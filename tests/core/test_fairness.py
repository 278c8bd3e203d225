"""Turns: one request reckons at a time, and no slow line holds up the others (F17)."""

import io
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from flask import Flask

from app.core import fairness
from app.core.fairness import MOST_RECEIVING, Fair
from app.core.json_input import MAX_BYTES
from app.errors import Busy
from tests.people import Actor


class SlowBody(io.RawIOBase):
    """A body whose sender takes their time."""

    def __init__(self, come: threading.Event) -> None:
        self._come = come

    def read(self, size: int = -1) -> bytes:
        assert self._come.wait(5)
        return b"x" * size


def ask(app: Fair, **environ: Any) -> threading.Thread:
    thread = threading.Thread(target=lambda: list(app({"CONTENT_LENGTH": "", **environ}, lambda *_: None)))
    thread.start()
    return thread


@pytest.fixture
def at_once() -> tuple[Callable[..., Iterable[bytes]], list[int]]:
    """An application that notes how many requests it answers at once."""
    inside, most = [], []

    def app(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        inside.append(environ)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        return [b"done"]

    return app, most


def test_requests_take_turns(at_once: tuple[Callable[..., Iterable[bytes]], list[int]]) -> None:
    app, most = at_once
    fair = Fair(app)

    for thread in [ask(fair) for _ in range(8)]:
        thread.join()

    assert most == [1] * 8


def test_whoever_sends_slowly_holds_nobody_up(at_once: tuple[Callable[..., Iterable[bytes]], list[int]]) -> None:
    app, most = at_once
    come, fair = threading.Event(), Fair(app)

    slow = ask(fair, **{"CONTENT_LENGTH": "10", "wsgi.input": SlowBody(come)})
    ask(fair).join(2)

    assert (len(most), slow.is_alive()) == (1, True)
    come.set()
    slow.join()
    assert len(most) == 2


IN_PIECES = {"CONTENT_LENGTH": "", "REQUEST_METHOD": "POST", "wsgi.input_terminated": True}


def test_whoever_sends_slowly_without_saying_how_much_holds_nobody_up(
    at_once: tuple[Callable[..., Iterable[bytes]], list[int]],
) -> None:
    app, most = at_once
    come, fair = threading.Event(), Fair(app)

    slow = ask(fair, **IN_PIECES, **{"wsgi.input": SlowBody(come)})
    ask(fair).join(2)

    assert (len(most), slow.is_alive()) == (1, True)
    come.set()
    slow.join()


@pytest.mark.parametrize("size", [0, 9, MAX_BYTES, MAX_BYTES + 1, 3 * MAX_BYTES])
def test_what_comes_in_pieces_comes_whole(size: int) -> None:
    sent = bytes(range(256)) * (size // 256 + 1)
    fair = Fair(lambda environ, _start: [environ["wsgi.input"].read()])

    (found,) = fair({**IN_PIECES, "wsgi.input": io.BytesIO(sent[:size])}, None)

    assert found == sent[:size]


@pytest.fixture
def crowded() -> Iterator[Fair]:
    """An application that reads what it is sent, while as many as may are still sending."""
    come, fair = threading.Event(), Fair(lambda environ, _start: [environ["wsgi.input"].read()])
    body = {"CONTENT_LENGTH": "10", "wsgi.input": SlowBody(come)}
    slow = [ask(fair, **body) for _ in range(MOST_RECEIVING)]
    yield fair
    come.set()
    for thread in slow:
        thread.join()


def test_when_all_wait_for_somebody_the_next_who_sends_is_told_so(crowded: Fair) -> None:
    with pytest.raises(Busy):
        crowded({"CONTENT_LENGTH": "4", "wsgi.input": io.BytesIO(b"word")}, None)


def test_when_all_wait_for_somebody_whoever_sends_nothing_is_answered(crowded: Fair) -> None:
    assert list(crowded({"CONTENT_LENGTH": "", "wsgi.input": io.BytesIO()}, None)) == [b""]


def test_a_body_that_was_not_waited_for_is_a_problem_in_words(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.wsgi_app, "_receiving", threading.BoundedSemaphore(1))
    app.wsgi_app._receiving.acquire()  # type: ignore[attr-defined]

    response = alice.post("/entries", {"body": "words"})

    assert (response.status_code, response.json["type"]) == (503, "/api/problems/busy")
    assert response.headers["Retry-After"] == "5"


class Dripping(io.RawIOBase):
    """A body whose sender takes so many seconds for a byte, by a clock of its own."""

    def __init__(self, seconds: float) -> None:
        self.now, self._pace = 0.0, seconds

    def read(self, size: int = -1) -> bytes:
        self.now += size * self._pace
        return b"x" * size

    def monotonic(self) -> float:
        return self.now


@pytest.mark.parametrize("length", [600, MAX_BYTES])
def test_a_body_of_a_byte_a_second_is_not_waited_for_to_its_end(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = Dripping(1)
    monkeypatch.setattr(fairness, "time", body)

    found = fairness.received(body, length)

    with pytest.raises(Busy, match="slowly"):
        found.read()
    assert body.now <= 30


def test_a_long_text_on_a_slow_line_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    body = Dripping(1 / fairness.BYTES_A_SECOND)
    monkeypatch.setattr(fairness, "time", body)

    assert len(fairness.received(body, 100_000).read()) == 100_000


def test_whoever_receives_slowly_holds_nobody_up() -> None:
    read, others = threading.Event(), []

    def app(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        def pieces() -> Iterator[bytes]:
            yield b"first"
            assert read.wait(5)

        if environ.get("slow"):
            return pieces()
        others.append(1)
        return [b""]

    fair = Fair(app)
    slow = ask(fair, slow=True)
    ask(fair).join(2)

    assert (others, slow.is_alive()) == ([1], True)
    read.set()
    slow.join()


def test_a_turn_is_given_back_when_something_goes_wrong() -> None:
    def app(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise ValueError

    fair = Fair(app)

    for _ in range(2):
        with pytest.raises(ValueError):
            fair({}, None)
