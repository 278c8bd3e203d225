"""JSON files of any size, read piece by piece; looked through for depth first, since what reads them knows no end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

import ijson
import orjson
from ijson.common import ObjectBuilder

from app.portability.errors import NotReadable

MOST_DEPTH = 30
MOST_PART_EVENTS = 2_000_000
MOST_TEXT = 8 * 1024 * 1024
DAMAGED = "From here on this JSON is damaged or cut short."
_OPENING, _CLOSING = frozenset({"start_map", "start_array"}), frozenset({"end_map", "end_array"})
_BROKEN = (ijson.JSONError, ValueError, RecursionError)


class Watched:
    """A file that may not hold a single text of more than MOST_TEXT bytes: whoever reads it would hold all of that."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.since = 0

    def read(self, size: int) -> bytes:
        """The next bytes. Raises NotReadable when nothing was understood for too long."""
        data: bytes = self._file.read(size)
        self.since += len(data)
        if self.since > MOST_TEXT:
            raise NotReadable("This JSON holds a single text that is longer than a journal's ever is.")
        return data


def look_through(file: Any, parts: Collection[str] = ()) -> dict[str, Any]:
    """Read a document to its end, or to where it breaks off; returns those parts of it that are asked for by name.

    Raises NotReadable when it is nested deeper than any journal is.
    """
    found: dict[str, Any] = {}
    depth = events = 0
    builder, name = None, ""
    watched = Watched(file)
    with suppress(*_BROKEN):
        for event, value in ijson.basic_parse(watched, use_float=True):
            watched.since = 0
            if event in _OPENING:
                depth += 1
                if depth > MOST_DEPTH:
                    raise NotReadable("This JSON is nested deeper than a journal ever is.")
            elif event in _CLOSING:
                depth -= 1
            if builder is not None:
                events += 1
                builder.event(event, value)
                if depth == 1 or events > MOST_PART_EVENTS:
                    found[name] = builder.value
                    builder = None
            elif event == "map_key" and depth == 1 and value in parts:
                builder, name = ObjectBuilder(), value
    return found


def items_in(file: Any, path: str) -> Iterator[Any]:
    """What stands at a path of a document that was looked through, one by one. Raises NotReadable."""
    try:
        yield from ijson.items(file, path, use_float=True)
    except _BROKEN as error:
        raise NotReadable(DAMAGED) from error


def listing(opening: bytes, records: Iterable[Any], closing: bytes) -> Iterator[bytes]:
    """A list as JSON, a record a line, between what opens and what closes it."""
    yield opening
    mark = b"\n"
    for record in records:
        yield mark + orjson.dumps(record)
        mark = b",\n"
    yield closing
