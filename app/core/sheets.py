"""Tables for other programs: CSV after RFC 4180 that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TextIO

CSV = "text/csv; charset=utf-8"
# OWASP, CSV injection: a cell that begins so is run by some spreadsheets. So is one behind blanks.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV, each cell safe to open."""
    written = io.StringIO()
    csv.writer(written).writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue()


def rows_of(text: TextIO) -> csv.DictReader[str]:
    """The rows of a table, by their columns; where commas stand in numbers, spreadsheets put semicolons between cells.

    Raises UnicodeDecodeError.
    """
    first = text.readline()
    return csv.DictReader(chain([first], text), delimiter=";" if first.count(";") > first.count(",") else ",")


def is_column(first_line: bytes, name: bytes) -> bool:
    """Whether a table's first line begins with this column."""
    return first_line.replace(b'"', b"").startswith((name + b",", name + b";"))


def safe(cell: object) -> str:
    """A cell as text; one that could be taken for a formula begins with an apostrophe, which spreadsheets leave out."""
    if cell is None:
        return ""
    text = str(cell)
    return f"'{text}" if not isinstance(cell, int) and _is_dangerous(text) else text


def unsafe(text: str) -> str:
    """The cell before `safe` put an apostrophe before it."""
    return text[1:] if text.startswith("'") and _is_dangerous(text[1:]) else text


def _is_dangerous(text: str) -> bool:
    # Apostrophes count as blanks do, so that a cell that began with one of its own is told from ours.
    return text.lstrip(" '").startswith(_DANGEROUS)
