"""Brings words to a plain common form, so that accents, capitals and curly quotes do not matter when comparing."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def folded(text: str) -> str:
    """Small letters, no accents, straight apostrophes."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def folded_words(text: str) -> list[str]:
    """The words of a text in their common form."""
    return WORD.findall(folded(text))


def word_count(text: str) -> int:
    """How many words a reader would count; what hyphens and apostrophes join is one."""
    return len(re.findall(r"[^\s—–…]*\w[^\s—–…]*", text))
