"""Where boxes lie: each domain tells every column of bytes that it keeps, so that none is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app
from sqlalchemy import Table

from app.vault.canon import Field

# What opens what no person's keys open.
A_WAY_IN, A_PEPPER, A_PUBLIC_KEY, AN_ADDRESS, NOTHING = "way in", "pepper", "public key", "address", "nothing"


@dataclass(frozen=True)
class Holding:
    """A column of boxes that their person's keys open.

    `owner` is the column that says whose they are; each is bound to the columns of `about`, and to `word` after them.
    """

    table: Table
    column: str
    owner: str
    label: str
    about: tuple[str, ...] = ()
    word: str | None = None

    def bound_to(self, row: Any) -> list[Field]:
        """What the box of a row is about."""
        columns: list[Field] = [getattr(row, name) for name in self.about]
        return columns if self.word is None else [*columns, self.word]


@dataclass(frozen=True)
class Apart:
    """A column of bytes that no person's keys open, and what does."""

    table: Table
    column: str
    opened_by: str


def hold(app: Flask, *columns: Holding | Apart) -> None:
    """Say where a domain keeps bytes."""
    app.extensions.setdefault("holdings", []).extend(columns)


def all_columns() -> list[Holding | Apart]:
    """Every column of bytes of every domain."""
    return cast(list[Holding | Apart], current_app.extensions["holdings"])


def holdings() -> list[Holding]:
    """Every column of boxes that their person's keys open."""
    return [one for one in all_columns() if isinstance(one, Holding)]
