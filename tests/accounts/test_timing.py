"""The door takes as long for a name that nobody has as for one that is taken (H9)."""

import math
import statistics
import sys
import time
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.extensions import db
from app.vault import slots
from app.vault.argon2 import Argon2Cost, stretch
from tests.people import Actor, join

WRONG = "not the right one at all"
SAMPLES = 300


def try_to_sign_in(actor: Actor, username: str) -> float:
    """The seconds until a wrong passphrase was refused."""
    began = time.perf_counter()
    assert actor.post("/session", {"username": username, "passphrase": WRONG}).status_code == 401
    return time.perf_counter() - began


def test_h9_an_unknown_name_costs_one_stretch_like_a_known_one(
    alice: Actor, anybody: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[tuple[str, int, Argon2Cost]] = []

    def counted(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
        spent.append((passphrase, len(salt), cost))
        return stretch(passphrase, salt, cost)

    monkeypatch.setattr(slots, "stretch", counted)

    try_to_sign_in(anybody, "alice")
    try_to_sign_in(anybody, "nobody")

    known, unknown = spent
    assert known == unknown


@pytest.mark.drill
def test_h9_the_clock_does_not_tell_whether_a_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.accounts.throttling.count_sign_in", lambda *_about: None)
    house = served_from(tmp_path)
    join(house, "alice")
    anybody = Actor(house)

    pairs = [(try_to_sign_in(anybody, "alice"), try_to_sign_in(anybody, "nobody")) for _ in range(SAMPLES)]

    known, unknown = [one for one, _ in pairs], [other for _, other in pairs]
    apart = abs(statistics.median(known) / statistics.median(unknown) - 1)
    sys.stdout.write(f"{SAMPLES} each: medians {apart:.2%} apart, p = {likeness(known, unknown):.3f}\n")
    assert apart < 0.05
    assert likeness(known, unknown) > 0.01


def served_from(folder: Path) -> Flask:
    """A house of its own, in which a passphrase costs what it costs in the world."""
    settings = Settings.from_environment({"BRAID_DATA_DIR": str(folder), "BRAID_LOG_LEVEL": "WARNING"})
    house = create_app(settings)
    with house.app_context():
        db.create_all()
    return house


def likeness(one: list[float], other: list[float]) -> float:
    """How likely two samples of one and the same thing would differ as much (Mann and Whitney; normal for many)."""
    before = sum((a < b) + (a == b) / 2 for a in one for b in other)
    middle = len(one) * len(other) / 2
    spread = math.sqrt(len(one) * len(other) * (len(one) + len(other) + 1) / 12)
    return math.erfc(abs(before - middle) / spread / math.sqrt(2))


def test_two_samples_of_one_thing_are_told_from_two_of_two() -> None:
    same, later = [float(number % 17) for number in range(300)], [number % 17 + 2.0 for number in range(300)]

    assert likeness(same, list(reversed(same))) > 0.9
    assert likeness(same, later) < 0.01
