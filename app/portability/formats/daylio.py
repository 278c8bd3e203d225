"""Daylio's CSV, on the way in: notes with what was chosen beside them. A mood becomes a tag."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from app.core.sheets import is_column, rows_of
from app.portability.format import Format, Found
from app.portability.formats.markup import plain_text
from app.portability.incoming import Incoming
from app.portability.instants import day_in, instant_in, text_of
from app.portability.leaf import Leaf, Trouble

_TIMES = ("%H:%M", "%I:%M %p")


def is_it(incoming: Incoming) -> bool:
    """Whether the first line has Daylio's columns."""
    return is_column(incoming.start.partition(b"\n")[0], b"full_date")


def read(incoming: Incoming) -> Iterator[Found]:
    """Each row as a page, the notes' words to the letter."""
    try:
        for _, text in incoming.streams("csv"):
            for place, row in enumerate(rows_of(text), start=2):
                cells = {name: cell for name, cell in row.items() if name and isinstance(cell, str)}
                yield leaf_of(cells, incoming.zone) or Trouble(f"row {place}", "This row has no day.")
    except (csv.Error, UnicodeDecodeError):
        yield Trouble("the file", "From some row on this is no table.")


def leaf_of(cells: Mapping[str, str], zone: str) -> Leaf | None:
    """One row; None where it has no day."""
    day = day_in(cells.get("full_date", ""))
    if day is None:
        return None
    activities = (word.strip() for word in cells.get("activities", "").split("|"))
    written = None
    for pattern in _TIMES:
        with suppress(ValueError):
            at = datetime.strptime(cells.get("time", "").strip(), pattern).time()  # noqa: DTZ007  # Daylio knows no zones
            written = instant_in(datetime.combine(day, at), zone)
    return Leaf(
        day=day,
        title=plain_text(cells.get("note_title", "")).strip(),
        body=plain_text(cells.get("note", "")),
        written_at=text_of(written),
        tags=tuple(word for word in (cells.get("mood", "").strip(), *activities) if word),
    )


FORMAT = Format("daylio", "csv", "text/csv", is_it, read)
