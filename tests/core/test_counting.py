"""Counts of one process: exact while they matter, gone when they do not."""

import time
from collections.abc import Callable

import pytest

from app.core import counting
from app.core.counting import ProcessStorage


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let seconds pass at once."""
    ahead = [0.0]
    began = time.monotonic()
    monkeypatch.setattr(counting.time, "monotonic", lambda: began + ahead[0])

    def pass_(seconds: float) -> None:
        ahead[0] += seconds

    return pass_


def ask(storage: ProcessStorage, key: str = "alice", times: int = 1) -> list[bool]:
    return [storage.acquire_entry(key, 3, 60) for _ in range(times)]


def test_no_more_than_the_limit_within_any_window(pass_time: Callable[[float], None]):
    storage = ProcessStorage()
    ask(storage)
    pass_time(30)

    assert ask(storage, times=3) == [True, True, False]
    pass_time(31)
    assert ask(storage, times=2) == [True, False]


def test_what_was_refused_does_not_count(pass_time: Callable[[float], None]):
    storage = ProcessStorage()
    ask(storage, times=50)
    pass_time(61)

    assert ask(storage, times=3) == [True] * 3


def test_it_tells_when_there_is_room_again(pass_time: Callable[[float], None]):
    storage = ProcessStorage()
    ask(storage, times=3)
    pass_time(20)

    began, count = storage.get_moving_window("alice", 3, 60)

    assert count == 3
    assert began + 60 - time.time() == pytest.approx(40, abs=1.5)


def test_who_has_not_asked_for_long_is_forgotten(pass_time: Callable[[float], None], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counting, "SWEPT_EVERY", 10)
    storage = ProcessStorage()
    for number in range(8):
        ask(storage, f"person-{number}")
    pass_time(61)

    ask(storage, "alice", times=3)

    assert storage.reset() == 1
