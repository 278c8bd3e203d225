"""Journals made by the thousand, straight into PostgreSQL: every page and month sealed with its person's own keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from app.accounts.models import Person
from app.accounts.preferences import Preferences, seal_preferences
from app.core.ids import new_id
from app.journal import digest
from app.journal.lines import Line, fold, packed
from app.journal.models import Entry, MonthPage
from app.journal.page import Page
from app.vault import exchange
from app.vault.keyring import Keyring
from tests.bench.filling import text_of

TEXTS = [text_of(number) for number in range(200)]
AT, LAST_DAY = "2026-11-01T08:00:00.000Z", date(2026, 11, 1)
A_DAY, A_COMMIT = 3, 100
Row = dict[str, Any]


def fill(desk: psycopg.Connection, people: int, pages: int) -> None:
    """Put so many journals beside those that are there."""
    somebody = desk.cursor(row_factory=dict_row).execute("SELECT * FROM people LIMIT 1").fetchone()
    assert somebody is not None, "somebody has to have joined before"
    for start in range(0, people, A_COMMIT):
        with desk.transaction():
            made = [journal(somebody, number, pages) for number in range(start, min(start + A_COMMIT, people))]
            for table, rows in zip((Person, MonthPage, Entry), zip(*made, strict=True), strict=True):
                put_in(desk, table.__table__, [row for of_one in rows for row in of_one])


def journal(like: Mapping[str, Any], number: int, pages: int) -> tuple[list[Row], list[Row], list[Row]]:
    """A person, their months and their pages. Nobody signs in as them, so they have no way in."""
    keyring = Keyring.fresh(new_id())
    months: dict[str, list[Line]] = defaultdict(list)
    entries: dict[UUID, Row] = {}
    for count in range(1, pages + 1):
        row, line = entry(keyring, count, TEXTS[(number + count) % len(TEXTS)])
        entries[row["id"]] = row
        months[line.day[:7]].append(line)
    parts = [one for month, lines in months.items() for one in parts_of(keyring, month, lines, entries)]
    return [person(like, keyring, number, pages)], parts, list(entries.values())


def person(like: Mapping[str, Any], keyring: Keyring, number: int, pages: int) -> Row:
    private, public = exchange.new_identity()
    boxes = {
        "settings_box": seal_preferences(Preferences(), keyring, version=1),
        "private_key_box": keyring.seal("identity", private),
    }
    name = f"neighbour-{number}"
    own = {"id": keyring.person_id, "username": name, "username_key": name, "version": 1, "change_seq": pages}
    return {**like, **own, **boxes, "public_key": public}


def entry(keyring: Keyring, number: int, text: str) -> tuple[Row, Line]:
    page = Page(text, "", None, (), (), starred=False, written_at=AT, edited_at=AT, kept_at=AT)
    entry_id, day = new_id(), LAST_DAY - timedelta(days=number // A_DAY)
    row = {"id": entry_id, "person_id": keyring.person_id, "day": day, "number": number, "version": 1}
    row |= {"change_seq": number, "trashed_on": None, "box": page.seal(keyring, entry_id, 1)}
    folded = fold(text).encode()
    return row, Line(entry_id, day.isoformat(), number, (), (), None, starred=False, text=folded)


def parts_of(keyring: Keyring, month: str, lines: list[Line], entries: Mapping[UUID, Row]) -> Iterable[Row]:
    """A month in as many parts as it needs; each page is told in which it lies."""
    for start in range(0, len(lines), digest.MOST_ENTRIES):
        within = lines[start : start + digest.MOST_ENTRIES]
        page_id, data = new_id(), packed(within).data
        for line in within:
            entries[line.entry_id]["page_id"] = page_id
        where = {
            "id": page_id,
            "person_id": keyring.person_id,
            "month": month,
            "part": start // digest.MOST_ENTRIES + 1,
        }
        box = keyring.seal("digest", data, page_id, 1, month)
        yield {**where, "version": 1, "entry_count": len(within), "box": box}


def put_in(desk: psycopg.Connection, table: Any, rows: Iterable[Row]) -> None:
    """Rows by COPY, which is how PostgreSQL takes many."""
    names = table.columns.keys()
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    copying = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    with desk.cursor().copy(copying) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
