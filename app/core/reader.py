"""Whoever reads the library, known or not: all that it may know of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app


@dataclass(frozen=True)
class Reader:
    """A seed that draws the same prompts for the same reader, their day, and what they asked to leave out."""

    seed: bytes
    day: date
    muted: frozenset[str] = frozenset()
    deeper: bool = False


def current_reader() -> Reader:
    """The reader of this request; who tells is wired up by the accounts."""
    return cast(Callable[[], Reader], current_app.extensions["reader"])()
