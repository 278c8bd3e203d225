"""The gate before the stretching: a few run, a few more wait, the rest come back later; and all of it is counted."""

import threading

import pytest

from app.errors import Busy
from app.vault.argon2 import GATE, RETRY_SECONDS, Gate


def counted(gate: Gate) -> tuple[int, int]:
    return gate.passed, gate.refused


def enter(gate: Gate) -> threading.Thread:
    """Somebody who comes to the gate, and goes through it when they may."""

    def pass_through() -> None:
        with gate.passing():
            pass

    thread = threading.Thread(target=pass_through)
    thread.start()
    return thread


def test_a_new_gate_has_counted_nobody() -> None:
    gate = Gate(running=1, waiting=1)

    assert (gate.passed, gate.refused, gate.waited) == (0, 0, 0.0)


def test_who_passes_and_who_is_refused_is_counted_each_by_itself() -> None:
    gate = Gate(running=1, waiting=0)
    for _ in range(2):
        with gate.passing(), pytest.raises(Busy), gate.passing():
            pass

    assert counted(gate) == (2, 2)
    assert gate.waited < 1


def test_who_is_refused_is_told_when_to_come_back() -> None:
    gate = Gate(running=1, waiting=0)

    with gate.passing(), pytest.raises(Busy) as refused, gate.passing():
        pass

    assert refused.value.headers() == {"Retry-After": str(RETRY_SECONDS)}


def test_who_finds_somebody_before_them_waits_and_how_long_is_counted() -> None:
    gate = Gate(running=1, waiting=1)
    with gate.passing():
        waiting = enter(gate)
        waiting.join(0.1)
        assert waiting.is_alive()
        assert counted(gate) == (1, 0)
    waiting.join()

    assert counted(gate) == (2, 0)
    assert 0.1 <= gate.waited < 10


def test_one_runs_in_a_process_and_six_wait() -> None:
    with GATE.passing():
        waiting = [enter(GATE) for _ in range(6)]
        for one in waiting:
            one.join(0.02)
        with pytest.raises(Busy), GATE.passing():
            pass
        assert all(one.is_alive() for one in waiting)

    for one in waiting:
        one.join()
