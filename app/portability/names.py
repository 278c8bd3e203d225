"""Names of files: a day and a few words of the title, so that a folder reads like a journal."""

from __future__ import annotations

import re
import unicodedata

from app.portability.leaf import Leaf

MOST_LETTERS, MOST_BYTES = 60, 200
_NOT_IN_NAMES = re.compile(r"[^\w ,'’()-]+")


class Names:
    """Names that differ within each day; leaves come in the order of their days."""

    def __init__(self) -> None:
        self._day = ""
        self._used: set[str] = set()

    def of(self, leaf: Leaf, suffix: str = "md") -> str:
        """A leaf's name, in a folder of its year."""
        day = leaf.day.isoformat()
        if day != self._day:
            self._day, self._used = day, set()
        stem = " ".join((day, name_like(leaf.title))).strip()
        return f"{day[:4]}/{self._free(stem)}.{suffix}"

    def _free(self, stem: str) -> str:
        name, number = stem, 2
        while name.casefold() in self._used:
            name, number = f"{stem} ({number})", number + 1
        self._used.add(name.casefold())
        return name


def name_like(title: str) -> str:
    """A title as every system lets a file be called."""
    plain = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", title))
    short = " ".join(plain.split())[:MOST_LETTERS].encode()[:MOST_BYTES]
    return short.decode(errors="ignore").rstrip(" .")
