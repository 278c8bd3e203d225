"""Lay a whole path of the library over the weeks: what each sitting asks, from its first day until the next one's."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.database import take_pen
from app.errors import Invalid
from app.library.content import Library, Path, Session
from app.workshops import assigning, gathering, roles
from app.workshops.asked import Asking, Times
from app.workshops.house import House
from app.workshops.questions import Question

A_WEEK = timedelta(days=7)


def lay_over_weeks(person_id: UUID, workshop_id: UUID, path: Path, *, starts_on: date, house: House) -> None:
    """An assignment for each prompt of the path, a sitting a week, in the group's time zone.

    Deeper extras stay out. Raises NotFound, NotAFacilitator, WorkshopClosed, Invalid.
    """
    take_pen(workshop_id)
    roles.open_leading_seat(person_id, workshop_id)
    if "group" not in path.company:
        raise Invalid({"path": ["This path is made for one person, or for two."]})
    zone = gathering.words_of(gathering.row_of(workshop_id), house.peppers).time_zone
    for number, sitting in enumerate(path.sessions):
        times = week_of(starts_on, number, zone)
        for prompt_id in asked_at(sitting, house.library):
            question = Question(prompt_id, note=sitting.title)
            assigning.put_last(workshop_id, Asking(question, times), house)


def asked_at(sitting: Session, library: Library) -> list[str]:
    """What everybody is asked at a sitting, each once: first what one writes alone, then what the group does."""
    in_order = dict.fromkeys((*sitting.prompts, *sitting.group))
    return [prompt_id for prompt_id in in_order if library.prompts[prompt_id].depth != "deep"]


def week_of(starts_on: date, number: int, zone: str) -> Times:
    """The week of a sitting, counted from 0: from midnight to midnight where the group is. Raises Invalid."""
    try:
        first = starts_on + number * A_WEEK
        return Times(midnight(first, zone), midnight(first + A_WEEK, zone))
    except OverflowError as error:
        raise Invalid({"starts_on": ["The calendar ends before this path would."]}) from error


def midnight(day: date, zone: str) -> int:
    return int(datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC).timestamp())
