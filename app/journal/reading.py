"""Find entries: one by its id, or a page of them, newest first. A person's rows only, ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_

from app.core.database import run
from app.core.pages import make_cursor, read_place
from app.errors import NotFound
from app.journal.models import Entry

_COLUMNS = Entry.__table__.columns
_MINE = select(*_COLUMNS).where(Entry.person_id == bindparam("person"))
_ONE = _MINE.where(Entry.id == bindparam("entry"))
_NEWEST = _MINE.order_by(Entry.day.desc(), Entry.number.desc()).limit(bindparam("most"))
_BEFORE = tuple_(Entry.day, Entry.number) < tuple_(bindparam("before_day"), bindparam("before_number"))
_CONDITIONS = {
    "since": Entry.day >= bindparam("since"),
    "until": Entry.day <= bindparam("until"),
    "before_day": _BEFORE,
}
_STATEMENTS: dict[tuple[str, ...], Any] = {}


@dataclass(frozen=True)
class Stretch:
    """Which part of a journal is asked for."""

    limit: int
    cursor: str | None = None
    since: date | None = None
    until: date | None = None
    trashed: bool = False


def find_row(person_id: UUID, entry_id: UUID) -> Any:
    """The row of one entry of this person. Raises NotFound."""
    row = run(_ONE, {"person": person_id, "entry": entry_id}).first()
    if row is None or row.person_id != person_id:
        raise NotFound
    return row


def list_rows(person_id: UUID, stretch: Stretch) -> tuple[list[Any], str | None]:
    """A page of rows, newest day first, and the cursor of the next page. Raises Invalid for a foreign cursor."""
    values: dict[str, Any] = {"since": stretch.since, "until": stretch.until}
    if stretch.cursor:
        day, number = read_place(stretch.cursor)
        values.update(before_day=day, before_number=number)
    given = {name: value for name, value in values.items() if value is not None}
    statement = _statement(stretch.trashed, given)
    rows = list(run(statement, {**given, "person": person_id, "most": stretch.limit + 1}))
    if len(rows) <= stretch.limit:
        return rows, None
    last = rows[stretch.limit - 1]
    return rows[: stretch.limit], make_cursor(last.day.isoformat(), last.number)


def rows_between(person_id: UUID, since: date, until: date) -> list[Any]:
    """Rows from one day to another, both included, newest first; none from the trash."""
    there = (Entry.person_id == person_id, Entry.trashed_on.is_(None), Entry.day >= since, Entry.day <= until)
    return list(run(select(*_COLUMNS).where(*there).order_by(Entry.day.desc(), Entry.number.desc())))


def days_written(person_id: UUID, year: int) -> list[date]:
    """The days of a year on which something was written, in order; nothing is counted."""
    days = select(Entry.day).distinct().where(Entry.person_id == person_id, Entry.trashed_on.is_(None))
    return list(
        run(days.where(Entry.day >= date(year, 1, 1), Entry.day <= date(year, 12, 31)).order_by(Entry.day)).scalars()
    )


def on_this_day(person_id: UUID, day: date) -> list[Any]:
    """Rows of the same day of the month in earlier years, newest first."""
    earlier = [found for year in range(day.year - 1, max(day.year - 101, 0), -1) if (found := _in_year(day, year))]
    there = (Entry.person_id == person_id, Entry.trashed_on.is_(None), Entry.day.in_(earlier))
    return list(run(select(*_COLUMNS).where(*there).order_by(Entry.day.desc(), Entry.number.desc()).limit(30)))


def _statement(trashed: bool, given: Mapping[str, Any]) -> Any:
    # Built once for each combination of conditions, then reused.
    names = tuple(name for name in _CONDITIONS if name in given)
    key = ("trashed" if trashed else "kept", *names)
    if key not in _STATEMENTS:
        lying = Entry.trashed_on.is_not(None) if trashed else Entry.trashed_on.is_(None)
        _STATEMENTS[key] = _NEWEST.where(lying, *(_CONDITIONS[name] for name in names))
    return _STATEMENTS[key]


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
