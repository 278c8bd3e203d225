"""Lists do not cost more statements as they grow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from app.extensions import db
from tests.people import Actor

BUDGETS = {
    "list": (lambda one: one.get("/entries"), 2),
    "read": (lambda one: one.get(f"/entries/{one.last}"), 2),
    "search": (lambda one: one.post("/searches", {"text": "word"}), 3),
    "search for nothing": (lambda one: one.post("/searches", {"text": "absent"}), 2),
    "calendar": (lambda one: one.get("/calendar?year=2026"), 2),
    "on this day": (lambda one: one.get("/on-this-day"), 2),
    # Of these, one asks whether the keys are still the present ones; on PostgreSQL one more begins.
    "write": (lambda one: one.post("/entries", {"body": "word"}), 8),
}


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", BUDGETS)
@pytest.mark.parametrize("size", [2, 25])
def test_a_request_keeps_its_budget_however_long_the_journal(app: Flask, alice: Actor, name: str, size: int) -> None:
    act: Callable[[Actor], object]
    act, budget = BUDGETS[name]
    for number in range(size):
        alice.last = alice.write(f"word {number}")["id"]  # type: ignore[attr-defined]

    with counted(app) as statements:
        act(alice)

    assert len(statements) <= budget, statements
