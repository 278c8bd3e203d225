"""A sealed concordance: which words lie in which parts of a year's months, so that a search opens few of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, func, select, tuple_

from app.core.database import run
from app.journal.models import Concordance, MonthPage
from app.vault.box import Unreadable, WrongKey
from app.vault.keyring import Keyring

# Letters, digits and whatever is not ASCII; folded words hold no capitals, which tell where a word lies.
_LETTERS = re.compile(rb"[a-z0-9\x80-\xff]")
_APART = bytes(code if _LETTERS.match(bytes([code])) else 32 for code in range(256))
_DIGITS, _CAPITALS = b"0123456789abcdef", b"ABCDEFGHIJKLMNOP"
_TO_CAPITALS, _TO_DIGITS = bytes.maketrans(_DIGITS, _CAPITALS), bytes.maketrans(_CAPITALS, _DIGITS)

# As many as a large dictionary has; each takes memory while they are taken down.
MOST_WORDS = 100_000
ABOUT = ("id", "since", "until", "entry_count", "version_sum")
_TABLE = Concordance.__table__
_PARTS_NOW = (
    select(func.sum(MonthPage.entry_count), func.sum(MonthPage.version))
    .where(
        MonthPage.person_id == _TABLE.c.person_id,
        MonthPage.month >= _TABLE.c.since,
        MonthPage.month < _TABLE.c.until,
    )
    .correlate(_TABLE)
)
_PRESENT = (
    select(_TABLE)
    .where(
        _TABLE.c.person_id == bindparam("person"),
        _TABLE.c.since < bindparam("before"),
        _TABLE.c.until > bindparam("first"),
        # Pages that were added since change the one, and any other change the other.
        tuple_(_TABLE.c.entry_count, _TABLE.c.version_sum).in_(_PARTS_NOW),
    )
    .order_by(_TABLE.c.since.desc())
)
_DROP = delete(_TABLE).where(
    _TABLE.c.person_id == bindparam("person"),
    _TABLE.c.since <= bindparam("in_month"),
    _TABLE.c.until > bindparam("in_month"),
)


class Part(NamedTuple):
    """A part of a month, as it was when its words were taken down."""

    id: UUID
    version: int
    month: str


@dataclass(frozen=True, repr=False)
class Words:
    """The words of some parts, each on a line with a capital for every four parts: which of them it lies in.

    A part is told by its id, version and month. The shorter words come first; `starts` has for each length where the
    words begin that have it.
    """

    parts: list[Any]
    starts: list[int]
    lines: bytes

    @classmethod
    def of(cls, texts: Iterable[tuple[Part, bytes]]) -> Self | None:
        """The words of parts with these texts; None where there are more different ones than anybody uses."""
        parts: list[Any] = []
        places: dict[bytes, int] = {}
        for part, text in texts:
            place = 1 << len(parts)
            parts.append([str(part.id), part.version, part.month])
            for word in set(words_in(text)):
                places[word] = places.get(word, 0) | place
            if len(places) > MOST_WORDS:
                return None
        starts, lines = _by_length(places)
        return cls(parts, starts, lines)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """What `data` gave."""
        start = 4 + int.from_bytes(data[:4], "big")
        parts, starts = orjson.loads(data[4:start])
        return cls(parts, starts, data[start:])

    @property
    def data(self) -> bytes:
        """As bytes: the size of the head, the head, the words."""
        head = orjson.dumps([self.parts, self.starts])
        return len(head).to_bytes(4, "big") + head + self.lines

    def parts_with(self, words: Iterable[bytes]) -> list[Part]:
        """The parts in which each of these lies within some word; whether also together, only their texts say."""
        places = (1 << len(self.parts)) - 1
        for word in dict.fromkeys(words):
            places &= self._places_of(word, places)
            if not places:
                break
        told = (part for number, part in enumerate(self.parts) if places >> number & 1)
        return [Part(UUID(part_id), version, month) for part_id, version, month in told]

    def _places_of(self, word: bytes, enough: int) -> int:
        found = 0
        if len(word) >= len(self.starts):
            return found
        # A word lies in none that is shorter.
        pattern = re.compile(re.escape(word) + rb"[^A-P]*([A-P]+)")
        for line in pattern.finditer(self.lines, self.starts[len(word)]):
            found |= int(line[1].translate(_TO_DIGITS), 16)
            if found & enough == enough:
                break
        return found


def words_in(text: bytes) -> list[bytes]:
    """The words of folded text: whatever lies between anything but letters and digits."""
    return text.translate(_APART).split()


def present(keyring: Keyring, first: str, before: str) -> Any:
    """The concordances that reach into these months, newest first, and know of all the pages that are there now."""
    return run(_PRESENT, {"person": keyring.person_id, "first": first, "before": before})


def seal(keyring: Keyring, row: Mapping[str, Any], words: Words) -> bytes:
    """The box of a concordance."""
    return keyring.seal("digest", words.data, *(row[name] for name in ABOUT), "concordance")


def open_words(keyring: Keyring, row: Any) -> Words | None:
    """What a concordance tells, or None when its box is damaged."""
    try:
        data = keyring.open("digest", row.box, *(getattr(row, name) for name in ABOUT), "concordance")
    except (Unreadable, WrongKey):
        return None
    return Words.read(data)


def drop(person_id: UUID, month: str) -> None:
    """Forget what is told of the words of a month, because some of them may be there no more."""
    run(_DROP, {"person": person_id, "in_month": month})


def _by_length(places: Mapping[bytes, int]) -> tuple[list[int], bytes]:
    starts, lines, size = [0], list[bytes](), 0
    for word in sorted(places, key=len):
        starts += [size] * (len(word) + 1 - len(starts))
        lines.append(b"%b%b\n" % (word, (b"%x" % places[word]).translate(_TO_CAPITALS)))
        size += len(lines[-1])
    return starts, b"".join(lines)
