"""Tokens: ways in for programs, each with the keys of its scopes and no others."""

import json
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from app.accounts.errors import TooManyTokens
from app.accounts.preferences import Preferences
from app.accounts.sessions import find_slot, hold
from app.accounts.visitor import Visitor
from app.core.clock import DEFAULT_ZONE, is_zone, timestamp
from app.core.policy import SCOPES, Scope
from app.errors import NotFound
from app.extensions import db
from app.vault import slots
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring
from app.vault.models import KeySlot

PREFIX = "braid_"
MOST_TOKENS = 20
DAY = 86_400
ZONE_BYTES = 64
# Classes of boxes by scope. The same key seals and opens, so what may write could also read: the routes keep that
# apart. A copy that somebody else gave is sealed to the person's private key, which no token is given.
CLASSES: dict[Scope, tuple[str, ...]] = {
    "entries:read": ("entry", "history", "digest"),
    "entries:write": ("entry", "history", "digest"),
    "checkins:read": ("checkin",),
    "checkins:write": ("checkin",),
    "export": ("entry", "history", "checkin", "settings", "share", "answer", "keepsake"),
    "capture": (),
}


class Program(Visitor):
    """A program that asks for a person, with what its token opens."""

    noted_every = DAY

    def __init__(self, row: Any, keyring: Keyring) -> None:
        super().__init__(row, keyring, {"device": "program", "started": 0, "confirmed_until": 0})
        self.scopes = frozenset(row.scope.split())

    @cached_property
    def preferences(self) -> Preferences:
        """The gentle defaults, in the time zone that the person had when the token was made."""
        return Preferences(time_zone=_zone_in(self._row, self.keyring))

    def require_confirmation(self, within: int = 0) -> None:
        """Nothing more is asked: the token was made under a confirmation, for just this."""


def issue(visitor: Visitor, scopes: list[Scope], label: str, *, days: int) -> tuple[str, KeySlot]:
    """A new token's secret, shown once and kept nowhere, and its slot.

    Raises ConfirmationNeeded, NotSignedIn, or TooManyTokens.
    """
    visitor.require_confirmation()
    hold(visitor)
    _require_room(visitor.person_id)
    wanted = tuple(scope for scope in SCOPES if scope in scopes)
    classes = sorted({name for scope in wanted for name in CLASSES[scope]})
    secret, keyring = slots.new_secret(), visitor.keyring.scoped(*classes)
    zone = _zone_box(keyring, classes, slots.slot_id("token", secret), visitor.preferences.time_zone)
    params = {"zone": zone}
    terms = slots.Terms(scope=" ".join(wanted), expires_at=timestamp() + days * DAY, params=params)
    slot = slots.wrap(keyring, "token", secret, terms)
    slot.label_box = visitor.keyring.seal("settings", label.encode(), slot.id, "label")
    db.session.add(slot)
    return PREFIX + secret, slot


def recognise_program(token: str) -> Program | None:
    """The program this token belongs to, or None when it opens no living slot."""
    if not token.startswith(PREFIX):
        return None
    secret = token.removeprefix(PREFIX)
    try:
        row = find_slot(slots.slot_id("token", secret))
        keyring = slots.unwrap(row, "token", secret) if row is not None else None
    except WrongKey:
        return None
    if row is None or keyring is None or row.expires_at <= timestamp():
        return None
    return Program(row, keyring)


def of_person(person_id: UUID) -> list[KeySlot]:
    """The living tokens of a person, newest first."""
    mine = select(KeySlot).where(*_tokens_of(person_id), KeySlot.expires_at > timestamp())
    return list(db.session.scalars(mine.order_by(KeySlot.created_on.desc(), KeySlot.expires_at.desc(), KeySlot.id)))


def end(person_id: UUID, token_id: UUID) -> None:
    """End one token of a person. Raises NotFound."""
    if db.session.execute(delete(KeySlot).where(*_tokens_of(person_id), KeySlot.id == token_id)).rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound


def end_all(person_id: UUID) -> int:
    """End every token of a person; returns how many there were."""
    return int(db.session.execute(delete(KeySlot).where(*_tokens_of(person_id))).rowcount)  # type: ignore[attr-defined]


def _tokens_of(person_id: UUID) -> tuple[Any, ...]:
    return KeySlot.person_id == person_id, KeySlot.kind == "token"


def _require_room(person_id: UUID) -> None:
    # What has run out opens nothing any more, and makes room.
    db.session.execute(delete(KeySlot).where(*_tokens_of(person_id), KeySlot.expires_at <= timestamp()))
    held = db.session.scalar(select(func.count()).select_from(KeySlot).where(*_tokens_of(person_id)))
    if (held or 0) >= MOST_TOKENS:
        raise TooManyTokens


def _zone_box(keyring: Keyring, classes: list[str], token_id: UUID, zone: str) -> str:
    # The program has to know what day it is where its person is, and nobody else has to know where that is.
    return keyring.seal(classes[0], zone.encode(), token_id, "zone", fixed=ZONE_BYTES).hex() if classes else ""


def _zone_in(row: Any, keyring: Keyring) -> str:
    classes = sorted({name for scope in row.scope.split() for name in CLASSES.get(scope, ())})
    try:
        box = bytes.fromhex(json.loads(row.params)["zone"])
        zone = keyring.open(classes[0], box, row.id, "zone").decode() if classes else DEFAULT_ZONE
    except (Unreadable, WrongKey, ValueError, KeyError, TypeError):
        return DEFAULT_ZONE
    return zone if is_zone(zone) else DEFAULT_ZONE
