"""Reminders: for one's own calendar alone, without a word, and nothing at rest that tells the days."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select, update

from app.extensions import db
from app.reminders.models import ReminderPlan
from tests.people import Actor

EVENINGS = {"days": ["thursday", "monday"], "time": "20:30"}


def feed_of(actor: Actor) -> str:
    return str(actor.post("/calendar-feed").json["feed"])


def read(anybody: Actor, feed: str) -> Calendar:
    response = anybody.client.get(feed, base_url="https://localhost")
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    return Calendar.from_ical(response.data)


def status(anybody: Actor, feed: str) -> int:
    return int(anybody.client.get(feed, base_url="https://localhost").status_code)


def test_reminders_are_kept_changed_and_let_go(alice: Actor) -> None:
    added = alice.post("/reminders", EVENINGS).json
    changed = alice.patch(f"/reminders/{added['id']}", {"time": "07:00"}, If_Match='"1"').json

    assert (added["days"], added["time"]) == (["monday", "thursday"], "20:30")
    assert (changed["days"], changed["time"], changed["version"]) == (["monday", "thursday"], "07:00", 2)
    assert alice.delete(f"/reminders/{added['id']}", If_Match='"1"').status_code == 412
    assert alice.delete(f"/reminders/{added['id']}", If_Match='"2"').status_code == 204
    assert alice.get("/reminders").json["items"] == []


def test_a_calendar_reads_weekly_events_in_the_time_of_where_it_is(alice: Actor, anybody: Actor) -> None:
    alice.post("/reminders", EVENINGS)

    event = read(anybody, feed_of(alice)).events[0]

    start = event["dtstart"].dt
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "TH"]}
    assert isinstance(start, datetime) and start.tzinfo is None
    assert (start.weekday() in (0, 3), f"{start:%H:%M}") == (True, "20:30")
    assert timedelta(0) <= start.date() - datetime.now(UTC).date() <= timedelta(days=7)
    assert event.alarms.times[0].trigger.strftime("%H:%M") == "20:30"


def test_the_feed_says_nothing_but_one_neutral_line(alice: Actor, anybody: Actor) -> None:
    alice.write("canary", title="canary")
    alice.post("/reminders", EVENINGS)

    text = read(anybody, feed_of(alice)).to_ical().decode()

    assert "alice" not in text and "canary" not in text
    assert {str(event["summary"]) for event in Calendar.from_ical(text).events} == {"A quiet moment"}


def test_a_change_reaches_the_calendar_and_an_address_can_be_taken_away(alice: Actor, anybody: Actor) -> None:
    first = feed_of(alice)
    reminder = alice.post("/reminders", EVENINGS).json
    assert len(read(anybody, first).events) == 1
    assert alice.get("/reminders").json["feed"] == first

    second = feed_of(alice)
    assert (status(anybody, first), len(read(anybody, second).events)) == (404, 1)
    alice.delete(f"/reminders/{reminder['id']}", If_Match='"1"')
    assert read(anybody, second).events == []
    alice.delete("/calendar-feed")

    assert status(anybody, second) == 404
    assert alice.get("/reminders").json["feed"] is None


@pytest.mark.parametrize("secret", ["", "a", "A" * 42, "A" * 43, "A" * 44, "ä" * 43, "%00" * 43, "A" * 5_000])
def test_an_address_that_was_never_given_out_leads_nowhere(anybody: Actor, secret: str) -> None:
    assert status(anybody, f"/calendar/{secret}.ics") == 404


def test_l1_nothing_at_rest_tells_the_days_or_the_address(app: Flask, alice: Actor) -> None:
    alice.post("/reminders", EVENINGS)
    secret = feed_of(alice).removeprefix("/calendar/").removesuffix(".ics")

    with app.app_context():
        rows = repr([tuple(row) for row in db.session.execute(select(*ReminderPlan.__table__.columns))])
    assert not any(word in rows for word in ("monday", "20:30", secret))


def test_reminders_are_gone_with_their_person(app: Flask, alice: Actor, anybody: Actor) -> None:
    alice.post("/reminders", EVENINGS)
    feed = feed_of(alice)

    alice.delete("/person")

    assert status(anybody, feed) == 404
    with app.app_context():
        assert db.session.execute(select(ReminderPlan)).first() is None


@pytest.mark.parametrize("column", ["box", "feed_box"])
def test_r2_damage_locks_nobody_out(app: Flask, alice: Actor, anybody: Actor, column: str) -> None:
    alice.post("/reminders", EVENINGS)
    feed = feed_of(alice)
    with app.app_context():
        db.session.execute(update(ReminderPlan).values({column: b"\x01" * 200}))
        db.session.commit()

    assert alice.get("/reminders").status_code == 200
    assert status(anybody, feed) == (404 if column == "feed_box" else 200)
    assert alice.post("/reminders", EVENINGS).status_code == 201


@pytest.mark.parametrize(
    "reminder",
    [
        {"days": [], "time": "20:30"},
        {"days": ["someday"], "time": "20:30"},
        {"days": ["monday"], "time": "24:00"},
        {"days": ["monday"], "time": "8:30"},
        {"days": ["monday"]},
        {"days": ["monday"], "time": "20:30", "text": "Write about the day"},
    ],
)
def test_what_is_no_reminder_is_refused(alice: Actor, reminder: dict[str, object]) -> None:
    assert alice.post("/reminders", reminder).status_code == 422


def test_there_are_never_too_many(alice: Actor) -> None:
    statuses = [alice.post("/reminders", EVENINGS).status_code for _ in range(13)]

    assert statuses == [201] * 12 + [422]
