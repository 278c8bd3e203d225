"""Make what another program wrote fit into a page of ours: nothing is cut off, and what has no place is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from app.core.clock import as_text, now
from app.errors import Invalid
from app.journal.limits import MOST_BODY, MOST_CONCEPTS, MOST_TAG, MOST_TAGS, MOST_TITLE
from app.journal.page import Page
from app.library.content import Library
from app.library.marks import Mark, MarkSchema, mark_of
from app.portability.instants import NOON, moved, zone_of
from app.portability.leaf import Leaf

_MARK = MarkSchema()


@dataclass(frozen=True)
class Fitter:
    """What a page is measured against: the library there is, and the time zone of whoever brings it (IANA)."""

    library: Library
    zone: str

    def fitted(self, leaf: Leaf) -> Iterator[Leaf]:
        """The leaf with a title, tags and words as ours may be; a text that is too long becomes several pages."""
        title, body = leaf.title, leaf.body
        if len(title) > MOST_TITLE:
            title, body = "", f"{title}\n\n{body}"
        concepts, tags, unplaced = self._labels(leaf)
        mark = self._mark(leaf.check_in)
        if leaf.check_in and mark is None:
            unplaced = (*unplaced, "a check-in whose words are not known here")
        whole = replace(leaf, title=title, concepts=concepts, tags=tags, check_in=mark, unplaced=unplaced)
        parts = [body[at : at + MOST_BODY] for at in range(0, len(body), MOST_BODY)] or [""]
        yield replace(whole, body=parts[0])
        for number, part in enumerate(parts[1:], start=2):
            source = f"{leaf.source or leaf.id or ''}, part {number}"
            yield replace(whole, body=part, id=None, source=source, earlier=(), unplaced=(), check_in=None)

    def page(self, leaf: Leaf) -> Page:
        """The leaf as a page; one without an instant was written at noon of its day."""
        written = leaf.written_at or as_text(moved(noon(leaf.day, self.zone), UTC))
        edited = leaf.edited_at or written
        return Page(
            body=leaf.body,
            title=leaf.title,
            prompt=leaf.asked.id if leaf.asked else None,
            concepts=leaf.concepts,
            tags=leaf.tags,
            starred=leaf.starred,
            written_at=written,
            edited_at=edited,
            kept_at=leaf.kept_at or edited,
            trashed_at=leaf.trashed_at,
            check_in=leaf.check_in,
            assignment=str(uuid_in(leaf.assignment) or "") or None,
        )

    def mark(self, mark: Mark) -> Mark | None:
        """A check-in that stands alone, with its instant; None where its words are not known here."""
        fitted = self._mark(mark)
        return None if fitted is None else {"at": mark.get("at") or as_text(now()), **fitted}

    def _labels(self, leaf: Leaf) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        known = tuple(dict.fromkeys(slug for slug in leaf.concepts if slug in self.library.concepts))
        strange = [slug for slug in leaf.concepts if slug not in self.library.concepts]
        words = tidied([*leaf.tags, *strange])
        fitting = [word for word in words if len(word) <= MOST_TAG][:MOST_TAGS]
        is_more = len(fitting) < len(words) or len(known) > MOST_CONCEPTS
        unplaced = leaf.unplaced + ("tags beyond what a page may have",) * is_more
        return known[:MOST_CONCEPTS], tuple(fitting), unplaced

    def _mark(self, mark: Mapping[str, Any] | None) -> Mark | None:
        if not mark:
            return None
        try:
            sent = _MARK.load({name: value for name, value in mark.items() if name != "at"})
            return mark_of(sent, self.library.vocabulary)
        except (ValidationError, Invalid):
            return None


def earlier_pages(leaf: Leaf) -> list[tuple[int, Page]]:
    """The earlier texts of a leaf, by number; of two with one number, the first."""
    found: dict[int, Page] = {}
    for one in leaf.earlier:
        at = {name: one.page.get(name) or leaf.written_at for name in ("written_at", "edited_at", "kept_at")}
        found.setdefault(one.number, Page(**{**one.page, **at}))
    return sorted(found.items())


def trashed_on(leaf: Leaf) -> date | None:
    """The day on which a leaf was put into the trash."""
    return datetime.fromisoformat(leaf.trashed_at).astimezone(UTC).date() if leaf.trashed_at else None


def tidied(words: list[str]) -> list[str]:
    """Own tags as we keep them: composed, single blanks, each once whatever its case."""
    plain = (" ".join(unicodedata.normalize("NFC", word).split()) for word in words)
    return list({word.casefold(): word for word in reversed([w for w in plain if w])}.values())[::-1]


def noon(day: date, zone: str) -> datetime:
    """Noon of a day in a time zone."""
    return datetime.combine(day, NOON, tzinfo=zone_of(zone))


def uuid_in(text: object) -> UUID | None:
    """An id out of a file; None where it is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
