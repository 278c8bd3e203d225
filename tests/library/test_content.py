"""The library that people read holds together and keeps every rule."""

from datetime import UTC, datetime

from app.library import DEFAULT_FOLDER
from app.library.lint.reading import blocking, findings
from app.library.loading import load_library


def test_the_real_library_has_nothing_to_mend() -> None:
    library = load_library(DEFAULT_FOLDER)

    to_mend = blocking(findings(library, datetime.now(UTC).date()))

    assert to_mend == []
