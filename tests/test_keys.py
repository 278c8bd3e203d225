"""What grows with people is found by whose it is: in its keys, and in what is asked on every visit."""

import re
from itertools import count
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Table

from app.extensions import db
from tests.drills.journey import Lives, live
from tests.people import Actor
from tests.test_query_counts import counted

OWNERS = {"person_id", "workshop_id", "author_id", "recipient_id"}
# People and groups themselves, and what the house keeps for itself or for no longer than a day.
NOBODYS = {"people", "workshops", "invites", "throttles", "spent_challenges"}
# These hang from something of a group, of which there are a few dozen; its id is theirs.
OF_A_GROUPS_THING = {"completions", "invitations", "pulse_answers", "pulse_counts"}
OF_A_JOURNAL = re.compile(r"\b(entries|revisions|month_pages|concordances|check_ins|inbox)\b")
WHOSE = re.compile(r"\b(person_id|workshop_id) = ")
# By id alone: an id that a device chose may be somebody else's; and a search has its ids from the person's own pages.
BY_ID = re.compile(r"FROM (entries|check_ins) WHERE \1\.id (= |IN )")


def test_what_grows_has_a_key_that_begins_with_whose_it_is(app: Flask):
    growing = [table for table in db.metadata.sorted_tables if table.name not in NOBODYS | OF_A_GROUPS_THING]

    assert [table.name for table in growing if not first_columns(table) & OWNERS] == []


def first_columns(table: Table) -> set[str]:
    keys = (table.primary_key, *table.indexes, *table.constraints)
    return {next(iter(key.columns)).name for key in keys if key.columns}


def test_what_a_journal_is_asked_on_every_visit_says_whose_it_is(app: Flask, lives: Lives):
    with counted(app) as statements:
        visit(lives)
    asked = [one for one in (" ".join(one.split()) for one in statements) if OF_A_JOURNAL.search(one)]

    assert len(asked) > 100
    assert [one for one in asked if not says_whose(one) and not BY_ID.search(one)] == []


@pytest.fixture
def lives(alice: Actor, bob: Actor) -> Lives:
    numbers = count()
    return live(alice, bob, lambda what: f"{what} {next(numbers)}")


def visit(lives: Lives) -> None:
    """All that can be read, and enough that is written for a month to be folded."""
    for actor, method, path, body in lives.reads():
        assert actor.call(method, path, body).status_code == 200
    for number in range(40):
        lives.member.write(f"word {number}")
    page = f"/entries/{uuid4()}"
    assert lives.member.put(page, {"body": "once"}, If_None_Match="*").status_code == 201
    assert lives.member.put(page, {"body": "again"}, If_Match='"1"').status_code == 200
    assert lives.member.put(f"{page}/trashing", If_Match='"2"').status_code == 200


def says_whose(statement: str) -> bool:
    if statement.startswith("INSERT"):
        return "person_id" in statement
    return bool(WHOSE.search(statement.partition(" WHERE ")[2]))
