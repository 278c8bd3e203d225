"""The sealed month pages: a month's entries, folded for searching, written in the entry's own transaction.

A month lies in parts of bounded size, and the newest of them is a short tail that is folded into the part before it
when it is full: writing one entry never rewrites much, and searching never opens many parts.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.core.database import run
from app.core.ids import new_id
from app.journal import concordance
from app.journal.lines import Line, Packed, line_of, packed, unpacked
from app.journal.models import Entry, MonthPage
from app.journal.page import open_page
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

MOST_ENTRIES = 64
TAIL_ENTRIES = 16
MOST_BYTES = 96_000

_NEWEST = (
    select(MonthPage)
    .with_only_columns(*MonthPage.__table__.columns)
    .where(MonthPage.person_id == bindparam("person"), MonthPage.month == bindparam("in_month"))
    .order_by(MonthPage.part.desc())
    .limit(1)
)
_BEFORE = _NEWEST.where(MonthPage.part < bindparam("before_part"))
_INSERT = insert(MonthPage.__table__)
_THIS = (MonthPage.__table__.c.id == bindparam("page"), MonthPage.__table__.c.person_id == bindparam("person"))
_BY_ID = select(*MonthPage.__table__.columns).where(*_THIS)
_UPDATE = (
    update(MonthPage.__table__)
    .where(*_THIS)
    .values(version=bindparam("new_version"), entry_count=bindparam("count"), box=bindparam("new_box"))
)
_DELETE = delete(MonthPage.__table__).where(*_THIS)
_MOVE_ENTRIES = (
    update(Entry.__table__)
    .where(Entry.__table__.c.page_id == bindparam("old_page"), Entry.__table__.c.person_id == bindparam("person"))
    .values(page_id=bindparam("new_page"))
)
_ENTRIES_ON = select(*Entry.__table__.columns).where(
    Entry.page_id == bindparam("page"), Entry.person_id == bindparam("person"), Entry.trashed_on.is_(None)
)


def add(keyring: Keyring, line: Line) -> UUID:
    """Put a line into its month's newest part, or a fresh one; returns the part's id. The caller holds the pen."""
    month = line.day[:7]
    tail = run(_NEWEST, {"person": keyring.person_id, "in_month": month}).first()
    if tail is None:
        return _begin_part(keyring, month, line, part=1)
    if tail.entry_count < TAIL_ENTRIES and len(tail.box) + len(line.text) <= MOST_BYTES:
        _put(keyring, tail, _opened(keyring, tail).followed_by(packed([line])))
        return UUID(str(tail.id))
    _fold(keyring, tail)
    return _begin_part(keyring, month, line, part=tail.part + 1)


def replace_line(keyring: Keyring, page_id: UUID | None, line: Line) -> UUID:
    """Put a line in the place of the entry's earlier one; returns the part it lies in now."""
    part = _part(keyring, page_id)
    if part is None:
        return add(keyring, line)
    others = [one for one in lines_of(keyring, part) if one.entry_id != line.entry_id]
    grown = sum(len(one.text) for one in others) + len(line.text) > MOST_BYTES
    if part.month != line.day[:7] or (others and grown):
        write(keyring, part, others)
        return add(keyring, line)
    write(keyring, part, [*others, line])
    return UUID(str(part.id))


def remove(keyring: Keyring, page_id: UUID | None, entry_id: UUID) -> None:
    """Take an entry's line out."""
    part = _part(keyring, page_id)
    if part is not None:
        write(keyring, part, [one for one in lines_of(keyring, part) if one.entry_id != entry_id])


def lines_of(keyring: Keyring, part: Any) -> list[Line]:
    """The lines of a part; where it is damaged they are made anew from the entries themselves."""
    packed = open_part(keyring, part)
    return lines_anew(keyring, part) if packed is None else list(unpacked(packed))


def lines_anew(keyring: Keyring, part: Any) -> list[Line]:
    """The lines of a part as its entries give them; those that cannot be read give none."""
    pages = ((row, open_page(keyring, row)) for row in entries_on(keyring, part))
    return [line_of(row, page) for row, page in pages if page is not None]


def entries_on(keyring: Keyring, part: Any) -> list[Any]:
    """The rows of the entries that a part stands for."""
    return list(run(_ENTRIES_ON, {"page": part.id, "person": keyring.person_id}))


def open_part(keyring: Keyring, part: Any) -> bytes | None:
    """The packed lines of a part, or None when its box is damaged."""
    try:
        return keyring.open("digest", part.box, part.id, part.version, part.month)
    except (Unreadable, WrongKey):
        return None


def write(keyring: Keyring, part: Any, lines: list[Line]) -> None:
    """Put lines in the place of a part's own; without any it goes. The caller holds the pen."""
    concordance.drop(keyring.person_id, part.month)
    if not lines:
        run(_DELETE, {"page": part.id, "person": keyring.person_id})
        return
    _put(keyring, part, packed(lines))


def _opened(keyring: Keyring, part: Any) -> Packed:
    data = open_part(keyring, part)
    return packed(lines_of(keyring, part)) if data is None else Packed.read(data)


def _part(keyring: Keyring, page_id: UUID | None) -> Any:
    return run(_BY_ID, {"page": page_id, "person": keyring.person_id}).first() if page_id else None


def _fold(keyring: Keyring, tail: Any) -> None:
    """Lay a full tail into the part before it, where there is room."""
    values = {"person": keyring.person_id, "in_month": tail.month, "before_part": tail.part}
    before = run(_BEFORE, values).first()
    if before is None or before.entry_count + tail.entry_count > MOST_ENTRIES:
        return
    if len(before.box) + len(tail.box) > MOST_BYTES:
        return
    _put(keyring, before, _opened(keyring, before).followed_by(_opened(keyring, tail)))
    run(_DELETE, {"page": tail.id, "person": keyring.person_id})
    run(_MOVE_ENTRIES, {"person": keyring.person_id, "old_page": tail.id, "new_page": before.id})


def _begin_part(keyring: Keyring, month: str, line: Line, *, part: int) -> UUID:
    page_id = new_id()
    box = keyring.seal("digest", packed([line]).data, page_id, 1, month)
    row = {"id": page_id, "person_id": keyring.person_id, "month": month, "part": part}
    run(_INSERT, {**row, "version": 1, "entry_count": 1, "box": box})
    return page_id


def _put(keyring: Keyring, part: Any, packed: Packed) -> None:
    version = part.version + 1
    box = keyring.seal("digest", packed.data, part.id, version, part.month)
    this = {"page": part.id, "person": keyring.person_id}
    run(_UPDATE, {**this, "new_version": version, "count": len(packed.heads), "new_box": box})
