"""Journey's zip file, on the way in: a JSON file an entry, its words in Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import orjson

from app.journal.limits import MOST_BODY
from app.portability.archives import Archive
from app.portability.errors import NotReadable
from app.portability.format import Format, Found
from app.portability.formats.beside import texts
from app.portability.formats.markup import plain_text
from app.portability.incoming import Incoming
from app.portability.instants import instant_in, moved, text_of, zone_of
from app.portability.leaf import Leaf, Trouble

MOST_FILE = 8 * MOST_BODY + 256 * 1024
LOOKED_AT = 3
_ELSEWHERE = {"photos": "pictures", "address": "a place", "lat": "a place", "weather": "the weather", "mood": "a mood"}
# What Journey writes where nothing was said.
_NOTHING: tuple[Any, ...] = (None, "", 0, [], {}, 1.7976931348623157e308)


def is_it(incoming: Incoming) -> bool:
    """Whether the first JSON files of a zip file are entries of Journey's."""
    if incoming.archive is None:
        return False
    return any(is_entry(incoming.archive, name) for name in incoming.names("json")[:LOOKED_AT])


def is_entry(archive: Archive, name: str) -> bool:
    """Whether a file has the field that every entry of Journey's has."""
    with archive.open(name) as member:
        return b'"date_journal"' in member.read(MOST_FILE)


def read(incoming: Incoming) -> Iterator[Found]:
    """Each JSON file as a page."""
    for name, text in incoming.texts("json", most=MOST_FILE):
        if isinstance(text, NotReadable):
            yield Trouble(name, text.detail)
            continue
        try:
            record = orjson.loads(text)
        except ValueError:
            yield Trouble(name, "This is no JSON.")
            continue
        leaf = leaf_of(record, incoming.zone) if isinstance(record, dict) else None
        yield leaf or Trouble(name, "It has no day, or no words.")


def leaf_of(record: dict[str, Any], zone: str) -> Leaf | None:
    """One entry; None where it has no instant or no text."""
    written, text = in_milliseconds(record.get("date_journal")), record.get("text")
    if written is None or not isinstance(text, str):
        return None
    zone = record["timezone"] if isinstance(record.get("timezone"), str) and record["timezone"] else zone
    told = {what for field, what in _ELSEWHERE.items() if record.get(field) not in _NOTHING}
    return Leaf(
        day=moved(written, zone_of(zone)).date(),
        body=plain_text(text),
        source=str(record.get("id") or ""),
        written_at=text_of(written),
        edited_at=text_of(in_milliseconds(record.get("date_modified"))),
        tags=texts(record.get("tags")),
        starred=record.get("favourite") is True,
        unplaced=tuple(sorted(told)),
    )


def in_milliseconds(value: object) -> datetime | None:
    """An instant out of milliseconds since 1970; None where it is none."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        return instant_in(datetime.fromtimestamp(value / 1000, UTC))
    except (OverflowError, ValueError, OSError):
        return None


FORMAT = Format("journey", "zip", "application/zip", is_it, read)
