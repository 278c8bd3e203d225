"""SQLite is durable, forgetful, and holds its one pen only while it writes; on both engines reading holds nothing."""

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.core.database import PRAGMAS, take_pen
from app.extensions import db


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)]
)
def test_r5_every_connection_is_tuned(context: Flask, pragma: str, value: object) -> None:
    assert db.session.execute(db.text(f"PRAGMA {pragma}")).scalar() == value


def test_somebody_who_waits_for_the_pen_waits_at_least_fifteen_seconds() -> None:
    assert int(PRAGMAS["busy_timeout"]) >= 15_000


def test_reading_takes_no_transaction_and_writing_does(context: Flask) -> None:
    before = is_writing()
    db.session.execute(db.text("SELECT count(*) FROM people"))
    reading = is_writing()

    take_pen()

    assert (before, reading, is_writing()) == (False, False, True)


def test_l2_a_failing_statement_does_not_show_its_values(context: Flask) -> None:
    with pytest.raises(DBAPIError) as failure:
        db.session.execute(db.text("SELECT :secret FROM no_such_table"), {"secret": "canary-in-a-parameter"})

    assert "canary-in-a-parameter" not in str(failure.value)


def is_writing() -> bool:
    driver = db.session.connection().connection.driver_connection
    return bool(driver.info.transaction_status if hasattr(driver, "info") else driver.in_transaction)
