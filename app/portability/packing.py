"""The zip file of a journal: what a format puts into it, and at the end a word on pages that could not be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from app.portability.collecting import Journal
from app.portability.zipping import Member, zipped

NOT_READABLE = "pages that could not be opened.txt"


def packed(journal: Journal, members: Iterable[Member]) -> Iterator[bytes]:
    """The file, piece by piece."""
    return zipped(chain(members, _lost(journal)), datetime.fromisoformat(journal.exported_at))


def _lost(journal: Journal) -> Iterator[Member]:
    # Known only when every page has been walked through, so it is asked for last.
    if told := journal.told_of_lost():
        yield NOT_READABLE, [told.encode()]
