"""F5: whatever the server's clock does, no session outlives its limit and no page is lost or dated anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app.core import clock
from tests.drills.journey import Lives, live
from tests.drills.noting import note, sized
from tests.people import PASSPHRASE, Actor, join

pytestmark = pytest.mark.drill
TEN_YEARS = 3_653 * 24.0
LEAPS = {"+26 h": 26.0, "−26 h": -26.0, "+10 y": TEN_YEARS, "−10 y": -TEN_YEARS, "+5 min": 1 / 12, "−6 min": -0.1}
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "UTC")
# The nights in which clocks change, the days around leap days, and the turn of a year.
NIGHTS = (
    "2026-03-29",
    "2026-10-25",
    "2027-03-14",
    "2027-11-07",
    "2027-04-04",
    "2028-02-28",
    "2028-02-29",
    "2026-12-31",
)
Hold = Callable[[datetime], None]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """Set the server's clock to an instant, where it stays."""
    held = [datetime.now(UTC)]
    monkeypatch.setattr(clock, "source", lambda: held[0])

    def to(instant: datetime) -> None:
        held[0] = instant

    return to


def looked_at(lives: Lives) -> list[int]:
    return [who.call(method, path, body).status_code for who, method, path, body in lives.reads()]


def entering(app: Flask) -> tuple[Actor, int]:
    """Somebody signs in on a device of their own, and what comes of it."""
    actor = Actor(app)
    return actor, actor.post("/session", {"username": "amira", "passphrase": PASSPHRASE, "device": "own"}).status_code


def test_f5_a_clock_that_jumps_breaks_nothing(app: Flask, hold: Hold) -> None:
    start = datetime.now(UTC)
    hold(start)
    lives = live(join(app, "lee"), join(app, "amira", device="own"), lambda name: f"Words of the {name}.")
    days, told, broken = days_of(lives.member), {}, 0
    for number, (name, hours) in enumerate(LEAPS.items()):
        # Whoever signs in under a wrong clock ends the sessions that seem over, so each leap begins with a new one.
        before = start + timedelta(hours=number + 1)
        hold(before)
        actor, _ = entering(app)
        hold(before + timedelta(hours=hours))
        broken += sum(status >= 500 for status in looked_at(replace(lives, member=actor)))
        told[name] = (actor.get("/person").status_code, entering(app)[1])
    hold(start + timedelta(days=1))
    same = days_of(entering(app)[0]) == days

    note(
        "F5",
        f"{len(LEAPS)} leaps, {broken} × 5xx; {worded(told)}; days unchanged: {same}; {'; '.join(around(app, hold))}",
    )
    assert broken == 0
    assert same
    assert told["+10 y"][0] == told["−26 h"][0] == told["−10 y"][0] == 401
    assert told["+26 h"][0] == told["+5 min"][0] == 200
    assert {signed for _, signed in told.values()} <= {201, 429}


def worded(told: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{name}: session {kept}, signing in {signed}" for name, (kept, signed) in told.items())


def days_of(actor: Actor) -> list[tuple[str, str]]:
    return [(one["id"], one["day"]) for one in actor.get("/entries").json["items"]]


def around(app: Flask, hold: Hold) -> Iterator[str]:
    """Write through the nights in which clocks change, in several zones; each page has its writer's own day."""
    wrong = written = 0
    for zone in ZONES[: sized(2, len(ZONES))]:
        for night in NIGHTS:
            for instant in through(night, zone):
                hold(instant)
                day = writer_in(app, zone).write("words")["day"]
                wrong += day != instant.astimezone(ZoneInfo(zone)).date().isoformat()
                written += 1
    yield f"{written} pages in {len(ZONES[: sized(2, len(ZONES))])} zones, {wrong} on a wrong day"
    assert wrong == 0


def writer_in(app: Flask, zone: str) -> Actor:
    name = f"z-{zone.replace('/', '-').replace('_', '-').lower()}"
    actor = Actor(app)
    signed_in = actor.post("/session", {"username": name, "passphrase": PASSPHRASE, "device": "own"})
    return actor if signed_in.status_code == 201 else join(app, name, time_zone=zone, device="own")


def through(night: str, zone: str) -> list[datetime]:
    """Every so often from the evening before a night to the noon after it."""
    noon = datetime.fromisoformat(f"{night}T12:00:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    steps = sized(3, 48)
    return [noon - timedelta(hours=16) + timedelta(hours=28 * step / steps) for step in range(steps)]


@pytest.mark.parametrize(("device", "limit", "idle"), [("own", 30 * 24, 14 * 24), ("shared", 12, 0.5)])
def test_f5_no_session_outlives_its_limit(app: Flask, hold: Hold, device: str, limit: float, idle: float) -> None:
    start = datetime(2028, 2, 27, 23, 59, tzinfo=UTC)
    hold(start)
    actor, alive = join(app, "robin", device=device), 0.0

    for step in range(1, 400):
        hold(start + timedelta(hours=step * idle * 0.4))
        if actor.get("/person").status_code != 200:
            break
        alive = step * idle * 0.4

    assert limit - idle <= alive <= limit
