"""F3: whatever byte of whatever box is damaged, nothing breaks, and what lies beside it can be read."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, LargeBinary, Table, select, update

from app.extensions import db
from tests.drills.journey import Lives, brought, live
from tests.drills.noting import note, sized
from tests.everything import have_further_ways_in, look_back
from tests.people import join
from tests.portability.files import take

pytestmark = pytest.mark.drill
HEAD = 69  # version, key number, salt and commitment: every one of these bytes is tried in the full version
ROW = {"entries": "page", "check_ins": "mark", "shares": "share"}


@pytest.fixture
def lives(app: Flask, move_clock: Callable[..., None]) -> Lives:
    """Two people with something in every kind of box, and a third to whom a journal was brought.

    The clock stands still: a confirmation lasts ten minutes, and what needs one is tried for longer.
    """
    found = live(join(app, "lee"), join(app, "amira"), lambda name: f"Words of the {name} that stay.")
    found.leader.put(f"/questions/{found.question['id']}/publication")
    for month in ("2025-01", "2025-02", "2025-03"):
        found.member.write("So much that a concordance is asked.", day=f"{month}-01")
    look_back(app, found.member)
    third = join(app, "third")
    brought(third, take(found.member, "json"))
    have_further_ways_in(third)
    return found


def box_columns() -> list[tuple[Table, Column[Any]]]:
    """Every column that holds sealed bytes."""
    columns = [(table, column) for table in db.metadata.sorted_tables for column in table.columns]
    return [(table, column) for table, column in columns if isinstance(column.type, LargeBinary)]


def damaged(box: bytes) -> Iterator[bytes]:
    """The box with one byte flipped, or cut short, or empty, or of another version."""
    few = sized(3, 0)
    every = sorted({*range(min(HEAD, len(box))), *range(0, len(box), 16), len(box) - 1})
    for position in every[:: len(every) // few] if few else every:
        yield box[:position] + bytes([box[position] ^ 1]) + box[position + 1 :]
    for length in range(1, len(box), max(1, len(box) // sized(2, 20))):
        yield box[:length]
    yield b""
    yield b"\x02" + box[1:]


def put(table: Table, column: Column[Any], row: Any, box: bytes) -> None:
    keys = [key == row._mapping[key.name] for key in table.primary_key.columns]
    db.session.execute(update(table).where(*keys).values({column.name: box}))
    db.session.commit()


def row_of(lives: Lives, table: Table, column: Column[Any]) -> Any:
    """A row of the table: the one that the two people know, where there are several."""
    wanted = lives.member.get("/session").json["session"]["id"]
    if table.name in ROW:
        wanted = getattr(lives, ROW[table.name])["id"]
    rows = db.session.execute(select(table).where(column.is_not(None))).all()
    return next((row for row in rows if str(row._mapping.get("id")) == wanted), rows[0] if rows else None)


def looked_at(lives: Lives) -> Counter[str]:
    """What comes of reading everything there is, in three words."""
    seen: Counter[str] = Counter()
    for who, method, path, body in lives.reads():
        answer = who.call(method, path, body)
        seen["asked"] += 1
        seen["broken"] += answer.status_code >= 500
        if path == "/entries" and answer.status_code == 200:
            bodies = [one["body"] for one in answer.json["items"]]
            seen["neighbours"] += any("of the neighbour" in body for body in bodies)
        if path == "/exports" and answer.status_code == 200:
            journal = json.loads(answer.data)
            seen["exports"] += any("of the neighbour" in entry["body"] for entry in journal["entries"])
    return seen


def is_told(lives: Lives, table: str) -> bool:
    """Whether a damaged page, mark or copy is shown, and shown as what it is."""
    path = {"entries": "/entries/", "check_ins": "/check-ins/", "shares": "/shares/"}[table]
    found = lives.member.get(path + getattr(lives, ROW[table])["id"]).json
    return bool(found["unreadable"])


def test_f3_whatever_is_damaged_the_rest_is_there(app: Flask, lives: Lives) -> None:
    seen, columns, silent = Counter[str](), 0, []
    with app.app_context():
        for table, column in box_columns():
            row = row_of(lives, table, column)
            assert row is not None, f"nothing lies in {table.name}.{column.name}"
            columns += 1
            for box in damaged(row._mapping[column.name]):
                put(table, column, row, box)
                seen += try_one(lives, table.name, column.name, silent)
            put(table, column, row, row._mapping[column.name])

    note("F3", told(seen, columns, silent))
    assert (seen["broken"], silent) == (0, [])
    assert seen["neighbours"] == seen["exports"] == seen["damages"] - seen["locked out"]


def try_one(lives: Lives, table: str, column: str, silent: list[str]) -> Counter[str]:
    """One damage, read all around; a session's own slot locks its person out, which is right."""
    seen = looked_at(lives)
    seen["damages"] += 1
    seen["locked out"] += lives.member.get("/session").status_code == 401
    if column == "box" and table in ("entries", "check_ins") and not is_told(lives, table):
        silent.append(f"{table}.{column}")
    return seen


def told(seen: Counter[str], columns: int, silent: list[str]) -> str:
    return (
        f"{seen['damages']} damages in {columns} columns, {seen['asked']} answers, {seen['broken']} × 5xx, "
        f"{len(silent)} not told as unreadable; neighbours read {seen['neighbours']} times, "
        f"export whole {seen['exports']} times, session's own slot damaged {seen['locked out']} times"
    )
