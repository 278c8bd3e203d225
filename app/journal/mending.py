"""Mend what searching reads: what does not open, or stands for other entries than it should, is made anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select, update

from app.accounts.changes import next_change
from app.core.database import run
from app.journal import concordance, digest
from app.journal.lines import line_of, unpacked
from app.journal.models import Concordance, Entry, MonthPage
from app.journal.page import open_page
from app.vault.keyring import Keyring

_ENTRIES, _PARTS = Entry.__table__, MonthPage.__table__
_ALL_PARTS = select(*_PARTS.c).where(_PARTS.c.person_id == bindparam("person")).order_by(_PARTS.c.month, _PARTS.c.part)
_CONCORDANCES = select(Concordance.__table__).where(Concordance.person_id == bindparam("person"))
_LOST = select(*_ENTRIES.c).where(
    _ENTRIES.c.person_id == bindparam("person"),
    _ENTRIES.c.trashed_on.is_(None),
    _ENTRIES.c.page_id.is_(None) | _ENTRIES.c.page_id.not_in(select(_PARTS.c.id)),
)
_PLACE = update(_ENTRIES).where(_ENTRIES.c.id == bindparam("entry")).values(page_id=bindparam("page"))


def mend(keyring: Keyring) -> int:
    """Make damaged month pages anew, find a place for entries without one, and drop concordances that do not open.

    Returns how many of all three. Raises NotFound when the person has left.
    """
    next_change(keyring.person_id)
    theirs = {"person": keyring.person_id}
    dropped = sum(drop_shut(keyring, row) for row in run(_CONCORDANCES, theirs).all())
    mended = sum(mend_part(keyring, part) for part in run(_ALL_PARTS, theirs).all())
    return dropped + mended + sum(find_place(keyring, row) for row in run(_LOST, theirs).all())


def drop_shut(keyring: Keyring, row: Any) -> bool:
    if concordance.open_words(keyring, row) is not None:
        return False
    concordance.drop(keyring.person_id, row.since)
    return True


def mend_part(keyring: Keyring, part: Any) -> bool:
    packed = digest.open_part(keyring, part)
    held = {line.entry_id: line for line in unpacked(packed)} if packed is not None else {}
    readable = {line.entry_id: line for line in digest.lines_anew(keyring, part)}
    # Of an entry that cannot be read any more the words here are all that is left.
    kept = [held[row.id] for row in digest.entries_on(keyring, part) if row.id in held and row.id not in readable]
    wanted = [*readable.values(), *kept]
    if packed is not None and held == {line.entry_id: line for line in wanted}:
        return False
    digest.write(keyring, part, wanted)
    return True


def find_place(keyring: Keyring, row: Any) -> bool:
    page = open_page(keyring, row)
    if page is None:
        return False
    run(_PLACE, {"entry": row.id, "page": digest.add(keyring, line_of(row, page))})
    return True
