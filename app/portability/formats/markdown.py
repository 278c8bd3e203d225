"""Markdown, a file an entry: with Obsidian's kind of head, or with Joplin's; both are read back alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from app.journal.limits import MOST_BODY
from app.portability.collecting import Journal
from app.portability.errors import NotReadable
from app.portability.fitting import uuid_in
from app.portability.format import Format, Found
from app.portability.formats.heads import split_head, with_head, word_in, words_in
from app.portability.incoming import Incoming
from app.portability.instants import day_in, instant_in, local_time, moved, text_of, zone_of
from app.portability.leaf import Asked, Leaf, Trouble
from app.portability.names import Names
from app.portability.packing import packed
from app.portability.zipping import Member

ABOUT = "About this journal.md"
MOST_FILE = 4 * MOST_BODY + 256 * 1024
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What Joplin tells of a note, and has no place here; told when it says something.
_ELSEWHERE = {
    "latitude": "a place",
    "longitude": "a place",
    "source": "a source",
    "author": "an author",
    "due": "a due day",
}
_NOTHING = ("", "0", "0.0", "0.00000000", "0.0000")


def write_obsidian(journal: Journal) -> Iterator[bytes]:
    """A zip file with a folder a year."""
    return packed(journal, _members(journal, obsidian_head))


def write_joplin(journal: Journal) -> Iterator[bytes]:
    """A zip file whose folder Joplin imports as one notebook (format “md_frontmatter”)."""
    return packed(journal, _members(journal, joplin_head))


def obsidian_head(leaf: Leaf, _journal: Journal) -> dict[str, Any]:
    """Our own fields; `tags` as Obsidian allows them, the words themselves in `own_tags`."""
    return {
        "braid_id": str(leaf.id),
        "day": leaf.day,
        "title": leaf.title,
        "written": leaf.written_at,
        "edited": leaf.edited_at,
        **asked_fields(leaf),
        "concepts": leaf.concepts,
        "own_tags": leaf.tags,
        "tags": [tag_like(word) for word in (*leaf.concepts, *leaf.tags)],
        "starred": leaf.starred or None,
        "check_in": leaf.check_in,
    }


def joplin_head(leaf: Leaf, journal: Journal) -> dict[str, Any]:
    """Joplin's fields, and our own beside them, which it leaves alone."""
    created = moved(local_time(leaf, journal.time_zone), UTC)
    edited = instant_in(leaf.edited_at) or created
    return {
        "title": leaf.title or f"{leaf.day}",
        "updated": as_joplin(edited),
        "created": as_joplin(created),
        "tags": [*leaf.concepts, *leaf.tags],
        "braid_id": str(leaf.id),
        "braid_day": leaf.day,
        "braid_title": leaf.title or None,
        **asked_fields(leaf),
        "concepts": leaf.concepts,
        "own_tags": leaf.tags,
        "starred": leaf.starred or None,
        "check_in": leaf.check_in,
    }


def asked_fields(leaf: Leaf) -> dict[str, str]:
    asked = leaf.asked
    return {"prompt": asked.title, "prompt_id": asked.id or "", "prompt_text": asked.text} if asked else {}


def as_joplin(instant: datetime) -> str:
    """An instant as Joplin writes it, in UTC."""
    return f"{instant.replace(tzinfo=None).isoformat(sep=' ', timespec='seconds')}Z"


def tag_like(word: str) -> str:
    """A word as Obsidian lets a tag be: no blanks, and not all digits."""
    plain = re.sub(r"[^\w/-]+", "-", word).strip("-")
    return f"_{plain}" if plain.isdigit() else plain or "_"


def is_it(incoming: Incoming) -> bool:
    """Whether there is a Markdown file in it, or it is one with a head."""
    return bool(incoming.names("md", "markdown")) or incoming.start.startswith(b"---")


def read(incoming: Incoming) -> Iterator[Found]:
    """Each file as a page; one without a day anywhere is trouble."""
    for name, text in incoming.texts("md", "markdown", most=MOST_FILE):
        if name.rpartition("/")[2] == ABOUT:
            continue
        if isinstance(text, NotReadable):
            yield Trouble(name, text.detail)
            continue
        try:
            fields, body = split_head(text)
        except ValueError as error:
            yield Trouble(name or "the file", f"Its head cannot be read: {error}.")
            continue
        leaf = leaf_of(fields, body, name, incoming.zone)
        yield leaf or Trouble(name or "the file", "It has no day, neither in its head nor in its name.")


def leaf_of(fields: dict[str, Any], body: str, name: str, zone: str) -> Leaf | None:
    """A page out of a file; None where no day can be found."""
    written = instant_in(fields.get("written") or fields.get("created") or fields.get("date"), zone)
    day = day_of(fields, written, name, zone)
    if day is None:
        return None
    is_ours = "braid_id" in fields
    tags = words_in(fields.get("own_tags") if is_ours else fields.get("tags"))
    return Leaf(
        day=day,
        body=body,
        title=title_of(fields, name, is_ours=is_ours),
        id=uuid_in(fields.get("braid_id")),
        written_at=text_of(written),
        edited_at=text_of(instant_in(fields.get("edited") or fields.get("updated"), zone)),
        asked=asked_in(fields),
        concepts=words_in(fields.get("concepts")),
        tags=tags,
        starred=word_in(fields.get("starred")).lower() in ("true", "yes"),
        check_in=fields["check_in"] if isinstance(fields.get("check_in"), dict) else None,
        unplaced=elsewhere(fields),
    )


def day_of(fields: dict[str, Any], written: datetime | None, name: str, zone: str) -> date | None:
    """The day of a file: what it says, else when it was written where its writer is, else what its name says."""
    said = fields.get("braid_day") or fields.get("day")
    if said is not None:
        return day_in(said)
    if written is not None:
        return moved(written, zone_of(zone)).date()
    found = _DAY.search(name)
    return day_in(found.group()) if found else None


def title_of(fields: dict[str, Any], name: str, *, is_ours: bool) -> str:
    """What the head says, else the file's name without its day."""
    if is_ours:
        return word_in(fields.get("braid_title" if "braid_day" in fields else "title"))
    if "title" in fields:
        return word_in(fields["title"])
    return _DAY.sub("", name.rpartition("/")[2].rpartition(".")[0]).strip(" -_")


def asked_in(fields: dict[str, Any]) -> Asked | None:
    title, prompt_id = word_in(fields.get("prompt")), word_in(fields.get("prompt_id"), most=80)
    return Asked(prompt_id or None, title, word_in(fields.get("prompt_text"))) if prompt_id else None


def elsewhere(fields: dict[str, Any]) -> tuple[str, ...]:
    told = {what for name, what in _ELSEWHERE.items() if word_in(fields.get(name)) not in _NOTHING}
    return tuple(sorted(told))


def _members(journal: Journal, head: Any) -> Iterator[Member]:
    yield ABOUT, [about(journal)]
    names = Names()
    for leaf in journal.leaves():
        yield names.of(leaf), [with_head(head(leaf, journal), leaf.body)]


def about(journal: Journal) -> bytes:
    """The notice that travels along."""
    return f"# {journal.username}: a journal from Braid\n\n{journal.notice}\n\n{journal.exported_at}\n".encode()


OBSIDIAN = Format("markdown", "zip", "application/zip", is_it, read, write_obsidian)
JOPLIN = Format("joplin", "zip", "application/zip", is_it, read, write_joplin)
