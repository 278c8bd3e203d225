"""The erasure ledger: a file beside the database that says what was deleted for good, in pseudonyms only.

A line is the day, the kind, the pepper's id and a pseudonym of the id. Whoever reads it learns how many things were
deleted on which day; with a backup and the pepper, `flask admin restore` learns which of the backup's rows those are.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from app.core.clock import now
from app.vault.pepper import Peppers

# No copy of the database is kept for longer (docs/backups.md), so nothing from before can come back.
KEPT_DAYS = timedelta(days=35)


class Ledger:
    """The file, and the peppers that make its pseudonyms."""

    def __init__(self, path: Path, peppers: Peppers) -> None:
        self._path, self._peppers = path, peppers

    def keep(self, erased: Mapping[str, Iterable[UUID]]) -> None:
        """Add what is about to be deleted, and wait until the disk has it. Raises OSError when it has no room."""
        day, pepper_id = now().date().isoformat(), self._peppers.newest_id
        lines = [
            f"{day} {kind} {pepper_id} {self._name(kind, one, pepper_id)}\n"
            for kind, ids in erased.items()
            for one in sorted(ids)
        ]
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _append(handle, "".join(lines).encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)

    def erased_among(self, kind: str, ids: Iterable[UUID]) -> set[UUID]:
        """Which of these the ledger says were deleted. Raises UnknownPepper.

        Lines under a pepper that was retired are passed over once they are older than any copy may be.
        """
        known = self._pseudonyms(kind)
        return {one for one in ids if any(self._name(kind, one, pepper_id) in known[pepper_id] for pepper_id in known)}

    def _name(self, kind: str, one: UUID, pepper_id: str) -> str:
        return self._peppers.pseudonym("erasure", kind, one, pepper_id=pepper_id)

    def _pseudonyms(self, kind: str) -> dict[str, set[str]]:
        known: dict[str, set[str]] = {}
        oldest = _oldest()
        for day, of_kind, pepper_id, name in self._lines():
            is_lost = day < oldest and pepper_id not in self._peppers.ids
            if of_kind == kind and not is_lost:
                known.setdefault(pepper_id, set()).add(name)
        return known

    def peppers_needed(self) -> Counter[str]:
        """How many lines each pepper is still needed for: those that a copy may be older than."""
        oldest = _oldest()
        return Counter(pepper_id for day, _, pepper_id, _ in self._lines() if day >= oldest)

    def _lines(self) -> Iterator[list[str]]:
        if not self._path.exists():
            return
        with self._path.open(encoding="ascii", errors="replace") as lines:
            # A line that was cut short by a power cut was never followed by its commit.
            yield from (words for words in map(str.split, lines) if len(words) == 4 and len(words[3]) == 64)


def _oldest() -> str:
    return (now().date() - KEPT_DAYS).isoformat()


def _append(handle: int, data: bytes) -> None:
    # A disk that fills up takes part of a line and says no only to the rest. What was cut short so must not swallow the
    # next line.
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        data = b"\n" + data
    while data:
        data = data[os.write(handle, data) :]
