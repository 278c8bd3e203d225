"""Our own JSON: everything, as it is, and back again. Its shape is docs/journal.schema.json."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

import orjson
from marshmallow import ValidationError

from app.portability.collecting import Journal
from app.portability.errors import NotReadable
from app.portability.format import Format, Found
from app.portability.incoming import Incoming
from app.portability.json_files import items_in, listing, look_through
from app.portability.leaf import Asked, Earlier, Leaf, Marked, Trouble, Unread
from app.portability.record_schemas import CheckInRecordSchema, EntryRecordSchema

NAME, VERSION = "braid-journal", 1
_ENTRY, _CHECK_IN = EntryRecordSchema(), CheckInRecordSchema()
_PARTS = ("account", "reminders", "shares_given", "shares_received", "consent_log")


def write(journal: Journal) -> Iterator[bytes]:
    """The journal as one JSON document, a line an entry."""
    account, is_whole = journal.account, journal.selection.is_whole
    head = {"format": NAME, "version": VERSION, "exported_at": journal.exported_at, "notice": journal.notice}
    yield orjson.dumps(head)[:-1]
    yield b',\n"account":' + orjson.dumps(account.told() if is_whole else account.named())
    unread: list[Unread] = []
    used: set[str] = set()
    yield from listed("entries", told(journal, unread, used))
    yield from listed("check_ins", (check_in_record(one) for one in journal.check_ins()))
    # Whoever hands a month on does not mean to hand on what they gave, to whom, and what they chose.
    for kind, records in {**account.records(), "reminders": account.reminders()}.items():
        yield from listed(kind, records if is_whole else ())
    yield from listed("concepts", concepts_in(journal, used))
    yield from listed("unreadable", (unread_record(one) for one in unread))
    yield b"}\n"


def told(journal: Journal, unread: list[Unread], used: set[str]) -> Iterator[dict[str, Any]]:
    for one in journal.everything():
        if isinstance(one, Unread):
            unread.append(one)
            continue
        used.update(one.concepts)
        yield record_of(one)


def listed(name: str, records: Iterable[Any]) -> Iterator[bytes]:
    return listing(b',\n"' + name.encode() + b'":[', records, b"\n]")


def record_of(leaf: Leaf) -> dict[str, Any]:
    """An entry in the document."""
    return {
        "id": leaf.id,
        "version": leaf.version,
        "day": leaf.day,
        "written_at": leaf.written_at,
        "edited_at": leaf.edited_at,
        "kept_at": leaf.kept_at,
        "trashed_at": leaf.trashed_at,
        "title": leaf.title,
        "body": leaf.body,
        "prompt": leaf.asked,
        "concepts": leaf.concepts,
        "tags": leaf.tags,
        "starred": leaf.starred,
        "check_in": leaf.check_in,
        "assignment": leaf.assignment,
        "revisions": [{"number": one.number, **one.page} for one in leaf.earlier],
    }


def check_in_record(one: Marked) -> dict[str, Any]:
    """A check-in in the document."""
    return {"id": one.id, "version": one.version, "day": one.day, **one.mark}


def unread_record(one: Unread) -> dict[str, Any]:
    return {"id": one.id, "day": one.day, "box": base64.b64encode(one.box).decode()}


def concepts_in(journal: Journal, used: set[str]) -> list[dict[str, str]]:
    known = journal.library.concepts
    return [{"slug": slug, "title": known[slug].title if slug in known else ""} for slug in sorted(used)]


def is_it(incoming: Incoming) -> bool:
    """Whether the document says that it is ours."""
    return incoming.start.startswith(b"{") and f'"{NAME}"'.encode() in incoming.start[:200]


def read(incoming: Incoming) -> Iterator[Found]:
    """Entries, then check-ins."""
    yield from loaded(incoming, "entries", _ENTRY.load, leaf_in)
    yield from loaded(incoming, "check_ins", _CHECK_IN.load, marked_in)


def read_parts(incoming: Incoming) -> dict[str, Any]:
    """What is neither an entry nor a check-in: the account's part, and the lists of records. Raises NotReadable."""
    incoming.file.seek(0)
    return look_through(incoming.file, _PARTS)


def loaded(
    incoming: Incoming, name: str, load: Callable[[Any], dict[str, Any]], made: Callable[[dict[str, Any]], Found]
) -> Iterator[Found]:
    """Each record of a list, checked; one that does not fit is trouble, and the next one is read."""
    place = 0
    incoming.file.seek(0)
    try:
        for place, record in enumerate(items_in(incoming.file, f"{name}.item"), start=1):
            try:
                yield made(load(record))
            except ValidationError as error:
                fields = ", ".join(sorted(map(str, error.normalized_messages())))
                yield Trouble(f"{name}, {place}", f"These do not fit: {fields}.")
    except NotReadable as error:
        # What stands before the damage is somebody's text, and can be taken in.
        yield Trouble(f"{name}, after {place}", error.detail)


def leaf_in(record: dict[str, Any]) -> Leaf:
    prompt = record.pop("prompt")
    earlier = tuple(Earlier(one.pop("number"), one) for one in record.pop("revisions"))
    return Leaf(**record, asked=Asked(**prompt) if prompt else None, earlier=earlier)


def marked_in(record: dict[str, Any]) -> Marked:
    own: UUID = record.pop("id")
    return Marked(own, record.pop("day"), record.pop("version"), record)


FORMAT = Format("json", "json", "application/json", is_it, read, write)
