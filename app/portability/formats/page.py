"""One HTML file with everything in it, that any browser opens without a line; and that is read back to the letter."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any

import orjson

from app.portability.collecting import Journal
from app.portability.errors import NotReadable
from app.portability.fitting import uuid_in
from app.portability.format import Format, Found
from app.portability.formats.beside import NAME, beside, fields_of, texts
from app.portability.incoming import Incoming
from app.portability.instants import day_in, instant_in, local_time, text_of
from app.portability.leaf import Leaf, Trouble

GENERATOR = b'<meta name="generator" content="Braid">'
AT_ONCE = 64 * 1024
MOST_MARK, MOST_TEXT = 256 * 1024, 8 * 1024 * 1024
STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.6 Georgia, "Noto Serif", serif; }
body { max-inline-size: 38rem; margin: 3rem auto; padding-inline: 1.25rem; }
h1, h2 { font-weight: 500; font-style: italic; }
h2 { margin-block-start: 4rem; }
article { margin-block: 2.5rem; break-inside: avoid-page; }
.day, .words, footer, header p { font-size: 0.875rem; opacity: 0.75; }
.asked { margin: 0.5rem 0; padding-inline-start: 1rem; border-inline-start: 2px solid; font-style: italic; }
.body { white-space: pre-wrap; overflow-wrap: break-word; }
"""


def write(journal: Journal) -> Iterator[bytes]:
    """The page, an entry at a time, in the order of its days."""
    yield head(journal).encode()
    month = ""
    for leaf in journal.leaves():
        if f"{leaf.day:%Y-%m}" != month:
            month = f"{leaf.day:%Y-%m}"
            yield f'<h2><time datetime="{month}">{leaf.day:%B %Y}</time></h2>\n'.encode()
        yield article(leaf, journal).encode()
    if told := journal.told_of_lost():
        yield f"<p>{escape(told)}</p>\n".encode()
    yield f"<footer><p>{escape(journal.notice)}</p></footer>\n</body>\n</html>\n".encode()


def head(journal: Journal) -> str:
    name = escape(journal.username)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR.decode()}\n'
        f'<meta name="viewport" content="width=device-width">\n<title>The journal of {name}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<header><h1>The journal of {name}</h1>\n"
        f"<p>{escape(journal.notice)}</p></header>\n"
    )


def article(leaf: Leaf, journal: Journal) -> str:
    """One entry; what cannot be seen of it stands in an attribute, so that it can be read back."""
    own = escape(orjson.dumps({"id": leaf.id, "starred": leaf.starred, **beside(leaf)}).decode())
    at = local_time(leaf, journal.time_zone)
    title = f"<h3>{escape(leaf.title)}</h3>\n" if leaf.title else ""
    asked = f'<p class="asked">{escape(leaf.asked.text)}</p>\n' if leaf.asked and leaf.asked.text else ""
    words = ", ".join([*(journal.concept_title(slug) for slug in leaf.concepts), *leaf.tags])
    named = f'<p class="words">{escape(words)}</p>\n' if words else ""
    day = f'<p class="day"><time datetime="{leaf.day}">{at:%A} {at.day} {at:%B %Y}</time></p>'
    body = f'<div class="body" dir="auto">{exact(leaf.body)}</div>'
    return f'<article data-braid="{own}">\n{day}\n{title}{asked}{body}\n{named}</article>\n'


def exact(text: str) -> str:
    """Text for HTML that also keeps the line ends of other systems, which browsers change when they read a file."""
    return escape(text, quote=False).replace("\r", "&#13;")


def is_it(incoming: Incoming) -> bool:
    """Whether it is a page of ours."""
    return GENERATOR in incoming.start


def read(incoming: Incoming) -> Iterator[Found]:
    """The entries, as they stand between their marks."""
    reader, decoder = Reader(), codecs.getincrementaldecoder("utf-8")()
    incoming.file.seek(0)
    try:
        # Never closed: what is left at the end is no whole entry, and the library takes very long over broken marks.
        while piece := incoming.file.read(AT_ONCE):
            reader.feed(decoder.decode(piece))
            yield from reader.taken()
            reader.require_fair()
    except UnicodeDecodeError as error:
        raise NotReadable("This file is not in UTF-8, so its letters cannot be told apart.") from error
    except AssertionError as error:  # the library's word for a mark that it does not know
        raise NotReadable("This page is damaged.") from error


class Reader(HTMLParser):
    """Takes entries out of a page: an article's attribute, and the text of its body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Found] = []
        self._own: dict[str, Any] | None = None
        self._body: list[str] | None = None
        self._count = 0

    def taken(self) -> list[Found]:
        """What was found since."""
        found, self._found = self._found, []
        return found

    def require_fair(self) -> None:
        """Raise NotReadable for a mark that does not end, or a text that does not: both would be held whole."""
        if len(self.rawdata) > MOST_MARK or sum(map(len, self._body or ())) > MOST_TEXT:
            raise NotReadable("This page holds something that is longer than a journal's ever is.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "article":
            self._count += 1
            self._own = own_in(told.get("data-braid"))
        elif tag == "div" and told.get("class") == "body" and self._own is not None:
            self._body = []

    def handle_data(self, data: str) -> None:
        if self._body is not None:
            self._body.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._body is not None:
            leaf = leaf_of(self._own or {}, "".join(self._body))
            self._found.append(leaf or Trouble(f"entry {self._count}", "It has no day."))
            self._body = self._own = None


def own_in(attribute: str | None) -> dict[str, Any] | None:
    """What an article's attribute says; None where it is not ours."""
    try:
        told = orjson.loads(attribute or "")
    except ValueError:
        return None
    return told if isinstance(told, dict) and isinstance(told.get(NAME), dict) else None


def leaf_of(told: dict[str, Any], body: str) -> Leaf | None:
    """An entry out of what its attribute says and its text; None where it has no day."""
    own = told.get(NAME, {})
    day = day_in(own.get("day"))
    if day is None:
        return None
    return Leaf(
        day=day,
        body=body,
        title=own["title"] if isinstance(own.get("title"), str) else "",
        id=uuid_in(told.get("id")),
        starred=told.get("starred") is True,
        written_at=text_of(instant_in(own.get("written_at"))),
        tags=texts(own.get("tags")),
        **fields_of(own),
    )


FORMAT = Format("html", "html", "text/html", is_it, read, write)
