"""Turns: one request reckons at a time, and no slow line holds up the others (F17)."""

import io
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from app.core.fairness import Fair


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
