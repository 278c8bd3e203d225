"""What is inside an entry's box, and how it gets in and out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from app.core.clock import as_text, now
from app.library.marks import Mark
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

QUIET = timedelta(minutes=10)
A_SENTENCE, A_FEW_WORDS = 40, 10


@dataclass(frozen=True, repr=False)
class Page:
    """One version of what a person wrote, with everything about it that is nobody else's business."""

    body: str
    title: str
    prompt: str | None
    concepts: tuple[str, ...]
    tags: tuple[str, ...]
    starred: bool
    written_at: str
    edited_at: str
    kept_at: str
    trashed_at: str | None = None
    check_in: Mark | None = None
    assignment: str | None = None

    @property
    def word_count(self) -> int:
        """Words, as white space parts them."""
        return len(self.body.split())

    def seal(self, keyring: Keyring, entry_id: UUID, version: int) -> bytes:
        """The box of this version of the entry."""
        return keyring.seal("entry", orjson.dumps(self), entry_id, version, "page")

    def seal_as_revision(self, keyring: Keyring, entry_id: UUID, number: int) -> bytes:
        """The box of an earlier text."""
        return keyring.seal("history", orjson.dumps(self), entry_id, number, "revision")

    def says_the_same(self, other: "Page") -> bool:
        """Whether both hold the same words; what was starred or tagged is not compared."""
        return (self.title, self.body) == (other.title, other.body)

    def deserves_keeping(self, successor: "Page") -> bool:
        """Whether this text is kept before `successor` takes its place.

        Edits within ten minutes share a revision, unless one takes a sentence or most of the text away: it may well be
        another device's, and that device was told that its text is kept.
        """
        if self.says_the_same(successor):
            return False
        lost = taken_away(self.title, successor.title) + taken_away(self.body, successor.body)
        takes_most_away = lost >= A_FEW_WORDS and lost * 2 > len(self.title) + len(self.body)
        # A distance, because the clock may have been set back since.
        is_due = abs(now() - datetime.fromisoformat(self.kept_at)) >= QUIET
        return lost >= A_SENTENCE or takes_most_away or is_due

    def edited(self, **changes: Any) -> "Page":
        """The page after an edit that happens now."""
        return replace(self, edited_at=as_text(now()), **changes)


def taken_away(before: str, after: str) -> int:
    """How many characters of a text are gone, between the start and the end that both texts share."""
    start = _shared(before, after)
    rest, other = before[start:], after[start:]
    return len(rest) - _shared(rest[::-1], other[::-1])


def _shared(one: str, other: str) -> int:
    # Halving compares whole stretches at once, which is quicker than letter by letter.
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def open_page(keyring: Keyring, row: Any) -> Page | None:
    """The page of an entry's row, or None when the box is damaged, newer, or not this person's."""
    try:
        return _unpacked(keyring.open("entry", row.box, row.id, row.version, "page"))
    except (Unreadable, WrongKey):
        return None


def open_revision(keyring: Keyring, row: Any) -> Page | None:
    """The page of a revision's row, or None when it cannot be read."""
    try:
        return _unpacked(keyring.open("history", row.box, row.entry_id, row.number, "revision"))
    except (Unreadable, WrongKey):
        return None


def _unpacked(data: bytes) -> Page:
    fields = orjson.loads(data)
    return Page(**{**fields, "concepts": tuple(fields["concepts"]), "tags": tuple(fields["tags"])})
