"""What Braid knows of a page and another program's JSON has no field for: put beside its own, which it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.portability.errors import NotReadable
from app.portability.format import Found
from app.portability.instants import instant_in, text_of
from app.portability.json_files import items_in
from app.portability.leaf import Asked, Leaf, Trouble

NAME = "braid"
Record = dict[str, Any]


def beside(leaf: Leaf) -> Record:
    """The fields, under a name of their own."""
    return {
        NAME: {
            "day": leaf.day,
            "title": leaf.title,
            "written_at": leaf.written_at,
            "edited_at": leaf.edited_at,
            "prompt": leaf.asked,
            "concepts": leaf.concepts,
            "tags": leaf.tags,
            "check_in": leaf.check_in,
        }
    }


def found_beside(record: Record) -> Record:
    """What we put beside a record; empty when it is all another program's."""
    own = record.get(NAME)
    return own if isinstance(own, dict) else {}


def fields_of(own: Record) -> Record:
    """What a leaf takes from it."""
    mark = own.get("check_in")
    return {
        "asked": asked_in(own.get("prompt")),
        "concepts": texts(own.get("concepts")),
        "edited_at": text_of(instant_in(own.get("edited_at"))),
        "check_in": mark if isinstance(mark, dict) else None,
    }


def asked_in(told: Any) -> Asked | None:
    """A prompt out of a record; None where there is none."""
    if not isinstance(told, dict) or not told.get("id"):
        return None
    return Asked(str(told["id"]), str(told.get("title", "")), str(told.get("text", "")))


def texts(found: Any) -> tuple[str, ...]:
    """A list's texts, and nothing else of it."""
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def records_in(file: Any, name: str, made: Any) -> Iterator[Found]:
    """Each record of a document's list of entries; one that is none is trouble, and so is the place where it breaks."""
    place = 0
    try:
        for place, record in enumerate(items_in(file, "entries.item"), start=1):
            leaf = made(record) if isinstance(record, dict) else None
            yield leaf or Trouble(f"{name}, entry {place}", "It has no day, or no words.")
    except NotReadable as error:
        yield Trouble(f"{name}, after entry {place}", error.detail)
