"""What a person sends to be written down, checked against the library."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.core.clock import as_text, now
from app.errors import Invalid
from app.journal.page import Page
from app.library.content import Library
from app.library.marks import mark_of

_CHOSEN = ("body", "title", "starred")


@dataclass(frozen=True, repr=False)
class Draft:
    """Only what was sent: a field left out stays as it is."""

    fields: Mapping[str, Any]
    day: date | None
    written_at: datetime | None

    def first_page(self) -> Page:
        """The draft as a new page, written now unless it says otherwise."""
        at = as_text(now())
        written = as_text(self.written_at) if self.written_at else at
        blank = Page("", "", None, (), (), starred=False, written_at=written, edited_at=at, kept_at=at)
        return self.applied_to(blank, edited_at=at)

    def applied_to(self, page: Page, *, edited_at: str | None = None) -> Page:
        """A page with this draft's fields in place of its own."""
        return replace(page, edited_at=edited_at or as_text(now()), **self.fields)

    def changes_nothing(self, page: Page, day: date) -> bool:
        """Whether a page already is what this draft would make of it: a retry, then."""
        same_day = self.day is None or self.day == day
        return same_day and self.applied_to(page, edited_at=page.edited_at) == page


def draft_of(data: Mapping[str, Any], library: Library) -> Draft:
    """A draft out of what was sent. Raises Invalid for a prompt or concept the library does not have."""
    fields = {name: data[name] for name in _CHOSEN if name in data}
    if "tags" in data:
        fields["tags"] = _tags(data["tags"])
    if "prompt" in data:
        fields["prompt"] = data["prompt"]
        fields["concepts"] = _concepts_of(data["prompt"], library)
    if "concepts" in data:
        fields["concepts"] = _known(data["concepts"], library)
    if "assignment" in data:
        fields["assignment"] = str(data["assignment"]) if data["assignment"] else None
    if "check_in" in data:
        fields["check_in"] = mark_of(data["check_in"], library.vocabulary) if data["check_in"] else None
    return Draft(fields, data.get("day"), data.get("written_at"))


def _concepts_of(prompt_id: str | None, library: Library) -> tuple[str, ...]:
    if prompt_id is None:
        return ()
    prompt = library.prompts.get(prompt_id)
    if prompt is None:
        raise Invalid({"prompt": ["The library has no such prompt."]})
    return tuple(prompt.concepts)


def _known(slugs: list[str], library: Library) -> tuple[str, ...]:
    unknown = [slug for slug in slugs if slug not in library.concepts]
    if unknown:
        raise Invalid({"concepts": ["The library does not have all of these concepts."]})
    return tuple(dict.fromkeys(slugs))


def _tags(words: list[str]) -> tuple[str, ...]:
    tidy = (" ".join(unicodedata.normalize("NFC", word).split()) for word in words)
    return tuple({word.casefold(): word for word in tidy if word}.values())
