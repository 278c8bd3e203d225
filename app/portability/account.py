"""What the server holds about somebody beside their pages: choices, consents, ways in, groups, shares, reminders."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from app.accounts.errors import KeyUnreadable
from app.accounts.identity import private_key_of
from app.accounts.models import Consent, Person
from app.accounts.preferences import open_preferences
from app.core.clock import timestamp
from app.core.database import run
from app.portability.keepsakes import Records, brought_along
from app.reminders import keeping
from app.vault.keyring import Keyring
from app.vault.models import KeySlot
from app.vault.pepper import Peppers
from app.workshops import gathering
from app.workshops.copies import open_answer, open_copy, open_kept_answer, open_own
from app.workshops.models import Share, ShareConsent

_SHARES, _LOG = Share.__table__, ShareConsent.__table__


@dataclass(frozen=True, repr=False)
class Account:
    """One person's account, opened."""

    person: Person
    keyring: Keyring
    peppers: Peppers

    def told(self) -> dict[str, Any]:
        """The account itself: name, days, choices, what was agreed to, how one comes in, which groups one is in."""
        person = self.person
        preferences = open_preferences(self.keyring, person.settings_box, version=person.version)
        return {
            "username": person.username,
            "created_on": person.created_on,
            "settings": asdict(preferences),
            "consents": self._consents(),
            "ways_in": self._ways_in(),
            "groups": self._groups(),
        }

    def named(self) -> dict[str, Any]:
        """What goes along with a part of the journal: whose it is, and nothing else."""
        return {"username": self.person.username}

    def reminders(self) -> list[dict[str, Any]]:
        """Days and times; the address of the calendar is a key, and stays here."""
        return [{"days": one.days, "time": one.time} for one in keeping.read_plan(self.keyring).reminders]

    def living(self) -> Records:
        """Copies given and received that can still be read, and every consent to give one."""
        mine = _SHARES.c.author_id == self.person.id, _SHARES.c.ends_at > timestamp()
        theirs = _SHARES.c.recipient_id == self.person.id, _SHARES.c.ends_at > timestamp()
        log = select(*_LOG.c).where(_LOG.c.person_id == self.person.id).order_by(_LOG.c.given_on, _LOG.c.share_id)
        in_order = _SHARES.c.given_on, _SHARES.c.id
        return {
            "shares_given": [self._given(row) for row in run(select(*_SHARES.c).where(*mine).order_by(*in_order))],
            "shares_received": [
                self._received(row) for row in run(select(*_SHARES.c).where(*theirs).order_by(*in_order))
            ],
            "consent_log": [consent_told(row) for row in run(log)],
        }

    def records(self) -> Records:
        """The same, after those of earlier accounts."""
        living, earlier = self.living(), brought_along(self.keyring)
        return {kind: earlier[kind] + living[kind] for kind in living}

    @cached_property
    def _private_key(self) -> bytes | None:
        # A token holds no such key, and a damaged one opens nothing: the rest of the account goes along all the same.
        try:
            return private_key_of(self.person, self.keyring)
        except KeyUnreadable:
            return None

    def _consents(self) -> list[dict[str, Any]]:
        accepted = select(Consent.version, Consent.accepted_on).where(Consent.person_id == self.person.id)
        return [row._asdict() for row in run(accepted.order_by(Consent.accepted_on))]

    def _ways_in(self) -> list[dict[str, Any]]:
        slots = select(KeySlot.kind, KeySlot.created_on, KeySlot.last_used_on)
        rows = run(slots.where(KeySlot.person_id == self.person.id).order_by(KeySlot.created_on, KeySlot.kind))
        return [row._asdict() for row in rows]

    def _groups(self) -> list[dict[str, Any]]:
        groups = gathering.find_all(self.person.id, self.peppers)
        return [
            {"id": one.id, "name": one.words.name, "role": one.role, "called": one.called, "closed": not one.is_open}
            for one in groups
        ]

    def _given(self, row: Any) -> dict[str, Any]:
        copy, entry_id = open_own(row, self.keyring)
        words = asdict(copy) if copy else {"unreadable": True}
        answer = open_answer(row, self._private_key) if self._private_key else None
        return {**about(row), "opened_on": row.opened_on, "entry": entry_id, **words, "answer": answer}

    def _received(self, row: Any) -> dict[str, Any]:
        # The words are their writer's and can be taken back; only that one was trusted with them goes along (ADR 17).
        copy = open_copy(row, self._private_key) if self._private_key else None
        giver = {"giver": copy.giver, "until": copy.until} if copy else {"unreadable": True}
        return {**about(row), **giver, "my_answer": open_kept_answer(row, self.keyring)}


def about(row: Any) -> dict[str, Any]:
    return {"id": str(row.id), "group": row.workshop_id, "consent": row.consent_version, "given_on": row.given_on}


def consent_told(row: Any) -> dict[str, Any]:
    return {"share": str(row.share_id), "version": row.version, "given_on": row.given_on, "ended_on": row.ended_on}
