"""Look for damage with somebody's own keys: open everything that is theirs, and tell what stays shut."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.accounts.errors import KeyUnreadable
from app.accounts.identity import private_key_of
from app.accounts.models import Person
from app.admin.damage import Damage, Kind, row_name
from app.core.database import run
from app.errors import NotFound
from app.journal.inbox import opened
from app.journal.models import InboxItem
from app.reminders import keeping
from app.vault.box import Unreadable, WrongKey
from app.vault.holdings import Holding, holdings
from app.vault.keyring import Keyring
from app.workshops.copies import open_answer, open_copy
from app.workshops.models import Share

_SHARES, _INBOX = Share.__table__, InboxItem.__table__


def try_everything(person: Person, keyring: Keyring) -> Iterator[Damage]:
    """All that is a person's and that their keys do not open."""
    for holding in holdings():
        yield from try_holding(keyring, holding)
    yield from try_sent(person, keyring)
    yield from try_feed(keyring)


def try_holding(keyring: Keyring, holding: Holding) -> Iterator[Damage]:
    table, column = holding.table, holding.table.c[holding.column]
    theirs = select(*table.c).where(table.c[holding.owner] == keyring.person_id, column.is_not(None))
    for row in run(theirs):
        try:
            keyring.open(holding.label, getattr(row, holding.column), *holding.bound_to(row))
        except (Unreadable, WrongKey):
            yield Damage(f"{table.name}.{holding.column}", row_name(table, row), Kind.SHUT)


def try_sent(person: Person, keyring: Keyring) -> Iterator[Damage]:
    """All that was sealed to somebody by others, and by programs of theirs."""
    try:
        key = private_key_of(person, keyring)
    except KeyUnreadable:
        return  # told already, and nothing more can be said
    yield from try_copies(person, key)
    for row in run(select(*_INBOX.c).where(_INBOX.c.person_id == person.id)):
        if opened(row, key) is None:
            yield Damage("inbox.box", str(row.id), Kind.SHUT)


def try_copies(person: Person, key: bytes) -> Iterator[Damage]:
    """Copies that were given to somebody, and answers to those they gave."""
    for row in run(select(*_SHARES.c).where(_SHARES.c.recipient_id == person.id)):
        if open_copy(row, key) is None:
            yield Damage("shares.box", str(row.id), Kind.SHUT)
    answered = _SHARES.c.answer_box.is_not(None)
    for row in run(select(*_SHARES.c).where(_SHARES.c.author_id == person.id, answered)):
        if open_answer(row, key) is None:
            yield Damage("shares.answer_box", str(row.id), Kind.SHUT)


def try_feed(keyring: Keyring) -> Iterator[Damage]:
    """What their calendar reads."""
    secret = keeping.read_plan(keyring).secret
    try:
        if secret is not None:
            keeping.reminders_behind(secret.text)
    except NotFound:
        yield Damage("reminder_plans.feed_box", str(keyring.person_id), Kind.SHUT)
