"""Every format there is. A new one is a module, and a line here; files are tried in this order."""

from __future__ import annotations

from app.portability.errors import UnknownFormat
from app.portability.format import Format
from app.portability.formats import book, braid, day_one, daylio, journey, jrnl, markdown, page, tables
from app.portability.incoming import Incoming

FORMATS = (
    braid.FORMAT,
    page.FORMAT,
    book.FORMAT,
    day_one.FORMAT,
    jrnl.FORMAT,
    journey.FORMAT,
    tables.FORMAT,
    daylio.FORMAT,
    markdown.OBSIDIAN,
    markdown.JOPLIN,
)
WRITTEN = tuple(one.name for one in FORMATS if one.write is not None)
READ = tuple(one.name for one in FORMATS)


def by_name(name: str) -> Format:
    """A format that is offered."""
    return next(one for one in FORMATS if one.name == name)


def recognised(incoming: Incoming, name: str) -> Format:
    """The format of a file, or the one somebody says it has. Raises UnknownFormat."""
    if name != "auto":
        return by_name(name)
    for one in FORMATS:
        if one.is_it(incoming):
            return one
    raise UnknownFormat("It is none of the kinds of file that we can read.")
