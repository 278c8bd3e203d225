"""Jrnl (jrnl.sh): its own text form, which it imports, and the JSON it exports; both in one zip file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.portability.collecting import Journal
from app.portability.fitting import uuid_in
from app.portability.format import Format, Found
from app.portability.formats.beside import beside, fields_of, found_beside, records_in, texts
from app.portability.incoming import Incoming, decoded
from app.portability.instants import day_in, instant_in, local_time, text_of
from app.portability.json_files import listing
from app.portability.leaf import Leaf
from app.portability.packing import packed

TEXT, JSON, ABOUT = "journal.txt", "journal.json", "About this journal.md"
MOST_TEXT = 16 * 1024 * 1024
# An entry begins where jrnl looks for it: a line that opens with a day in brackets, and a blank.
_HEAD = re.compile(r"(?:^|\n)\[([^\]\n]+)\] ")
_OPENS, ESCAPED = re.compile(r"^\[", re.MULTILINE), r"\\["
_ESCAPED = re.compile(r"^\\\[", re.MULTILINE)
_TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%Y-%m-%d")
_TAG = re.compile(r"(?:^|(?<=\s))@(\w[\w/-]*)")


def write(journal: Journal) -> Iterator[bytes]:
    """A zip file with the text, the JSON and the notice."""
    about = f"{journal.notice}\n\njrnl --import --format jrnl --file {TEXT}\n"
    members = [(ABOUT, [about.encode()]), (TEXT, text_parts(journal)), (JSON, json_parts(journal))]
    return packed(journal, members)


def text_parts(journal: Journal) -> Iterator[bytes]:
    """Entry by entry, as jrnl keeps them."""
    for leaf in journal.leaves():
        yield as_text(leaf, journal.time_zone).encode() + b"\n"


def as_text(leaf: Leaf, zone: str) -> str:
    """One entry; a line that jrnl could take for the start of another begins with a backslash (blanks it strips)."""
    body = plain_lines(leaf.body).strip("\n ")
    first, _, rest = (leaf.title, "", body) if leaf.title else body.partition("\n")
    tags = " ".join(at_tag(word) for word in (*leaf.concepts, *leaf.tags))
    lines = [" ".join(plain_lines(first).split()) + (" *" if leaf.starred else ""), rest, tags]
    text = "\n".join(line for line in lines if line)
    at = local_time(leaf, zone).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    return f"[{at}] {_OPENS.sub(ESCAPED, text)}\n"


def json_parts(journal: Journal) -> Iterator[bytes]:
    """The shape of jrnl's own export, with what Braid knows beside it."""
    records = (record_of(leaf, journal.time_zone) for leaf in journal.leaves())
    return listing(b'{"tags": {}, "entries": [', records, b"\n]}\n")


def record_of(leaf: Leaf, zone: str) -> dict[str, Any]:
    at = local_time(leaf, zone)
    return {
        "title": leaf.title,
        "body": leaf.body,
        "date": at.date(),
        "time": f"{at:%H:%M}",
        "tags": [at_tag(word) for word in (*leaf.concepts, *leaf.tags)],
        "starred": leaf.starred,
        "uuid": leaf.id,
        **beside(leaf),
    }


def is_it(incoming: Incoming) -> bool:
    """Whether it is jrnl's text, its JSON, or a zip file with one of them."""
    if incoming.archive:
        return any(name.rpartition("/")[2] in (TEXT, JSON) for name in incoming.names("txt", "json"))
    start = incoming.start.decode("utf-8", errors="replace")
    return bool(_HEAD.match(start)) or (
        start.startswith("{") and '"tags"' in start[:80] and "braid-journal" not in start
    )


def read(incoming: Incoming) -> Iterator[Found]:
    """The JSON where there is one, because it says more; else the text."""
    if incoming.archive:
        names = {name.rpartition("/")[2]: name for name in incoming.names("txt", "json")}
        if JSON in names:
            with incoming.archive.open(names[JSON]) as member:
                yield from records_in(member, JSON, lambda record: leaf_of(record, incoming.zone))
        else:
            yield from from_text(decoded(incoming.archive.read(names[TEXT], most=MOST_TEXT)), incoming.zone)
    elif incoming.start.startswith(b"{"):
        incoming.file.seek(0)
        yield from records_in(incoming.file, "the file", lambda record: leaf_of(record, incoming.zone))
    else:
        yield from from_text(incoming.text(), incoming.zone)


def from_text(text: str, zone: str) -> Iterator[Found]:
    """Entries out of jrnl's text. A bracket that holds no day belongs to the entry before."""
    heads = [(match, at) for match in _HEAD.finditer(plain_lines(text)) if (at := time_in(match.group(1)))]
    whole = plain_lines(text)
    for place, (match, at) in enumerate(heads):
        end = heads[place + 1][0].start() if place + 1 < len(heads) else len(whole)
        yield leaf_from(_ESCAPED.sub("[", whole[match.end() : end].rstrip("\n")), at, zone)


def leaf_from(text: str, at: datetime, zone: str) -> Leaf:
    title, _, body = text.partition("\n")
    is_starred = title.rstrip().endswith("*")
    title = title.strip(" *") if is_starred else title.strip()
    if not body.strip():
        title, body = "", title
    written = instant_in(at.isoformat(), zone)
    tags = tuple(dict.fromkeys(_TAG.findall(text)))
    return Leaf(day=at.date(), title=title, body=body, written_at=text_of(written), starred=is_starred, tags=tags)


def leaf_of(record: dict[str, Any], zone: str) -> Leaf | None:
    """One record; None where it has no day, or its body is no text."""
    own = found_beside(record)
    day = day_in(own.get("day") or record.get("date"))
    title, body = record.get("title") or "", record.get("body")
    if day is None or not isinstance(body, str) or not isinstance(title, str):
        return None
    written = own.get("written_at") or f"{record.get('date')}T{record.get('time') or '12:00'}"
    return Leaf(
        day=day,
        title=title,
        body=body,
        id=uuid_in(record.get("uuid")),
        starred=record.get("starred") is True,
        written_at=text_of(instant_in(written, zone)),
        tags=texts(own.get("tags")) if own else tuple(tag.removeprefix("@") for tag in texts(record.get("tags"))),
        **fields_of(own),
    )


def time_in(text: str) -> datetime | None:
    """The day and time between an entry's brackets."""
    for pattern in _TIMES:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), pattern)  # noqa: DTZ007  # jrnl knows no zones
    return None


def plain_lines(text: str) -> str:
    """Text whose lines end as jrnl reads them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def at_tag(word: str) -> str:
    """A word as jrnl's tags are: one word, behind an @."""
    return "@" + re.sub(r"\W+", "_", word)


FORMAT = Format("jrnl", "zip", "application/zip", is_it, read, write)
