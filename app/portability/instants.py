"""Days and instants between programs: ours are a day of the writer's own and an instant in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from app.core.clock import DEFAULT_ZONE, as_text, is_zone
from app.portability.leaf import Leaf

NOON = time(12)


def zone_of(name: str | None) -> ZoneInfo:
    """A time zone by its IANA name; UTC where there is none of that name."""
    return ZoneInfo(name if name and is_zone(name) else DEFAULT_ZONE)


def local_time(leaf: Leaf, zone: str) -> datetime:
    """When a page was written on its own day, where its writer is; noon when it was dated to another day."""
    where = zone_of(zone)
    written = instant_in(leaf.written_at)
    at = moved(written, where) if written else None
    return at if at is not None and at.date() == leaf.day else datetime.combine(leaf.day, NOON, tzinfo=where)


def moved(at: datetime, where: tzinfo) -> datetime:
    """An instant in another zone; as it is, where that would lead out of the calendar."""
    try:
        return at.astimezone(where)
    except (OverflowError, ValueError):
        return at.replace(tzinfo=where)


def instant_in(text: object, zone: str | None = None) -> datetime | None:
    """An ISO 8601 instant out of a file; one without a zone is taken to be in `zone`. None where it is none."""
    if isinstance(text, datetime):
        found = text
    else:
        try:
            found = datetime.fromisoformat(str(text).strip())
        except ValueError:
            return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone_of(zone))).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def day_in(text: object) -> date | None:
    """A day out of a file, YYYY-MM-DD; None where it is none."""
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(str(text).strip()[:10])
    except ValueError:
        return None


def text_of(instant: datetime | None) -> str | None:
    """An instant as we write it."""
    return as_text(instant) if instant else None
