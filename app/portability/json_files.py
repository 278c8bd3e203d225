"""JSON files of any size, read piece by piece; looked through for depth first, since what reads them knows no end."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

import ijson
import orjson
from ijson.common import ObjectBuilder

from app.portability.errors import NotReadable

MOST_DEPTH = 30
MOST_PART_EVENTS = 2_000_000
MOST_TEXT, MOST_PART = 8 * 1024 * 1024, 64 * 1024 * 1024
# A page with five thousand earlier texts; a document's records lie in the lists right under it.
MOST_RECORD, MOST_RECORD_EVENTS, RECORDS_AT = 64 * 1024 * 1024, 200_000, 2
DAMAGED = "From here on this JSON is damaged or cut short."
_OPENING, _CLOSING = frozenset({"start_map", "start_array"}), frozenset({"end_map", "end_array"})
_BROKEN = (ijson.JSONError, ValueError, RecursionError)


class Unmarked:
    """A file without the mark that some programs put before UTF-8."""

    def __init__(self, file: Any) -> None:
        self._file, self._is_at_start = file, True

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data: bytes = self._file.read(size)
        if not data or not self._is_at_start:
            return data
        self._is_at_start = False
        return data.removeprefix(codecs.BOM_UTF8) or self.read(size)


class Watched:
    """A file whose records may not be larger than anybody's ever are: whoever reads it holds each of them whole."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.total = self._since = self._start = self._events = 0

    def read(self, size: int) -> bytes:
        """The next bytes. Raises NotReadable when nothing was understood for too long."""
        data: bytes = self._file.read(size)
        self._since += len(data)
        self.total += len(data)
        if self._since > MOST_TEXT:
            raise NotReadable("This JSON holds a single text that is longer than a journal's ever is.")
        return data

    def understood(self, depth: int) -> None:
        """Something was understood at a depth. Raises NotReadable when the record it belongs to is too large."""
        self._since = 0
        if depth <= RECORDS_AT:
            self._start, self._events = self.total, 0
        self._events += 1
        if self._events > MOST_RECORD_EVENTS or self.total - self._start > MOST_RECORD:
            raise NotReadable("This JSON holds a single record that is larger than a journal's ever is.")


class Parts:
    """Those parts of a document that are asked for by name; one that is too large ends early."""

    def __init__(self, names: Collection[str], watched: Watched) -> None:
        self._names, self._watched = names, watched
        self._name = ""
        self._builder: Any = None
        self._events = self._start = 0
        self.found: dict[str, Any] = {}

    def take(self, event: str, value: Any, depth: int) -> None:
        """Whatever comes next in the document."""
        if self._builder is not None:
            self._events += 1
            self._builder.event(event, value)
            is_large = self._events > MOST_PART_EVENTS or self._watched.total - self._start > MOST_PART
            if depth == 1 or is_large:
                self.found[self._name] = self._builder.value
                self._builder = None
        elif event == "map_key" and depth == 1 and value in self._names:
            self._builder, self._name, self._start = ObjectBuilder(), value, self._watched.total


def look_through(file: Any, names: Collection[str] = ()) -> dict[str, Any]:
    """Read a document to its end, or to where it breaks off; returns those parts of it that are asked for by name.

    Raises NotReadable when it is nested deeper than any journal is, or holds something larger.
    """
    watched, depth = Watched(Unmarked(file)), 0
    parts = Parts(names, watched)
    with suppress(*_BROKEN):
        for event, value in ijson.basic_parse(watched, use_float=True):
            watched.understood(depth)
            depth += (event in _OPENING) - (event in _CLOSING)
            if depth > MOST_DEPTH:
                raise NotReadable("This JSON is nested deeper than a journal ever is.")
            if names:
                parts.take(event, value, depth)
    return parts.found


def items_in(file: Any, path: str) -> Iterator[Any]:
    """What stands at a path of a document that was looked through, one by one. Raises NotReadable."""
    try:
        yield from ijson.items(Unmarked(file), path, use_float=True)
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
