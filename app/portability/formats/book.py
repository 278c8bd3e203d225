"""The book: a PDF to keep, set with Typst; the same words lie in it as data, so that it can come back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, BinaryIO, cast

import orjson
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from app.portability.collecting import Journal
from app.portability.errors import CannotBeMade, NotReadable
from app.portability.format import Format, Found
from app.portability.formats import braid
from app.portability.incoming import Incoming
from app.portability.leaf import Leaf
from app.portability.press import printed
from app.vault.spool import SealedSpool

DATA = "journal.json"
MOST_PAGES, MOST_LETTERS, MOST_FILE = 4_000, 4_000_000, 64 * 1024 * 1024

# It would tell the log what it stumbles over, in the words of the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def write(journal: Journal) -> Iterator[bytes]:
    """The book, all at once: type is set as a whole. Raises CannotBeMade when it would be too thick, Busy."""
    leaves: list[Leaf] = []
    letters = 0
    for leaf in journal.leaves():
        letters += len(leaf.body)
        if len(leaves) == MOST_PAGES or letters > MOST_LETTERS:
            raise CannotBeMade("That would be too thick for one book. Choose a year, or some months.")
        leaves.append(leaf)
    yield printed(orjson.dumps(document(journal, leaves)))


def document(journal: Journal, leaves: list[Leaf]) -> dict[str, Any]:
    """What the book is set from: our own JSON, as far as a book goes, and what is printed under each page."""
    head = {"format": braid.NAME, "version": braid.VERSION, "exported_at": journal.exported_at}
    told = {"notice": journal.notice, "signs_missing": False, "lost": journal.told_of_lost()}
    whose = {"account": {"username": journal.username}}
    below = {str(leaf.id): [*map(journal.concept_title, leaf.concepts), *leaf.tags] for leaf in leaves}
    entries = [braid.record_of(leaf) for leaf in leaves]
    return {**head, **told, **whose, "below": below, "entries": entries, "check_ins": []}


def is_it(incoming: Incoming) -> bool:
    """Whether it is a PDF."""
    return incoming.start.startswith(b"%PDF-")


def read(incoming: Incoming) -> Iterator[Found]:
    """The pages of the journal that lies in it. Raises NotReadable when there is none."""
    spool = SealedSpool()
    spool.write(data_in(incoming.file))
    spool.seek(0)
    inner = Incoming.of(cast(BinaryIO, BufferedReader(spool)), incoming.zone)
    yield from braid.read(inner)


def data_in(file: BinaryIO) -> bytes:
    """The data that lies in a book of ours. Raises NotReadable."""
    file.seek(0)
    if len(file.read(MOST_FILE + 1)) > MOST_FILE:
        raise NotReadable(f"This PDF is larger than {MOST_FILE // 1024**2} MB.")
    file.seek(0)
    try:
        found = PdfReader(file).attachments.get(DATA, [])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise NotReadable("This PDF is damaged.") from error
    if not found:
        raise NotReadable("There is no journal in this PDF; only books from Braid hold one.")
    return bytes(found[0])


FORMAT = Format("pdf", "pdf", "application/pdf", is_it, read, write)
