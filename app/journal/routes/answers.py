"""What the journal's routes share: the writer who asks, and an entry as an answer."""

from typing import Any

from flask import Response

from app.accounts.access import current_visitor
from app.core.answers import content_answer, list_answer
from app.journal.page import Page, open_page
from app.journal.showing import shown_entry
from app.journal.writing import Writer
from app.library.current import current_library
from app.vault.keyring import Keyring


def writer() -> Writer:
    """Whoever asks, as a writer."""
    visitor, shelf = current_visitor(), current_library()
    return Writer(visitor.keyring, lambda: visitor.today, lambda row, page: shown_entry(row, page, shelf))


def entry_answer(row: Any, page: Page | None, *, status: int = 200) -> Response:
    """An entry with its notice and its version as ETag."""
    return content_answer(shown_entry(row, page, current_library()), status=status, version=row.version)


def entries_answer(rows: list[Any], following: str | None, keyring: Keyring) -> Response:
    """A page of entries, opened."""
    shelf = current_library()
    items = [shown_entry(row, open_page(keyring, row), shelf) for row in rows]
    return list_answer(items, following)
