"""One page of a journal as a file holds it: between our own rows and everybody else's formats."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.library.marks import Mark


@dataclass(frozen=True, repr=False)
class Asked:
    """The prompt that a page answers, in its own words; other programs know no id."""

    id: str | None
    title: str
    text: str


@dataclass(frozen=True, repr=False)
class Earlier:
    """What a page said before: its number, and the fields of `Page` as they were."""

    number: int
    page: dict[str, Any]


@dataclass(frozen=True, repr=False)
class Leaf:
    """A page. Instants are RFC 3339 in UTC; what a format cannot hold has its default.

    `source` is the id that another program gave it; `unplaced` names what a file held and Braid has no place for.
    """

    day: date
    body: str
    title: str = ""
    id: UUID | None = None
    source: str | None = None
    version: int = 1
    written_at: str | None = None
    edited_at: str | None = None
    kept_at: str | None = None
    trashed_at: str | None = None
    asked: Asked | None = None
    concepts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False
    check_in: Mark | None = None
    assignment: str | None = None
    earlier: tuple[Earlier, ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def likeness(self) -> bytes:
        """16 bytes that pages of the same day and the same words share, however they are spaced."""
        return fingerprint(self.day, self.title, self.body)


@dataclass(frozen=True, repr=False)
class Marked:
    """A check-in that stands alone; its `mark` holds the instant, too."""

    id: UUID
    day: date
    version: int
    mark: Mark


@dataclass(frozen=True, repr=False)
class Unread:
    """A page of the journal that cannot be opened: its box goes along as it is."""

    id: UUID
    day: date
    box: bytes


@dataclass(frozen=True)
class Trouble:
    """Something in a file that could not be read: where, and why, in a sentence that quotes nothing."""

    where: str
    why: str


def fingerprint(day: date, title: str, body: str) -> bytes:
    """16 bytes of SHA-256 over a day and its words, composed (NFC) and with single blanks."""
    words = " ".join(unicodedata.normalize("NFC", f"{title}\n{body}").split())
    return hashlib.sha256(f"{day.isoformat()}\n{words}".encode()).digest()[:16]
