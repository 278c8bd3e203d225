"""Tables: CSV for spreadsheets, one for entries and one for check-ins; no cell of them is a formula."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO
from uuid import UUID

from app.core.sheets import as_csv, is_column, rows_of, unsafe
from app.portability.collecting import Journal
from app.portability.fitting import uuid_in
from app.portability.format import Format, Found
from app.portability.incoming import Incoming
from app.portability.instants import day_in, instant_in, text_of
from app.portability.leaf import Asked, Leaf, Marked, Trouble
from app.portability.packing import packed

ENTRIES, CHECK_INS, NOTICE = "entries.csv", "check-ins.csv", "notice.txt"
MARKS = ("river", "feelings", "body_where", "body_like", "connection", "connected_to", "note")
COLUMNS = (
    "day", "title", "body", "prompt", "prompt_text", "concepts", "tags", "starred",
    *(f"check_in_{name}" for name in MARKS), "written_at", "edited_at", "prompt_id", "id",
)  # fmt: skip
CHECK_IN_COLUMNS = ("day", *MARKS, "at", "id")
# Several words in one cell stand in lines of their own; no word of ours holds a line's end.
APART = "\n"


def write(journal: Journal) -> Iterator[bytes]:
    """A zip file with both tables and the notice."""
    entries = rows_as_bytes(COLUMNS, (entry_row(leaf) for leaf in journal.leaves()))
    check_ins = rows_as_bytes(CHECK_IN_COLUMNS, (check_in_row(one) for one in journal.check_ins()))
    members = [(NOTICE, [journal.notice.encode()]), (ENTRIES, entries), (CHECK_INS, check_ins)]
    return packed(journal, members)


def rows_as_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A table, a row at a time, with the mark by which spreadsheets know UTF-8."""
    yield codecs.BOM_UTF8 + as_csv([columns]).encode()
    for row in rows:
        yield as_csv([row]).encode()


def entry_row(leaf: Leaf) -> list[object]:
    asked = leaf.asked or Asked(None, "", "")
    words = [leaf.day, leaf.title, leaf.body, asked.title, asked.text, APART.join(leaf.concepts), APART.join(leaf.tags)]
    told = [leaf.written_at, leaf.edited_at, asked.id, leaf.id]
    return [*words, "yes" if leaf.starred else "", *mark_cells(leaf.check_in or {}), *told]


def check_in_row(one: Marked) -> list[object]:
    return [one.day, *mark_cells(one.mark), one.mark.get("at"), one.id]


def mark_cells(mark: Mapping[str, Any]) -> list[str]:
    body, connection = mark.get("body") or {}, mark.get("connection") or {}
    lists = mark.get("feelings", ()), body.get("where", ()), body.get("like", ()), connection.get("to", ())
    feelings, where, like, to = (APART.join(words) for words in lists)
    return [mark.get("river") or "", feelings, where, like, connection.get("place") or "", to, mark.get("note", "")]


def is_it(incoming: Incoming) -> bool:
    """Whether it is one of our tables, or a zip file with one."""
    if incoming.archive:
        return any(name.rpartition("/")[2] in (ENTRIES, CHECK_INS) for name in incoming.names("csv"))
    first = incoming.start.partition(b"\n")[0]
    return is_column(first, b"day") and b"id" in first


def read(incoming: Incoming) -> Iterator[Found]:
    """The rows of each table, told apart by their columns."""
    for name, text in incoming.streams("csv"):
        yield from rows_in(text, name.rpartition("/")[2] or "row")


def rows_in(text: TextIO, name: str) -> Iterator[Found]:
    """The rows of a table, one after the other; where it breaks off, that is told."""
    try:
        reader = rows_of(text)
        is_entries = "body" in (reader.fieldnames or ())
        for place, row in enumerate(reader, start=2):
            cells = {column: unsafe(cell) for column, cell in row.items() if column and isinstance(cell, str)}
            found = leaf_of(cells) if is_entries else marked_of(cells)
            yield found or Trouble(f"{name} {place}", "This row has no day, or its id is none.")
    except (csv.Error, UnicodeDecodeError):
        yield Trouble(name, "From some row on this is no table.")


def leaf_of(cells: Mapping[str, str]) -> Leaf | None:
    """A row of the table of entries; None where it has no day."""
    day = day_in(cells.get("day", ""))
    if day is None:
        return None
    asked = Asked(cells.get("prompt_id", ""), cells.get("prompt", ""), cells.get("prompt_text", ""))
    return Leaf(
        day=day,
        title=cells.get("title", ""),
        body=cells.get("body", ""),
        id=uuid_in(cells.get("id")),
        written_at=text_of(instant_in(cells.get("written_at"))),
        edited_at=text_of(instant_in(cells.get("edited_at"))),
        asked=asked if asked.id else None,
        concepts=words(cells, "concepts"),
        tags=words(cells, "tags"),
        starred=cells.get("starred") == "yes",
        check_in=mark_in(cells, "check_in_"),
    )


def marked_of(cells: Mapping[str, str]) -> Marked | None:
    """A row of the table of check-ins; None where it has no day, no id, or nothing is marked."""
    day, own, mark = day_in(cells.get("day", "")), uuid_in(cells.get("id")), mark_in(cells, "")
    if day is None or own is None or mark is None:
        return None
    return Marked(UUID(str(own)), day, 1, {**mark, "at": text_of(instant_in(cells.get("at")))})


def mark_in(cells: Mapping[str, str], prefix: str) -> dict[str, Any] | None:
    """A check-in out of a row's cells; None where all are empty."""
    told = {name: cells.get(f"{prefix}{name}", "") for name in MARKS}
    if not any(told.values()):
        return None
    where, like = words(told, "body_where"), words(told, "body_like")
    place, to = told["connection"], words(told, "connected_to")
    return {
        "river": told["river"] or None,
        "feelings": list(words(told, "feelings")),
        "body": {"where": list(where), "like": list(like)} if where or like else None,
        "connection": {"place": place or None, "to": list(to)} if place or to else None,
        "note": told["note"],
    }


def words(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word for word in cells.get(name, "").splitlines() if word)


FORMAT = Format("csv", "zip", "application/zip", is_it, read, write)
