"""The calendar's side of reminders: an address that is also the key, and the calendar it leads to."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import orjson
from icalendar import Alarm, Calendar, Event

from app.vault.box import Key, derive, open_box, seal
from app.vault.canon import canon

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# All a calendar ever shows: it may hang on a wall, or be shared with a household.
LINE = "A quiet moment"
LASTS = timedelta(minutes=10)
BOX_BYTES = 4096
_SECRET = 32


@dataclass(frozen=True, repr=False)
class Reminder:
    """Some weekdays and a time of day, wherever the calendar is; `since` is the first day it may fall on."""

    id: UUID
    version: int
    days: tuple[str, ...]
    time: str
    since: date


@dataclass(frozen=True, repr=False)
class Secret:
    """What the address ends in: it finds the feed, and opens it."""

    raw: bytes

    @classmethod
    def fresh(cls) -> Secret:
        return cls(os.urandom(_SECRET))

    @classmethod
    def read(cls, text: str) -> Secret | None:
        """The secret in an address; None where there cannot be one."""
        try:
            raw = base64.b64decode(text + "=", altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        return cls(raw) if len(raw) == _SECRET else None

    @property
    def text(self) -> str:
        return base64.urlsafe_b64encode(self.raw).decode().rstrip("=")

    @property
    def lookup(self) -> bytes:
        """What the database knows it by; the secret cannot be found from it."""
        return derive(self.raw, b"braid/v1/feed/lookup")

    def seal(self, reminders: Sequence[Reminder]) -> bytes:
        """The reminders as only this secret opens them."""
        return seal(self._key, "feed", orjson.dumps(reminders), about=canon("feed"), fixed=BOX_BYTES)

    def open(self, box: bytes) -> list[Reminder]:
        """Raises Unreadable or WrongKey."""
        told = orjson.loads(open_box(self._key.secret, "feed", box, about=canon("feed")))
        return [reminder_of(one) for one in told]

    @property
    def _key(self) -> Key:
        return Key(derive(self.raw, b"braid/v1/feed/box"))


def reminder_of(told: dict[str, str]) -> Reminder:
    """A reminder as it was written down."""
    since, days = date.fromisoformat(told["since"]), tuple(told["days"])
    return Reminder(UUID(told["id"]), int(told["version"]), days, told["time"], since)


def calendar(reminders: Sequence[Reminder]) -> bytes:
    """An iCalendar (RFC 5545) of weekly events in floating time, so that they move along with whoever travels."""
    whole = Calendar()
    whole.add("prodid", "-//Braid//Reminders//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", "Braid")
    whole.add("refresh-interval;value=duration", "PT6H")
    for reminder in reminders:
        whole.add_component(event(reminder))
    return bytes(whole.to_ical())


def event(reminder: Reminder) -> Event:
    """One reminder, every week on its days."""
    numbers = sorted(WEEKDAYS.index(day) for day in reminder.days)
    first = min(reminder.since + timedelta(days=(number - reminder.since.weekday()) % 7) for number in numbers)
    start = datetime.combine(first, time.fromisoformat(reminder.time))
    told = Event()
    told.add("uid", str(reminder.id))
    told.add("dtstamp", datetime.combine(reminder.since, time(), tzinfo=UTC))
    told.add("dtstart", start)
    told.add("dtend", start + LASTS)
    told.add("rrule", {"freq": "weekly", "byday": [WEEKDAYS[number][:2].upper() for number in numbers]})
    told.add("summary", LINE)
    told.add("class", "PRIVATE")
    told.add("transp", "TRANSPARENT")
    told.add_component(alarm())
    return told


def alarm() -> Alarm:
    told = Alarm()
    told.add("action", "DISPLAY")
    told.add("description", LINE)
    told.add("trigger", timedelta(0))
    return told
