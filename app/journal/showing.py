"""Entries as the API shows them: plain dicts, so that long lists stay quick; the schemas describe the same."""

from datetime import UTC, datetime, time
from typing import Any

from app.core.clock import as_text
from app.journal.excerpts import excerpt, opening
from app.journal.page import Page
from app.library.content import Library


def shown_entry(row: Any, page: Page | None, library: Library) -> dict[str, Any]:
    """An entry; one that cannot be read is shown with its id and day, and says so."""
    if page is None:
        return _unreadable(row)
    return {
        "id": row.id,
        "version": row.version,
        "day": row.day,
        "written_at": page.written_at,
        "edited_at": page.edited_at,
        "title": page.title,
        "body": page.body,
        "prompt": shown_prompt(page.prompt, library),
        "concepts": page.concepts,
        "tags": page.tags,
        "check_in": page.check_in,
        "assignment": page.assignment,
        "starred": page.starred,
        "words": page.word_count,
        "trashed_at": page.trashed_at if row.trashed_on else None,
        "unreadable": False,
    }


def shown_hit(row: Any, page: Page | None, words: list[str], library: Library) -> dict[str, Any]:
    """An entry that was found, without its body, and the words around the place."""
    entry = shown_entry(row, page, library)
    body = entry.pop("body")
    return {"entry": entry, "excerpt": excerpt(body, words) or opening(body)}


def shown_revision(number: int, page: Page | None) -> dict[str, Any]:
    """An earlier text."""
    if page is None:
        blank: dict[str, Any] = {"kept_at": None, "title": "", "body": "", "concepts": [], "tags": [], "words": 0}
        return {"number": number, **blank, "unreadable": True}
    return {
        "number": number,
        "kept_at": page.edited_at,
        "title": page.title,
        "body": page.body,
        "concepts": page.concepts,
        "tags": page.tags,
        "words": page.word_count,
        "unreadable": False,
    }


def shown_prompt(prompt_id: str | None, library: Library) -> dict[str, Any] | None:
    """The prompt an entry answers, also when it is no longer on offer."""
    prompt = library.prompts.get(prompt_id) if prompt_id else None
    return {name: getattr(prompt, name) for name in ("id", "title", "text", "lang")} if prompt else None


def _unreadable(row: Any) -> dict[str, Any]:
    trashed_at = datetime.combine(row.trashed_on, time(), UTC) if row.trashed_on else None
    return {
        "id": row.id,
        "version": row.version,
        "day": row.day,
        "written_at": None,
        "edited_at": None,
        "title": "",
        "body": "",
        "prompt": None,
        "concepts": [],
        "tags": [],
        "check_in": None,
        "assignment": None,
        "starred": False,
        "words": 0,
        "trashed_at": as_text(trashed_at) if trashed_at else None,
        "unreadable": True,
    }
