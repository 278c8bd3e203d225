"""The press: sets a book in a process of its own, with a bound on its memory and its time, and leaves nothing behind.

Called as a program it reads the journal (JSON) from standard input and writes the PDF to standard output.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import typst

from app.errors import Busy
from app.portability.errors import CannotBeMade

TEMPLATE = Path(__file__).parent / "formats" / "book.typ"
MOST_MEMORY, MOST_SECONDS = 3 * 1024**3, 100
ROOT = Path(__file__).parents[2]


def printed(journal: bytes) -> bytes:
    """The PDF of a journal. Where the fonts at hand lack a sign of it, the book says so. Raises CannotBeMade, Busy."""
    command = [sys.executable, "-m", "app.portability.press"]
    try:
        done = subprocess.run(command, input=journal, capture_output=True, timeout=MOST_SECONDS, check=False, cwd=ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Busy(60, "Setting the book took too long. Choose fewer days, or try again later.") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise CannotBeMade("This book could not be set. Choose fewer days, or another form.")
    return done.stdout


def set_type(journal: bytes) -> bytes:
    """The same, in this process. An archive's standard refuses signs that no font has, and so tells of them."""
    files = {"main.typ": TEMPLATE.read_bytes(), "journal.json": journal}
    try:
        return _compile(files, pdf_standards=["a-3u"])
    except typst.TypstError:
        told = journal.replace(b'"signs_missing":false', b'"signs_missing":true', 1)
        return _compile({**files, "journal.json": told})


def _compile(files: dict[str, bytes], **options: Any) -> bytes:
    # Its types do not tell of files in memory yet.
    compiled: Any = typst.compile
    return bytes(compiled(files, format="pdf", **options))


def main() -> None:
    """Read, set, write."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(set_type(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
