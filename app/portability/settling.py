"""Find a place for what a file holds: the same thing is never taken in twice, and nothing pushes another away."""

from __future__ import annotations

import hashlib
from collections import Counter
from uuid import UUID

from sqlalchemy import select

from app.checkins.models import CheckIn
from app.core.database import run
from app.journal.models import Entry
from app.journal.page import open_page
from app.portability.collecting import walk
from app.portability.leaf import Leaf, fingerprint
from app.vault.keyring import Keyring


class Shelf:
    """What a journal holds before and while a file is taken in: ids, and how often each text stands on its day."""

    def __init__(self, keyring: Keyring) -> None:
        self._person_id = keyring.person_id
        self._here: Counter[bytes] = Counter()
        self._met: Counter[bytes] = Counter()
        self._entries: dict[bytes, bytes] = {}
        for row in walk(Entry.__table__, keyring.person_id):
            page = open_page(keyring, row)
            likeness = fingerprint(row.day, page.title, page.body) if page else b""
            self._entries[row.id.bytes] = likeness
            self._here[likeness] += 1
        mine = select(CheckIn.id).where(CheckIn.person_id == keyring.person_id)
        self._check_ins = {found.bytes for found in run(mine).scalars()}

    def place_of(self, leaf: Leaf) -> UUID | None:
        """The id under which a page is to be kept; None where it is here already."""
        likeness = leaf.likeness
        if leaf.id is None:
            return self._place_without_id(leaf, likeness)
        for known in (leaf.id, self.own_id(leaf.id)):
            if known.bytes in self._entries:
                return self._place_beside(known, likeness)
        if self._was_here(likeness):
            return None
        return self._keep(leaf.id, likeness)

    def place_of_check_in(self, check_in_id: UUID) -> UUID | None:
        """The id under which a check-in is to be kept; None where it is here already."""
        if {check_in_id.bytes, self.own_id(check_in_id).bytes} & self._check_ins:
            return None
        self._check_ins.add(check_in_id.bytes)
        return check_in_id

    def own_id(self, other: UUID) -> UUID:
        """This person's id for something whose own id somebody else has; always the same one."""
        return self._derived("id", other.bytes)

    def _place_without_id(self, leaf: Leaf, likeness: bytes) -> UUID | None:
        self._met[likeness] += 1
        if self._was_here(likeness):
            return None
        # Somebody may write the same words twice on a day; the second is as much theirs as the first.
        place = self._derived(leaf.source or str(self._met[likeness]), likeness)
        return None if place.bytes in self._entries else self._keep(place, likeness)

    def _place_beside(self, known: UUID, likeness: bytes) -> UUID | None:
        if self._entries[known.bytes] == likeness:
            self._was_here(likeness)
            return None
        # It was written on since, here or there: the other text gets a page of its own.
        place = self._derived(str(known), likeness)
        if place.bytes in self._entries or self._was_here(likeness):
            return None
        return self._keep(place, likeness)

    def _was_here(self, likeness: bytes) -> bool:
        if not self._here[likeness]:
            return False
        self._here[likeness] -= 1
        return True

    def _keep(self, place: UUID, likeness: bytes) -> UUID:
        self._entries[place.bytes] = likeness
        return place

    def _derived(self, source: str, about: bytes) -> UUID:
        digest = hashlib.sha256(self._person_id.bytes + about + source.encode()).digest()
        return UUID(bytes=digest[:16], version=4)
