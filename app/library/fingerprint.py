"""Makes and compares fingerprints of the slide deck: hashes of its word runs, from which nobody can read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from app.library.folding import folded_words
from app.library.frame import SeedPrint


def fingerprint(raw: bytes) -> SeedPrint:
    """The fingerprint of a deck's text file."""
    text = raw.decode("utf-8")
    return SeedPrint(
        sha256=hashlib.sha256(raw).hexdigest(),
        line_count=len(text.rstrip().split("\n")),
        runs_of_twelve=frozenset(hashed for hashed, _ in hashed_runs(text, 12)),
        runs_of_eight=frozenset(hashed for hashed, _ in hashed_runs(text, 8)),
    )


def hashed_runs(text: str, length: int) -> Iterator[tuple[str, str]]:
    """Each run of so many words in a row, as (hash, run)."""
    words = folded_words(text)
    for start in range(len(words) - length + 1):
        run = " ".join(words[start : start + length])
        yield hashlib.sha256(run.encode()).hexdigest()[:8], run


def as_toml(seed: SeedPrint) -> str:
    """The text of seed.toml."""
    lines = [
        "# Made by `flask library fingerprint`: hashes of the slide deck's word runs, never its words. Do not edit.",
        f'sha256 = "{seed.sha256}"',
        f"lines = {seed.line_count}",
        *table_of("runs_of_twelve", seed.runs_of_twelve),
        *table_of("runs_of_eight", seed.runs_of_eight),
    ]
    return "\n".join(lines) + "\n"


def table_of(name: str, hashes: frozenset[str]) -> Iterator[str]:
    ordered = sorted(hashes)
    yield f"{name} = ["
    for start in range(0, len(ordered), 10):
        yield "  " + ", ".join(f'"{hashed}"' for hashed in ordered[start : start + 10]) + ","
    yield "]"
