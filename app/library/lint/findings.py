"""What a rule has to say about an item, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.library.content import Concept, Library, Path, Prompt

Severity = Literal["E", "W"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend (E) or to look at (W)."""

    rule: str
    severity: Severity
    file: str
    item: str
    message: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the rules: the library, and the day it is read."""

    library: Library
    today: date


Rule = Callable[[Desk], Iterator[Finding]]
Rules = Mapping[str, Rule]


def error(rule: str, item: Concept | Prompt | Path, message: str) -> Finding:
    """A finding that blocks."""
    return Finding(rule, "E", item.file, name_of(item), message)


def warning(rule: str, item: Concept | Prompt | Path, message: str) -> Finding:
    """A finding that asks a person to look."""
    return Finding(rule, "W", item.file, name_of(item), message)


def name_of(item: Concept | Prompt | Path) -> str:
    return item.slug if isinstance(item, Concept) else item.id
