"""What a device without a line, or without a session, sealed to its person: opened, and kept like anything else.

The device cannot read back what it sealed, so nobody there could choose between two versions: whatever does not fit
becomes a page of its own beside the other.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.errors import DomainError, Invalid, NotFound, StaleVersion
from app.journal.drafts import Draft, draft_of
from app.journal.errors import EntryInTrash, EntryUnreadable
from app.journal.page import Page, open_page
from app.journal.reading import find_row
from app.journal.writing import Writer, begin, revise
from app.library.content import Library
from app.vault.box import Unreadable
from app.vault.exchange import open_with

INFO = "braid/v1/inbox"


@dataclass(frozen=True, repr=False)
class Sealed:
    """One page as a device sealed it: which entry it is for, and the bytes."""

    entry_id: UUID
    blob: bytes

    def opened(self, private_key: bytes, person_id: UUID) -> bytes:
        """What the device sealed. Raises Invalid when it was not sealed for this person and entry."""
        try:
            return open_with(private_key, self.blob, INFO, person_id, self.entry_id)
        except Unreadable as error:
            raise Invalid({"sealed": ["This was not sealed for you, or it is damaged."]}) from error

    @property
    def own_page(self) -> UUID:
        """The id of a page of its own; the same one however often this is sent."""
        digest = hashlib.sha256(self.entry_id.bytes + self.blob).digest()
        return UUID(bytes=digest[:16], version=4)


def take_in(writer: Writer, sealed: Sealed, draft: Draft, *, version: int | None) -> tuple[Any, Page | None, bool]:
    """Keep what was sealed: at its entry when it fits there, else as a page of its own. Retries are harmless.

    The flag says whether a page was made. Raises NotFound when the person has left.
    """
    try:
        if version is None:
            return begin(writer, draft, own_id=sealed.entry_id)
        return (*revise(writer, sealed.entry_id, draft, expected_version=version), False)
    except DomainError as refusal:
        if not isinstance(refusal, (StaleVersion, NotFound, EntryInTrash, EntryUnreadable)):
            raise
        return _beside(writer, sealed, draft)


def readable_draft(sent: Mapping[str, Any], library: Library) -> Draft:
    """What was sealed as a draft; what the library does not have any more is left out, since nobody could mend it."""
    return draft_of({name: value for name, value in sent.items() if _is_known(name, value, library)}, library)


def _is_known(name: str, value: Any, library: Library) -> bool:
    try:
        draft_of({name: value}, library)
    except Invalid:
        return False
    return True


def _beside(writer: Writer, sealed: Sealed, draft: Draft) -> tuple[Any, Page | None, bool]:
    try:
        return begin(writer, draft, own_id=sealed.own_page)
    except StaleVersion:
        # It was taken in before, and written on since: sending it once more changes nothing.
        row = find_row(writer.keyring.person_id, sealed.own_page)
        return row, open_page(writer.keyring, row), False
