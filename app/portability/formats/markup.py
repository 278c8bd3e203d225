"""Text out of the little HTML that some programs keep notes in."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(r"</?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|a|blockquote)\b[^<>]{0,500}/?>", re.IGNORECASE)
_LINES = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol"})


def plain_text(text: str) -> str:
    """Text as it was, or the words of its HTML where it holds some."""
    if not _TAG.search(text):
        return text
    words = Words()
    try:
        words.feed(text)
    except AssertionError:  # the library's word for a mark that it does not know
        return text
    # What is left is a mark that does not end. The library's own way to close takes very long over many of them.
    words.parts.append(unescape(words.rawdata))
    return re.sub(r"\n{3,}", "\n\n", "".join(words.parts)).strip("\n")


class Words(HTMLParser):
    """Keeps the words; paragraphs and breaks become lines, points of a list get a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
