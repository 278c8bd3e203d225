"""The lines of a month page: one for each entry, with what filters ask for and its words, folded for searching."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Any, Self
from uuid import UUID

import orjson

from app.journal.page import Page


@dataclass(frozen=True, repr=False)
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


@dataclass(frozen=True, repr=False)
class Packed:
    """Lines as they lie in a part: their heads as lists, and their texts in one piece. Joining takes none apart."""

    heads: list[Any]
    text: bytes

    @classmethod
    def read(cls, data: bytes) -> Self:
        """What `data` gave."""
        start = text_start(data)
        return cls(orjson.loads(data[4:start]), data[start:])

    def followed_by(self, other: "Packed") -> "Packed":
        """These lines and then the others."""
        return Packed(self.heads + other.heads, self.text + b"\n" + other.text)

    @property
    def data(self) -> bytes:
        """As bytes: the size of the heads, the heads, the texts."""
        heads = orjson.dumps(self.heads)
        return len(heads).to_bytes(4, "big") + heads + self.text


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


def text_start(packed: bytes) -> int:
    """Where the folded text of a packed part begins."""
    return 4 + int.from_bytes(packed[:4], "big")


def unpacked(packed: bytes, needles: Sequence[Pattern[bytes]] = ()) -> Iterator[Line]:
    """The lines of a packed part in whose text all of these lie."""
    at = text_start(packed)
    # Most parts, and most lines, hold nothing that is looked for, and are not worth taking apart.
    hit = _hit(needles, packed, at)
    heads = orjson.loads(packed[4:at]) if hit < len(packed) or not needles else ()
    for entry_id, day, number, concepts, tags, prompt, starred, size in heads:
        end = at + size
        if hit <= end:
            if all(needle.search(packed, at, end) for needle in needles):
                yield Line(UUID(entry_id), day, number, tuple(concepts), tuple(tags), prompt, starred, packed[at:end])
            hit = _hit(needles, packed, end)
        at = end + 1


def _hit(needles: Sequence[Pattern[bytes]], packed: bytes, start: int) -> int:
    # Where the first of them lies next; where nothing is looked for, that is everywhere.
    found = needles[0].search(packed, start) if needles else None
    return found.start() if found else start if not needles else len(packed)


def packed(lines: list[Line]) -> Packed:
    """Lines as they lie in a part."""
    heads = [
        [line.entry_id, line.day, line.number, line.concepts, line.tags, line.prompt, line.starred, len(line.text)]
        for line in lines
    ]
    return Packed(heads, b"\n".join(line.text for line in lines))
