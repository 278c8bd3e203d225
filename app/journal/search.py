"""Search within what the keyring can open: one sealed part of a month after another, newest first."""

import re
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.core.database import run
from app.core.pages import make_cursor, read_place
from app.journal.concordance import words_in
from app.journal.digest import lines_anew, open_part
from app.journal.leafing import Leafing
from app.journal.lines import Line, fold, unpacked
from app.journal.models import Entry
from app.vault.keyring import Keyring

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


@dataclass(frozen=True, repr=False)
class Found:
    """The rows of entries that meet a wish, newest first, the cursor of the next page, and years worth compiling."""

    rows: list[Any]
    following: str | None
    worth_compiling: list[str]


def search(keyring: Keyring, wish: Wish, *, limit: int, cursor: str | None) -> Found:
    """What meets the wish, so many rows at most."""
    after = _place_after(cursor) if cursor else None
    words = [piece for word in wish.words for piece in words_in(word.encode())]
    leafing = Leafing(keyring, words, *_months(wish, after))
    with closing(_matching(keyring, wish, leafing, after)) as matching:
        hits = list(islice(matching, limit + 1))
    following = make_cursor(hits[limit - 1].day, hits[limit - 1].number) if len(hits) > limit else None
    return Found(_rows(keyring.person_id, hits[:limit]), following, leafing.worth_compiling)


def _matching(keyring: Keyring, wish: Wish, leafing: Leafing, after: Place | None) -> Generator[Line]:
    # Escaped words as patterns are plain text to the pattern engine, whose search is the quickest there is here.
    needles = [re.compile(re.escape(word.encode())) for word in wish.words]
    for of_month in leafing.months():
        found = [line for part in of_month for line in _lines(keyring, part, needles) if _meets(line, wish, needles)]
        found.sort(key=_place, reverse=True)
        yield from (line for line in found if after is None or _place(line) < after)


def _months(wish: Wish, after: Place | None) -> tuple[str, str]:
    until = [wish.until.isoformat()] if wish.until else []
    last = min([*until, *([after[0]] if after else [])], default="9999")
    return wish.since.isoformat()[:7] if wish.since else "0000", last[:7] + "-"


def _lines(keyring: Keyring, part: Any, needles: list[re.Pattern[bytes]]) -> Iterable[Line]:
    packed = open_part(keyring, part)
    return lines_anew(keyring, part) if packed is None else unpacked(packed, needles)


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
