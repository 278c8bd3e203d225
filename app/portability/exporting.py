"""Take a journal along: all of it or a part, in one of the formats, sealed with a passphrase if one likes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.clock import as_text, now
from app.core.database import run
from app.errors import Invalid
from app.library.content import Library
from app.portability.account import Account
from app.portability.collecting import Journal, Selection
from app.portability.errors import UnknownFormat
from app.portability.offered import by_name
from app.vault.argon2 import Argon2Cost
from app.vault.parcel import seal_file
from app.workshops import roles
from app.workshops.models import Assignment

SEALED_TYPE = "application/octet-stream"


@dataclass(frozen=True, repr=False)
class Wish:
    """What somebody wants to take along, and a passphrase for it, if any."""

    format: str
    selection: Selection
    passphrase: str | None = None


@dataclass(frozen=True, repr=False)
class Outgoing:
    """A file on its way: its name, its kind, and its bytes as they are made."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


def take_along(wish: Wish, journal: Journal, cost: Argon2Cost) -> Outgoing:
    """The file that was wished for. Raises UnknownFormat, Invalid, and Busy before the first of its bytes."""
    require_possible(wish.selection, journal.library)
    made = by_name(wish.format)
    if made.write is None:
        raise UnknownFormat("Files of this kind are only read here.")
    day, pieces = journal.exported_at[:10], made.write(journal)
    name = f"braid-{day}-{made.name}.{made.suffix}" if made.suffix == "zip" else f"braid-{day}.{made.suffix}"
    if wish.passphrase is None:
        return Outgoing(name, made.media_type, pieces)
    return Outgoing(f"{name}.sealed", SEALED_TYPE, seal_file(pieces, wish.passphrase, cost))


def require_possible(selection: Selection, library: Library) -> None:
    """Raise Invalid for a part that nothing could ever be in: its file would be empty, and say nothing of it."""
    if selection.since and selection.until and selection.since > selection.until:
        raise _not_possible("to", "The last day comes before the first.")
    if selection.concept is not None and selection.concept not in library.concepts:
        raise _not_possible("concept", "The library has no such concept.")


def journal_of(account: Account, library: Library, selection: Selection, *, notice: str, zone: str) -> Journal:
    """Somebody's journal, as it is now, in their own time zone (IANA)."""
    return Journal(
        keyring=account.keyring,
        library=library,
        selection=selection,
        username=account.person.username,
        time_zone=zone,
        exported_at=as_text(now()),
        notice=notice,
        account=account,
    )


def chosen(
    person_id: UUID, *, since: date | None, until: date | None, concept: str | None, workshop_id: UUID | None
) -> Selection:
    """A part of the journal; what was written to a group is asked of its members only. Raises NotFound."""
    selection = Selection(since, until, concept)
    if workshop_id is None:
        return selection
    roles.seat_of(person_id, workshop_id)
    ids = run(select(Assignment.id).where(Assignment.workshop_id == workshop_id)).scalars()
    return replace(selection, assignments=frozenset(map(str, ids)))


def _not_possible(field: str, sentence: str) -> Invalid:
    return Invalid({field: [sentence]}, sentence)
