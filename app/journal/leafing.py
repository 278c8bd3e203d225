"""Leaf through somebody's months, newest first: part by part, or only to what a concordance tells of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, select

from app.core.database import run
from app.journal import concordance
from app.journal.concordance import Part
from app.journal.models import MonthPage
from app.vault.keyring import Keyring

# So many parts are opened as they are, because that is as quick as asking for concordances.
FEW_PARTS = 2
# So many parts of a year are worth a concordance.
MANY_PARTS = 4
# So many are gathered from concordance after concordance before they are fetched.
ENOUGH_AT_ONCE = 8

_COLUMNS = (MonthPage.id, MonthPage.month, MonthPage.version, MonthPage.box)
_NEWEST_FIRST = (MonthPage.month.desc(), MonthPage.part.desc())
_OF_MONTHS = (
    select(*_COLUMNS)
    .where(
        MonthPage.person_id == bindparam("person"),
        MonthPage.month >= bindparam("first"),
        MonthPage.month < bindparam("before"),
    )
    .order_by(*_NEWEST_FIRST)
)
_THESE = (
    select(*_COLUMNS)
    .where(MonthPage.id.in_(bindparam("ids", expanding=True)), MonthPage.person_id == bindparam("person"))
    .order_by(*_NEWEST_FIRST)
)


class Leafing:
    """One person's months from `first` up to, but not with, `before`, looked through for some words."""

    def __init__(self, keyring: Keyring, words: Sequence[bytes], first: str, before: str) -> None:
        self._keyring, self._words, self._first, self._before = keyring, words, first, before
        self._leafed: Counter[str] = Counter()

    def months(self) -> Iterator[Iterable[Any]]:
        """Month after month, newest first, the parts in which the words may lie. Each is to be read before the next."""
        before, at_first = self._before, Counter[str]()
        for month, parts in _by_month(self._leaf(self._first, before, at_first)):
            if self._words and at_first.total() > FEW_PARTS:
                break
            yield parts
            before = month
        else:
            return
        for stretch in self._older(before):
            yield from (parts for _month, parts in _by_month(stretch))

    @property
    def worth_compiling(self) -> list[str]:
        """The years, newest first, so much of which was leafed through that a concordance would have spared some."""
        return sorted((year for year, parts in self._leafed.items() if parts >= MANY_PARTS), reverse=True)

    def _older(self, before: str) -> Iterator[Iterable[Any]]:
        told, upper = list[Part](), before
        for row in concordance.present(self._keyring, self._first, before):
            words = concordance.open_words(self._keyring, row)
            if words is None:
                continue
            if row.until < before:
                yield self._these(told, before, upper)
                yield self._leaf(row.until, before, self._leafed)
                told, upper, before = [], row.until, row.until
            told += [part for part in words.parts_with(self._words) if self._first <= part.month < before]
            before = row.since
            if len(told) >= ENOUGH_AT_ONCE:
                yield self._these(told, before, upper)
                told, upper = [], before
        yield self._these(told, before, upper)
        yield self._leaf(self._first, before, self._leafed)

    def _these(self, told: list[Part], first: str, before: str) -> Iterable[Any]:
        rows = run(_THESE, {"ids": [part.id for part in told], "person": self._keyring.person_id}).all() if told else []
        if {(row.id, row.version) for row in rows} == {(part.id, part.version) for part in told}:
            return rows
        # Somebody wrote in these months just now.
        return self._leaf(max(first, self._first), before, self._leafed)

    def _leaf(self, first: str, before: str, by_year: Counter[str]) -> Iterator[Any]:
        if first >= before:
            return
        for part in run(_OF_MONTHS, {"person": self._keyring.person_id, "first": first, "before": before}):
            by_year[part.month[:4]] += 1
            yield part


def _by_month(parts: Iterable[Any]) -> Any:
    return groupby(parts, key=lambda part: part.month)
