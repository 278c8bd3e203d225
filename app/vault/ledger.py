"""The erasure ledger: a file beside the database that says what was deleted for good, in pseudonyms only.

A line is the day, the kind, the pepper's id, a pseudonym of the id and, where such things have numbers, below which one
is meant. Whoever reads it learns how many things were deleted on which day; with a backup and the pepper, `flask admin
restore` learns which of the backup's rows those are.
"""

import logging
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from app.core.clock import now
from app.core.erasures import EVERY
from app.vault.pepper import Peppers, sync_folder

# No copy of the database is kept for longer (docs/backups.md), so nothing from before can come back.
KEPT_DAYS = timedelta(days=35)
# Some bytes, and where in the file they lie.
Piece = tuple[int, bytes]
log = logging.getLogger("braid")


class Ledger:
    """The file, and the peppers that make its pseudonyms."""

    def __init__(self, path: Path, peppers: Peppers) -> None:
        self._path, self._peppers = path, peppers

    def keep(self, erased: Mapping[str, Mapping[UUID, int]]) -> None:
        """Add what is about to be deleted, and wait until the disk has it.

        Raises OSError when it does not; then nothing was said.
        """
        day, pepper_id = now().date().isoformat(), self._peppers.newest_id
        lines = [
            f"{day} {kind} {pepper_id} {self._name(kind, one, pepper_id)}{_told(below)}\n"
            for kind, ids in erased.items()
            for one, below in sorted(ids.items())
        ]
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        written, is_new = list[Piece](), os.fstat(handle).st_size == 0
        try:
            written.extend(_appended(handle, "".join(lines).encode("ascii")))
            os.fsync(handle)
            if is_new:
                sync_folder(self._path)
        except OSError:
            self._cross_out(written)
            raise
        finally:
            os.close(handle)

    def erased_among(self, kind: str, ids: Iterable[UUID]) -> set[UUID]:
        """Which of these the ledger says were deleted, whatever has their ids now. Raises UnknownPepper."""
        return {one for one, below in self.limits_among(kind, ids).items() if below}

    def limits_among(self, kind: str, ids: Iterable[UUID]) -> dict[UUID, int]:
        """For those of these that the ledger names, below which number they were deleted. Raises UnknownPepper.

        The last line about something counts. Lines under a pepper that was retired are passed over once they are
        older than any copy may be.
        """
        known = self._pseudonyms(kind)
        found = {}
        for one in ids:
            made = {pepper_id: self._name(kind, one, pepper_id) for pepper_id in known}
            lines = [known[pepper_id][name] for pepper_id, name in made.items() if name in known[pepper_id]]
            if lines:
                found[one] = max(lines)[1]
        return found

    def _cross_out(self, written: Iterable[Piece]) -> None:
        # What they name is not deleted now, and a copy from now on must not lose it when it comes back. They cannot be
        # cut off, because another process may have written below them.
        try:
            with self._path.open("r+b") as file:
                for at, data in written:
                    file.seek(at)
                    file.write(re.sub(rb"[^\n]", b"-", data))
        except OSError:
            log.warning("the ledger names something that was not deleted after all")

    def _name(self, kind: str, one: UUID, pepper_id: str) -> str:
        return self._peppers.pseudonym("erasure", kind, one, pepper_id=pepper_id)

    def _pseudonyms(self, kind: str) -> dict[str, dict[str, tuple[int, int]]]:
        known: dict[str, dict[str, tuple[int, int]]] = {}
        oldest = _oldest()
        for place, (day, of_kind, pepper_id, name, *number) in enumerate(self._lines()):
            is_lost = day < oldest and pepper_id not in self._peppers.ids
            if of_kind == kind and not is_lost:
                known.setdefault(pepper_id, {})[name] = place, int(number[0]) if number else EVERY
        return known

    def peppers_needed(self) -> Counter[str]:
        """How many lines each pepper is still needed for: those that a copy may be older than."""
        oldest = _oldest()
        return Counter(pepper_id for day, _, pepper_id, *_ in self._lines() if day >= oldest)

    @property
    def is_there(self) -> bool:
        """Whether there is a file: none before the first deletion, nor where it was not brought along."""
        return self._path.exists()

    def _lines(self) -> Iterator[list[str]]:
        if not self.is_there:
            return
        with self._path.open(encoding="ascii", errors="replace") as lines:
            # A line that was cut short by a power cut was never followed by its commit.
            yield from (words for words in map(str.split, lines) if _is_whole(words))


def _told(below: int) -> str:
    return "" if below == EVERY else f" {below}"


def _is_whole(words: list[str]) -> bool:
    return len(words) in (4, 5) and len(words[3]) == 64 and all(word.isdecimal() for word in words[4:])


def _oldest() -> str:
    return (now().date() - KEPT_DAYS).isoformat()


def _appended(handle: int, data: bytes) -> Iterator[Piece]:
    # A disk that fills up takes part of a line and says no only to the rest. What was cut short so must not swallow the
    # next line.
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        data = b"\n" + data
    while data:
        done = os.write(handle, data)
        yield os.lseek(handle, 0, os.SEEK_CUR) - done, data[:done]
        data = data[done:]
