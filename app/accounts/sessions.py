"""Begin a session, recognise it on every request, end it."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, or_, select, update

from app.accounts.errors import AccountPaused, WrongCredentials
from app.accounts.models import Person
from app.accounts.visitor import CONFIRMED_SECONDS, DEVICES, FUTURE_TOLERANCE, Visitor, device_of
from app.core.clock import now, timestamp
from app.core.database import run, take_pen
from app.core.ids import new_id
from app.errors import NotFound, NotSignedIn
from app.extensions import db
from app.vault import slots
from app.vault.box import WrongKey
from app.vault.keyring import Keyring
from app.vault.models import KeySlot
from app.vault.slots import PassphraseGuard

MOST_SESSIONS = 20


_FIND = (
    select(
        KeySlot.id,
        KeySlot.person_id,
        KeySlot.kind,
        KeySlot.scope,
        KeySlot.expires_at,
        KeySlot.params,
        KeySlot.box,
        KeySlot.seen_at,
        Person.username,
        Person.version.label("person_version"),
        Person.consent_version,
        Person.appointed_on,
        Person.settings_box,
    )
    .join(Person, Person.id == KeySlot.person_id)
    .where(KeySlot.id == bindparam("slot_id"))
)
_NOTE_USE = (
    update(KeySlot)
    .where(KeySlot.id == bindparam("slot_id"))
    .values(seen_at=bindparam("seen"), last_used_on=bindparam("today"))
)
_FORGET = delete(KeySlot).where(KeySlot.id == bindparam("slot_id"), KeySlot.person_id == bindparam("person"))


def recognise(secret: str) -> Visitor | None:
    """Who this session secret belongs to, or None when it opens no living slot."""
    try:
        row = find_slot(slots.slot_id("session", secret))
        if row is None:
            return None
        keyring = slots.unwrap(row, "session", secret)
    except WrongKey:
        return None
    params = json.loads(row.params)
    visitor = Visitor(row, keyring, params)
    return visitor if _is_alive(row, params, is_admin=visitor.is_admin) else None


def find_slot(slot_id: UUID) -> Any:
    """A slot's row with what is known of its person, or None."""
    return run(_FIND, {"slot_id": slot_id}).first()


def note_use(visitor: Visitor) -> bool:
    """Write down that a way in is in use, if that is due; says whether there is something to commit."""
    at = timestamp()
    if at - visitor.seen_at < visitor.noted_every:
        return False
    run(_NOTE_USE, {"slot_id": visitor.session_id, "seen": at, "today": now().date()})
    if visitor.before is not None:
        # The new secret has arrived, and whatever was on its way with the one before has had its minute.
        run(_FORGET, {"slot_id": UUID(visitor.before), "person": visitor.person_id})
    return True


def sign_in(username_key: str, passphrase: str, guard: PassphraseGuard) -> tuple[Person, Keyring]:
    """The person and keyring a passphrase opens; a dated slot is wrapped anew. Raises WrongCredentials or Busy."""
    found = db.session.execute(
        select(Person, KeySlot)
        .join(KeySlot, KeySlot.person_id == Person.id)
        .where(Person.username_key == username_key, KeySlot.kind == "password")
    ).first()
    if found is None:
        slots.spend_as_much(passphrase, guard)
        raise WrongCredentials
    person, slot = found
    try:
        keyring = slots.unwrap_passphrase(slot, passphrase, guard)
    except WrongKey as error:
        raise WrongCredentials from error
    if slots.is_dated(slot, guard):
        replace_passphrase(slot.id, slots.wrap_passphrase(keyring, passphrase, guard))
    # Stretching takes a while. A passphrase that was changed, recovered from or left behind meanwhile opens nothing.
    elif not _holds(person.id, slot.id):
        raise WrongCredentials
    return person, keyring


def begin(keyring: Keyring, device: str, label: str, *, started: int = 0, by_two: bool = False) -> tuple[str, KeySlot]:
    """A new session's secret and slot; signing in counts as a confirmation. The oldest of more than twenty end.

    Raises AccountPaused.
    """
    take_pen(keyring.person_id)
    is_admin = _let_in(keyring.person_id)
    secret, at = slots.new_secret(), timestamp()
    begun = started or at
    params = {"device": device, "started": begun, "confirmed_until": at + CONFIRMED_SECONDS, "by_two": by_two}
    lifetime = device_of(device, is_admin=is_admin).lifetime
    terms = slots.Terms(scope=new_id().hex, expires_at=begun + lifetime, params=params)
    slot = slots.wrap(keyring, "session", secret, terms)
    slot.seen_at = at
    slot.label_box = keyring.seal("settings", label.encode(), slot.id, "label")
    end_oldest(keyring.person_id, keep=MOST_SESSIONS - 1)
    db.session.add(slot)
    return secret, slot


def begin_anew(visitor: Visitor, label: str, *, by_two: bool = False) -> tuple[str, KeySlot]:
    """The same session under a new secret, freshly confirmed; the old secret dies in the same transaction.

    Raises NotSignedIn when it ended meanwhile.
    """
    hold(visitor)
    end(visitor.person_id, visitor.session_id)
    by_two = by_two or visitor.by_two
    return begin(visitor.keyring, visitor.device, label, started=visitor.started, by_two=by_two)


def find(visitor: Visitor) -> KeySlot:
    """The slot of the session that asks. Raises NotSignedIn when it ended meanwhile."""
    slot = db.session.get(KeySlot, visitor.session_id)
    if slot is None:
        raise NotSignedIn("This session has ended. Please sign in again.")
    return slot


def of_person(person_id: UUID, *, mine: UUID | None = None) -> list[KeySlot]:
    """The living sessions of a person, newest first; of one with two secrets the slot that is `mine`, or the newer."""
    found: dict[str, KeySlot] = {}
    for slot in _living(person_id):
        if slot.id == mine or lineage_of(slot) not in found:
            found[lineage_of(slot)] = slot
    return list(found.values())


def lineage_of(slot: KeySlot) -> str:
    """What the slots of one session share, where it has two secrets for a minute."""
    return slot.scope or str(slot.id)


def end(person_id: UUID, session_id: UUID) -> None:
    """End one session of a person. Raises NotFound."""
    # Under the pen: its next secret may just be made, and must not outlive it.
    take_pen(person_id)
    ours = KeySlot.person_id == person_id, KeySlot.kind == "session"
    lineage = select(KeySlot.scope).where(*ours, KeySlot.id == session_id, KeySlot.scope != "").scalar_subquery()
    one = delete(KeySlot).where(*ours, or_(KeySlot.id == session_id, KeySlot.scope == lineage))
    if not db.session.execute(one).rowcount:  # type: ignore[attr-defined]
        raise NotFound


def end_others(visitor: Visitor) -> int:
    """End every session of the person but the one that asks; returns how many slots. Raises NotSignedIn if it ended."""
    hold(visitor)
    theirs = KeySlot.person_id == visitor.person_id, KeySlot.kind == "session"
    others = KeySlot.id != visitor.session_id, or_(KeySlot.scope == "", KeySlot.scope != visitor.lineage)
    return int(db.session.execute(delete(KeySlot).where(*theirs, *others)).rowcount)  # type: ignore[attr-defined]


def end_oldest(person_id: UUID, *, keep: int = MOST_SESSIONS) -> None:
    """End a person's oldest sessions but so many, and delete the slots of the dead ones."""
    # With its old cookie such a slot would still open what is in the database.
    kept = [lineage_of(slot) for slot in of_person(person_id)[:keep]]
    living = [slot.id for slot in _living(person_id) if lineage_of(slot) in kept]
    mine = (KeySlot.person_id == person_id, KeySlot.kind == "session")
    db.session.execute(delete(KeySlot).where(*mine, KeySlot.id.not_in(living)))


def forget_dead() -> int:
    """Delete the slots of all sessions and tokens whose time is over; returns how many those were."""
    # With the secret it was made for, a dead slot still opens what an old copy of the database holds.
    at, longest = timestamp(), max(device.idle for device in DEVICES.values())
    over = or_(KeySlot.expires_at <= at, and_(KeySlot.kind == "session", KeySlot.seen_at <= at - longest))
    return int(db.session.execute(delete(KeySlot).where(over)).rowcount)  # type: ignore[attr-defined]


def replace_passphrase(old_id: UUID, new: KeySlot) -> None:
    """Put a new passphrase slot in the old one's place. Raises WrongCredentials when another was quicker."""
    take_pen(new.person_id)
    if db.session.execute(delete(KeySlot).where(KeySlot.id == old_id)).rowcount != 1:  # type: ignore[attr-defined]
        raise WrongCredentials
    db.session.add(new)
    db.session.flush()


def hold(visitor: Visitor) -> None:
    """Take the person's pen and be sure that the session which asks goes on. Raises NotSignedIn when it ended."""
    if not _holds(visitor.person_id, visitor.session_id):
        raise NotSignedIn("This session has ended. Please sign in again.")


def _holds(person_id: UUID, slot_id: UUID) -> bool:
    take_pen(person_id)
    return db.session.scalar(select(KeySlot.id).where(KeySlot.id == slot_id)) is not None


def _let_in(person_id: UUID) -> bool:
    """Whether somebody who may come in is an admin. Raises AccountPaused."""
    ways = select(Person.suspended_on, Person.appointed_on).where(Person.id == person_id)
    suspended_on, appointed_on = db.session.execute(ways).one_or_none() or (None, None)
    if suspended_on is not None:
        raise AccountPaused
    return appointed_on is not None


def _lives(slot: KeySlot, *, is_admin: bool) -> bool:
    try:
        return _is_alive(slot, json.loads(slot.params), is_admin=is_admin)
    except (ValueError, KeyError, TypeError):
        # What a slot says is bound to its box: a slot with damaged words opens nothing any more.
        return False


def _is_alive(row: Any, params: dict[str, Any], *, is_admin: bool) -> bool:
    at, started = timestamp(), params["started"]
    device = device_of(params["device"], is_admin=is_admin)
    if started > at + FUTURE_TOLERANCE:
        return False
    # A session may be older than its person's appointment, and was given more time then.
    ends_at = min(row.expires_at, started + device.lifetime)
    return ends_at > at and (row.seen_at or 0) + device.idle > at


def _living(person_id: UUID) -> list[KeySlot]:
    ours = select(KeySlot, Person.appointed_on).join(Person, Person.id == KeySlot.person_id)
    ours = ours.where(KeySlot.person_id == person_id, KeySlot.kind == "session")
    found = db.session.execute(ours.order_by(KeySlot.seen_at.desc(), KeySlot.id))
    return [slot for slot, appointed_on in found if _lives(slot, is_admin=appointed_on is not None)]
