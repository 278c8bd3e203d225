"""Search within what the keyring can open: one sealed part of a month after another, newest first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.core.database import run
from app.core.pages import make_cursor, read_place
from app.journal.digest import Line, fold, lines_of, open_part, text_start, unpacked
from app.journal.models import Entry, MonthPage
from app.vault.keyring import Keyring

_PARTS = (
    select(MonthPage.id, MonthPage.month, MonthPage.version, MonthPage.box)
    .where(
        MonthPage.person_id == bindparam("person"),
        MonthPage.month >= bindparam("first"),
        MonthPage.month <= bindparam("last"),
    )
    .order_by(MonthPage.month.desc(), MonthPage.part.desc())
)
_ROWS = select(*Entry.__table__.columns).where(Entry.id.in_(bindparam("ids", expanding=True)))
Place = tuple[str, int]
_AROUND = ".,;:!?…()[]\"'“”„‘’«»"


@dataclass(frozen=True)
class Wish:
    """What is looked for; every condition given must hold."""

    text: str = ""
    concepts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    prompt: str | None = None
    since: date | None = None
    until: date | None = None
    starred: bool | None = None
    # At least one of these, where any are given: the ideas of a theme.
    among: frozenset[str] | None = None

    @property
    def words(self) -> list[str]:
        """The words looked for, folded, without the marks that stand around words."""
        return [word.strip(_AROUND) or word for word in fold(self.text).split()]

    def __repr__(self) -> str:
        return "<Wish>"


def search(keyring: Keyring, wish: Wish, *, limit: int, cursor: str | None) -> tuple[list[Any], str | None]:
    """The rows of entries that meet the wish, newest first, and the cursor of the next page."""
    after = _place_after(cursor) if cursor else None
    hits: list[Line] = []
    for line in _matching(keyring, wish, after):
        hits.append(line)
        if len(hits) > limit:
            break
    following = make_cursor(hits[limit - 1].day, hits[limit - 1].number) if len(hits) > limit else None
    return _rows(keyring.person_id, hits[:limit]), following


def _matching(keyring: Keyring, wish: Wish, after: Place | None) -> Iterator[Line]:
    # Escaped words as patterns are plain text to the pattern engine, whose search is the quickest there is here.
    needles = [re.compile(re.escape(word.encode())) for word in wish.words]
    parts = run(_PARTS, {"person": keyring.person_id, **_months(wish, after)})
    for _month, of_month in groupby(parts, key=lambda part: part.month):
        found = [line for part in of_month for line in _lines(keyring, part, needles) if _meets(line, wish, needles)]
        found.sort(key=_place, reverse=True)
        yield from (line for line in found if after is None or _place(line) < after)


def _months(wish: Wish, after: Place | None) -> dict[str, str]:
    until = [wish.until.isoformat()] if wish.until else []
    last = min([*until, *([after[0]] if after else [])], default="9999")
    return {"first": wish.since.isoformat()[:7] if wish.since else "0000", "last": last[:7]}


def _lines(keyring: Keyring, part: Any, needles: list[re.Pattern[bytes]]) -> Iterable[Line]:
    packed = open_part(keyring, part)
    if packed is None:
        return lines_of(keyring, part)
    # Most parts hold nothing that is looked for: one pass over their text says so before anything is taken apart.
    start = text_start(packed)
    return unpacked(packed) if all(needle.search(packed, start) for needle in needles) else ()


def _meets(line: Line, wish: Wish, needles: list[re.Pattern[bytes]]) -> bool:
    return (
        all(needle.search(line.text) for needle in needles)
        and set(wish.concepts) <= set(line.concepts)
        and (wish.among is None or not wish.among.isdisjoint(line.concepts))
        and {fold(tag) for tag in wish.tags} <= set(line.tags)
        and (wish.prompt is None or wish.prompt == line.prompt)
        and (wish.starred is None or wish.starred == line.starred)
        and (wish.since is None or line.day >= wish.since.isoformat())
        and (wish.until is None or line.day <= wish.until.isoformat())
    )


def _place_after(cursor: str) -> Place:
    day, number = read_place(cursor)
    return day.isoformat(), number


def _place(line: Line) -> Place:
    return line.day, line.number


def _rows(person_id: UUID, hits: list[Line]) -> list[Any]:
    if not hits:
        return []
    # Asked for by id alone: told of the person as well, SQLite walks their whole journal to find a few entries.
    rows = run(_ROWS, {"ids": [line.entry_id for line in hits]})
    own = {row.id: row for row in rows if row.person_id == person_id}
    return [own[line.entry_id] for line in hits if line.entry_id in own]
