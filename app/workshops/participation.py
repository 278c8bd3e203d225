"""A sheet for those who lead: what was asked, how many wrote, how many shared. Never who."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.workshops import assigning, gathering, roles
from app.workshops.house import House

HEADINGS = ("", "What was asked", "From", "Until", "In the group", "Have written", "Have shared")


def sheet(person_id: UUID, workshop_id: UUID, house: House) -> list[tuple[Any, ...]]:
    """Rows of the sheet, headings first; times where the group is. Raises NotFound, NotAFacilitator."""
    roles.leading_seat(person_id, workshop_id)
    group = gathering.find(person_id, workshop_id, house.peppers)
    zone = ZoneInfo(group.words.time_zone)
    rows = [
        (
            one.place,
            one.asking.question.shown(house.library)["title"] or one.asking.question.shown(house.library)["text"],
            local(one.asking.times.opens_at, zone),
            local(one.asking.times.closes_at, zone),
            group.members,
            one.written,
            one.shared,
        )
        for one in assigning.find_all(person_id, workshop_id, house)
    ]
    return [HEADINGS, *rows]


def local(seconds: int | None, zone: ZoneInfo) -> str:
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M")
