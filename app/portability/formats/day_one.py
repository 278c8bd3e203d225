"""Day One: its JSON in a zip file, as it exports and imports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from app.portability.collecting import Journal
from app.portability.fitting import uuid_in
from app.portability.format import Format, Found
from app.portability.formats.beside import beside, fields_of, found_beside, records_in, texts
from app.portability.incoming import Incoming
from app.portability.instants import day_in, instant_in, local_time, moved, text_of, zone_of
from app.portability.json_files import listing
from app.portability.leaf import Leaf
from app.portability.packing import packed

JOURNAL, ABOUT = "Journal.json", "About this journal.md"
# What Day One tells of an entry, and has no place here; told when it says something.
_ELSEWHERE = {
    "location": "a place",
    "weather": "the weather",
    "photos": "pictures",
    "audios": "sounds",
    "videos": "films",
    "pdfAttachments": "documents",
    "music": "music",
    "userActivity": "steps and activity",
}


def write(journal: Journal) -> Iterator[bytes]:
    """A zip file with one Journal.json, and the notice."""
    members = [(ABOUT, [journal.notice.encode()]), (JOURNAL, parts(journal))]
    return packed(journal, members)


def parts(journal: Journal) -> Iterator[bytes]:
    """The document, an entry at a time."""
    records = (record_of(leaf, journal.time_zone) for leaf in journal.leaves())
    return listing(b'{"metadata":{"version":"1.0"},"entries":[', records, b"\n]}\n")


def record_of(leaf: Leaf, zone: str) -> dict[str, Any]:
    """An entry as Day One has it: the title is its first line."""
    created = moved(local_time(leaf, zone), UTC)
    return {
        "uuid": leaf.id.hex.upper() if leaf.id else "",
        "creationDate": in_seconds(created),
        "modifiedDate": in_seconds(instant_in(leaf.edited_at) or created),
        "timeZone": zone,
        "text": whole_text(leaf.title, leaf.body),
        "starred": leaf.starred,
        "isPinned": False,
        "isAllDay": False,
        "duration": 0,
        "tags": [*leaf.concepts, *leaf.tags],
        **beside(leaf),
    }


def whole_text(title: str, body: str) -> str:
    """Title and body in one, as Markdown has them."""
    return f"# {title}\n\n{body}" if title else body


def in_seconds(instant: datetime) -> str:
    """An instant as Day One writes it."""
    return f"{instant.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def is_it(incoming: Incoming) -> bool:
    """Whether it is Day One's JSON, or a zip file with it."""
    if incoming.archive:
        return bool(journals_in(incoming))
    return incoming.start.startswith(b"{") and b'"metadata"' in incoming.start[:200]


def journals_in(incoming: Incoming) -> list[str]:
    """The JSON files of a zip file that open as Day One's do."""
    archive = incoming.archive
    if archive is None:
        return []
    found = []
    for name in archive.names("json"):
        with archive.open(name) as member:
            start = member.read(4096)
        if start.lstrip().startswith(b"{") and b'"metadata"' in start[:200]:
            found.append(name)
    return found


def read(incoming: Incoming) -> Iterator[Found]:
    """The entries of every journal in it."""
    if incoming.archive is None:
        incoming.file.seek(0)
        yield from records_in(incoming.file, "the file", lambda record: leaf_of(record, incoming.zone))
        return
    for name in journals_in(incoming):
        with incoming.archive.open(name) as member:
            yield from records_in(member, name, lambda record: leaf_of(record, incoming.zone))


def leaf_of(record: dict[str, Any], zone: str) -> Leaf | None:
    """One entry; None where it has no instant."""
    created = instant_in(record.get("creationDate"))
    text = record.get("text") or ""
    if created is None or not isinstance(text, str):
        return None
    zone = record["timeZone"] if isinstance(record.get("timeZone"), str) else zone
    own = found_beside(record)
    title = own["title"] if isinstance(own.get("title"), str) else ""
    head = whole_text(title, "")
    is_same = bool(title) and text.startswith(head)
    return Leaf(
        day=day_in(own.get("day")) or moved(created, zone_of(zone)).date(),
        title=title if is_same else "",
        body=text.removeprefix(head) if is_same else text,
        id=uuid_in(record.get("uuid")),
        starred=record.get("starred") is True,
        written_at=text_of(instant_in(own.get("written_at")) or created),
        tags=texts(own.get("tags")) if own else texts(record.get("tags")),
        unplaced=tuple(sorted({what for field, what in _ELSEWHERE.items() if record.get(field)})),
        **{"edited_at": text_of(instant_in(record.get("modifiedDate"))), **kept(fields_of(own))},
    )


def kept(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


FORMAT = Format("day-one", "zip", "application/zip", is_it, read, write)
