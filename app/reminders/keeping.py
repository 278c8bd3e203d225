"""Keep a person's reminders, and the sealed copy that their calendar reads. Both change together or not at all."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, insert, select, update

from app.accounts.changes import next_change
from app.core.database import run
from app.core.ids import new_id
from app.errors import Invalid, NotFound, StaleVersion
from app.reminders.feed import WEEKDAYS, Reminder, Secret, reminder_of
from app.reminders.models import ReminderPlan
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

MOST = 12
BOX_BYTES = 4096
_TABLE = ReminderPlan.__table__
_ONE = select(*_TABLE.columns).where(_TABLE.c.person_id == bindparam("person"))
_FEED = select(_TABLE.c.feed_box).where(_TABLE.c.lookup == bindparam("known_by"))


@dataclass(frozen=True, repr=False)
class Plan:
    """All reminders of a person, and the secret of their calendar's address, if there is one."""

    reminders: tuple[Reminder, ...] = ()
    secret: Secret | None = None


def read_plan(keyring: Keyring) -> Plan:
    """The reminders as they are; a damaged box counts as none, so that nobody is locked out by it."""
    row = run(_ONE, {"person": keyring.person_id}).first()
    if row is None:
        return Plan()
    try:
        told = orjson.loads(keyring.open("settings", row.box, keyring.person_id, row.version, "reminders"))
    except (Unreadable, WrongKey):
        return Plan()
    secret = Secret(base64.b64decode(told["secret"])) if told["secret"] else None
    return Plan(tuple(reminder_of(one) for one in told["reminders"]), secret)


def find(plan: Plan, reminder_id: UUID) -> Reminder:
    """One reminder. Raises NotFound."""
    for reminder in plan.reminders:
        if reminder.id == reminder_id:
            return reminder
    raise NotFound


def add(keyring: Keyring, *, days: Iterable[str], time: str, since: date) -> Reminder:
    """A new reminder. Raises Invalid when there are too many."""
    next_change(keyring.person_id)
    plan = read_plan(keyring)
    if len(plan.reminders) >= MOST:
        raise Invalid({"reminders": [f"There are {MOST} reminders already. Let one go first."]})
    reminder = Reminder(new_id(), 1, in_order(days), time, since)
    keep(keyring, replace(plan, reminders=(*plan.reminders, reminder)))
    return reminder


def change(
    keyring: Keyring, reminder_id: UUID, changes: dict[str, Any], *, since: date, expected_version: int
) -> Reminder:
    """Other days or another time. Raises NotFound, StaleVersion."""
    next_change(keyring.person_id)
    plan = read_plan(keyring)
    reminder = require_version(find(plan, reminder_id), expected_version)
    days, time = in_order(changes.get("days", reminder.days)), changes.get("time", reminder.time)
    changed = Reminder(reminder.id, reminder.version + 1, days, time, since)
    keep(keyring, replace(plan, reminders=tuple(changed if one is reminder else one for one in plan.reminders)))
    return changed


def drop(keyring: Keyring, reminder_id: UUID, expected_version: int) -> None:
    """Let a reminder go. Raises NotFound, StaleVersion."""
    next_change(keyring.person_id)
    plan = read_plan(keyring)
    reminder = require_version(find(plan, reminder_id), expected_version)
    keep(keyring, replace(plan, reminders=tuple(one for one in plan.reminders if one is not reminder)))


def take_over(keyring: Keyring, wishes: Iterable[tuple[Iterable[str], str]], *, since: date) -> None:
    """Begin with reminders of another account, as many as there may be. The caller has seen that there are none yet."""
    next_change(keyring.person_id)
    taken = tuple(Reminder(new_id(), 1, in_order(days), time, since) for days, time in wishes)
    keep(keyring, replace(read_plan(keyring), reminders=taken[:MOST]))


def open_feed(keyring: Keyring) -> Secret:
    """A fresh address for the calendar; one that was given out before leads nowhere from now on."""
    next_change(keyring.person_id)
    secret = Secret.fresh()
    keep(keyring, replace(read_plan(keyring), secret=secret))
    return secret


def close_feed(keyring: Keyring) -> None:
    """No address any more."""
    next_change(keyring.person_id)
    keep(keyring, replace(read_plan(keyring), secret=None))


def reminders_behind(address: str) -> list[Reminder]:
    """What a calendar finds at an address. Raises NotFound, also for a feed that is damaged."""
    secret = Secret.read(address)
    box = run(_FEED, {"known_by": secret.lookup}).scalar() if secret else None
    if secret is None or box is None:
        raise NotFound
    try:
        return secret.open(box)
    except (Unreadable, WrongKey) as error:
        raise NotFound from error


def keep(keyring: Keyring, plan: Plan) -> None:
    """Write both copies anew; whoever calls this holds the person's pen."""
    row = run(_ONE, {"person": keyring.person_id}).first()
    version, secret = (row.version + 1 if row else 1), plan.secret
    told = {"reminders": plan.reminders, "secret": base64.b64encode(secret.raw).decode() if secret else None}
    box = keyring.seal("settings", orjson.dumps(told), keyring.person_id, version, "reminders", fixed=BOX_BYTES)
    values = {
        "version": version,
        "box": box,
        "lookup": secret.lookup if secret else None,
        "feed_box": secret.seal(plan.reminders) if secret else None,
    }
    if row is None:
        run(insert(_TABLE).values(person_id=keyring.person_id, **values))
    else:
        run(update(_TABLE).where(_TABLE.c.person_id == keyring.person_id).values(**values))


def in_order(days: Iterable[str]) -> tuple[str, ...]:
    """Weekdays as they come in a week, each once."""
    chosen = frozenset(days)
    return tuple(day for day in WEEKDAYS if day in chosen)


def require_version(reminder: Reminder, expected: int) -> Reminder:
    if reminder.version != expected:
        raise StaleVersion(shown(reminder), reminder.version)
    return reminder


def shown(reminder: Reminder) -> dict[str, Any]:
    """A reminder on the wire."""
    return {"id": reminder.id, "version": reminder.version, "days": list(reminder.days), "time": reminder.time}
