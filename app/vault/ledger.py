"""The erasure ledger: a file beside the database that says what was deleted for good, in pseudonyms only.

A line is the day, the kind, the pepper's id and a pseudonym of the id. Whoever reads it learns how many things were
deleted on which day; with a backup and the pepper, `flask admin restore` learns which of the backup's rows those are.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from app.core.clock import now
from app.vault.pepper import Peppers


class Ledger:
    """The file, and the peppers that make its pseudonyms."""

    def __init__(self, path: Path, peppers: Peppers) -> None:
        self._path, self._peppers = path, peppers

    def keep(self, erased: Mapping[str, Iterable[UUID]]) -> None:
        """Add what is about to be deleted, and wait until the disk has it. Raises OSError when it has no room."""
        day, pepper_id = now().date().isoformat(), self._peppers.newest_id
        lines = [
            f"{day} {kind} {pepper_id} {self._peppers.pseudonym('erasure', kind, one)}\n"
            for kind, ids in erased.items()
            for one in sorted(ids)
        ]
        # A power cut may have left half a line at the end, which must not run into the first of ours.
        with open(self._path, "ab", opener=_for_us_alone) as file:
            file.write("".join(["\n", *lines]).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())

    def erased_among(self, kind: str, ids: Iterable[UUID]) -> set[UUID]:
        """Which of these the ledger says were deleted. Raises UnknownPepper for a pepper that is not there any more."""
        known = self._pseudonyms(kind)
        found = set()
        for one in ids:
            made = (self._peppers.pseudonym("erasure", kind, one, pepper_id=pepper_id) for pepper_id in known)
            if any(name in known[pepper_id] for pepper_id, name in zip(known, made, strict=True)):
                found.add(one)
        return found

    def _pseudonyms(self, kind: str) -> dict[str, set[str]]:
        known: dict[str, set[str]] = {}
        if not self._path.exists():
            return known
        with self._path.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                words = line.split()
                # A line that was cut short by a power cut was never followed by its commit.
                if len(words) == 4 and words[1] == kind and len(words[3]) == 64:
                    known.setdefault(words[2], set()).add(words[3])
        return known


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
