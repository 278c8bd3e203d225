"""Unix seconds as the API writes instants."""

from datetime import UTC, datetime

from app.core.clock import as_text


def instant(seconds: int | None) -> str | None:
    """RFC 3339 in UTC; None stays None."""
    return None if seconds is None else as_text(datetime.fromtimestamp(seconds, UTC))
