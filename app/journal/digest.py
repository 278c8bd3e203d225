"""The sealed month pages: a month's entries, folded for searching, written in the entry's own transaction.

A month lies in parts of bounded size, so that writing one entry never rewrites a long month.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, insert, select, update

from app.core.database import run
from app.core.ids import new_id
from app.journal.models import Entry, MonthPage
from app.journal.page import Page, open_page
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

MOST_ENTRIES = 32
MOST_BYTES = 64_000

_NEWEST = (
    select(MonthPage)
    .with_only_columns(*MonthPage.__table__.columns)
    .where(MonthPage.person_id == bindparam("person"), MonthPage.month == bindparam("in_month"))
    .order_by(MonthPage.part.desc())
    .limit(1)
)
_BY_ID = select(*MonthPage.__table__.columns).where(
    MonthPage.id == bindparam("page"), MonthPage.person_id == bindparam("person")
)
_INSERT = insert(MonthPage.__table__)
_UPDATE = (
    update(MonthPage.__table__)
    .where(MonthPage.__table__.c.id == bindparam("page"))
    .values(version=bindparam("new_version"), entry_count=bindparam("count"), box=bindparam("new_box"))
)
_DELETE = delete(MonthPage.__table__).where(MonthPage.__table__.c.id == bindparam("page"))
_ENTRIES_ON = select(*Entry.__table__.columns).where(
    Entry.page_id == bindparam("page"), Entry.person_id == bindparam("person"), Entry.trashed_on.is_(None)
)


@dataclass(frozen=True)
class Line:
    """One entry as a month page holds it: what filters ask for, and its words folded."""

    entry_id: UUID
    day: str
    number: int
    concepts: tuple[str, ...]
    tags: tuple[str, ...]
    prompt: str | None
    starred: bool
    text: bytes


def fold(text: str) -> str:
    """Text as it is compared: without case, composed (NFC)."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def line_of(row: Any, page: Page) -> Line:
    """The line of an entry; its title and own tags are searched with its text."""
    words = "\n".join((page.title, page.body, *page.tags))
    return Line(
        entry_id=row.id,
        day=row.day.isoformat(),
        number=row.number,
        concepts=page.concepts,
        tags=tuple(fold(tag) for tag in page.tags),
        prompt=page.prompt,
        starred=page.starred,
        text=fold(words).encode(),
    )


def add(keyring: Keyring, line: Line) -> UUID:
    """Put a line into its month's newest part, or a fresh one; returns the part's id. The caller holds the pen."""
    month = line.day[:7]
    newest = run(_NEWEST, {"person": keyring.person_id, "in_month": month}).first()
    if newest is None or newest.entry_count >= MOST_ENTRIES or len(newest.box) + len(line.text) > MOST_BYTES:
        return _begin_part(keyring, month, line, part=newest.part + 1 if newest else 1)
    _write(keyring, newest, [*lines_of(keyring, newest), line])
    return UUID(str(newest.id))


def replace_line(keyring: Keyring, page_id: UUID | None, line: Line) -> UUID:
    """Put a line in the place of the entry's earlier one; returns the part it lies in now."""
    part = _part(keyring, page_id)
    if part is None:
        return add(keyring, line)
    others = [one for one in lines_of(keyring, part) if one.entry_id != line.entry_id]
    grown = sum(len(one.text) for one in others) + len(line.text) > MOST_BYTES
    if part.month != line.day[:7] or (others and grown):
        _write(keyring, part, others)
        return add(keyring, line)
    _write(keyring, part, [*others, line])
    return UUID(str(part.id))


def remove(keyring: Keyring, page_id: UUID | None, entry_id: UUID) -> None:
    """Take an entry's line out."""
    part = _part(keyring, page_id)
    if part is not None:
        _write(keyring, part, [one for one in lines_of(keyring, part) if one.entry_id != entry_id])


def lines_of(keyring: Keyring, part: Any) -> list[Line]:
    """The lines of a part; where it is damaged they are made anew from the entries themselves."""
    packed = open_part(keyring, part)
    if packed is not None:
        return list(unpacked(packed))
    rows = run(_ENTRIES_ON, {"page": part.id, "person": keyring.person_id}).all()
    pages = ((row, open_page(keyring, row)) for row in rows)
    return [line_of(row, page) for row, page in pages if page is not None]


def open_part(keyring: Keyring, part: Any) -> bytes | None:
    """The packed lines of a part, or None when its box is damaged."""
    try:
        return keyring.open("digest", part.box, part.id, part.version, part.month)
    except (Unreadable, WrongKey):
        return None


def text_start(packed: bytes) -> int:
    """Where the folded text of a packed part begins."""
    return 4 + int.from_bytes(packed[:4], "big")


def unpacked(packed: bytes) -> Iterator[Line]:
    """The lines of a packed part."""
    at = text_start(packed)
    for entry_id, day, number, concepts, tags, prompt, starred, size in orjson.loads(packed[4:at]):
        text = packed[at : at + size]
        yield Line(UUID(entry_id), day, number, tuple(concepts), tuple(tags), prompt, starred, text)
        at += size + 1


def _packed(lines: Iterable[Line]) -> bytes:
    kept = list(lines)
    heads = orjson.dumps(
        [
            (line.entry_id, line.day, line.number, line.concepts, line.tags, line.prompt, line.starred, len(line.text))
            for line in kept
        ]
    )
    return len(heads).to_bytes(4, "big") + heads + b"\n".join(line.text for line in kept)


def _part(keyring: Keyring, page_id: UUID | None) -> Any:
    return run(_BY_ID, {"page": page_id, "person": keyring.person_id}).first() if page_id else None


def _begin_part(keyring: Keyring, month: str, line: Line, *, part: int) -> UUID:
    page_id = new_id()
    box = keyring.seal("digest", _packed([line]), page_id, 1, month)
    row = {"id": page_id, "person_id": keyring.person_id, "month": month, "part": part}
    run(_INSERT, {**row, "version": 1, "entry_count": 1, "box": box})
    return page_id


def _write(keyring: Keyring, part: Any, lines: list[Line]) -> None:
    if not lines:
        run(_DELETE, {"page": part.id})
        return
    version = part.version + 1
    box = keyring.seal("digest", _packed(lines), part.id, version, part.month)
    run(_UPDATE, {"page": part.id, "new_version": version, "count": len(lines), "new_box": box})
