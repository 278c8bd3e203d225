"""The only source of time, so that tests can hold it still."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ZONE = "UTC"
_ZONES = frozenset(available_timezones())


def now() -> datetime:
    """The present instant, in UTC."""
    return source()


def _system_time() -> datetime:
    return datetime.now(UTC)


source = _system_time


def timestamp() -> int:
    """The present instant in whole Unix seconds."""
    return int(now().timestamp())


def today_in(time_zone: str) -> date:
    """The calendar day it is now in an IANA time zone; an unknown zone counts as UTC."""
    return now().astimezone(ZoneInfo(time_zone if is_zone(time_zone) else DEFAULT_ZONE)).date()


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone known here."""
    return name in _ZONES


def as_text(instant: datetime) -> str:
    """An instant as RFC 3339 in UTC with milliseconds, as the API writes it."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
