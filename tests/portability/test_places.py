"""A crowd that waits for places leaves most of a process's threads to everybody else."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.config import THREADS
from app.errors import Busy
from app.portability import places
from app.portability.places import Place


def seconds_waited() -> float:
    """How long it takes to be told that there is no place."""
    began = time.monotonic()
    with pytest.raises(Busy):
        Place()
    return time.monotonic() - began


def test_of_a_crowd_few_wait_for_a_place_and_the_others_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PATIENCE_SECONDS", 1)

    with Place(), Place(), ThreadPoolExecutor(THREADS) as crowd:
        waited = list(crowd.map(lambda _: seconds_waited(), range(THREADS)))

    assert len([seconds for seconds in waited if seconds >= 1]) < THREADS / 2


def test_whoever_has_waited_in_vain_leaves_room_for_another_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PATIENCE_SECONDS", 0.01)

    with Place(), Place():
        waited = [seconds_waited() for _ in range(THREADS)]

    assert all(seconds >= 0.01 for seconds in waited)
