"""Earlier texts of an entry: kept when due, listed, gone back to."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select

from app.core.database import run
from app.errors import NotFound
from app.journal.models import Revision
from app.journal.page import Page, open_revision
from app.vault.keyring import Keyring

MOST_NUMBER = 2**31 - 1
_REVISIONS = Revision.__table__
_LAST = select(func.coalesce(func.max(_REVISIONS.c.number), 0)).where(_REVISIONS.c.entry_id == bindparam("entry"))
_INSERT = insert(_REVISIONS)
_ALL = (
    select(*_REVISIONS.columns)
    .where(_REVISIONS.c.entry_id == bindparam("entry"), _REVISIONS.c.person_id == bindparam("person"))
    .order_by(_REVISIONS.c.number.desc())
)
_ONE = _ALL.where(_REVISIONS.c.number == bindparam("number"))


def keep(keyring: Keyring, entry_id: UUID, page: Page) -> None:
    """Keep a text that is about to be replaced. The caller holds the pen."""
    number = run(_LAST, {"entry": entry_id}).scalar_one() + 1
    box = page.seal_as_revision(keyring, entry_id, number)
    run(_INSERT, {"entry_id": entry_id, "number": number, "person_id": keyring.person_id, "box": box})


def revisions_of(keyring: Keyring, entry_id: UUID) -> list[tuple[int, Page | None]]:
    """Every earlier text, newest first; None where one cannot be read."""
    rows = run(_ALL, {"entry": entry_id, "person": keyring.person_id})
    return [(row.number, open_revision(keyring, row)) for row in rows]


def find_revision(keyring: Keyring, entry_id: UUID, number: int) -> Page:
    """One earlier text. Raises NotFound."""
    if number > MOST_NUMBER:
        raise NotFound
    row: Any = run(_ONE, {"entry": entry_id, "person": keyring.person_id, "number": number}).first()
    page = open_revision(keyring, row) if row is not None else None
    if page is None:
        raise NotFound
    return page
