"""The desk shows no word that somebody wrote: not by the shape of its answers, and not in any of them (A7)."""

from typing import Any

import pytest
from flask import Flask

from tests.accounts.authenticator import add
from tests.admin.cast import an_admin, found
from tests.admin.matrix import MATRIX
from tests.admin.test_permissions import House
from tests.people import Actor, program
from tests.workshops.cast import ask_all, ask_of, code_of, gather

CANARY = "canary"
# Every field that the desk answers with, and what it holds. Whoever adds one has to say here that it is no content.
SHOWN = {
    "people": "integer", "suspended": "integer", "entries": "integer", "groups": "integer", "closed": "integer",
    "sealed_bytes": "integer", "entry_count": "integer", "members": "integer", "id": "uuid", "username": "string",
    "created_on": "date", "suspended_on": "date", "closed_on": "date", "next": "string", "items": "array",
}  # fmt: skip
NEVER = {"body", "title", "tags", "note", "name", "called", "label", "text", "last_used_on", "seen_at", "purpose"}


def desk_operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    listed = [one for methods in document["paths"].values() for one in methods.values() if isinstance(one, dict)]
    return [one for one in listed if one.get("x-policy") == "desk"]


def shapes(operation: dict[str, Any]) -> list[dict[str, Any]]:
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    return [answer["content"]["application/json"]["schema"] for answer in answers if "content" in answer]


def fields_of(shape: dict[str, Any], document: dict[str, Any]) -> dict[str, str]:
    """Every field in a shape and in those within it, with the kind of what it holds."""
    if "$ref" in shape:
        shape = document["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    told: dict[str, str] = fields_of(shape["items"], document) if "items" in shape else {}
    for name, field in shape.get("properties", {}).items():
        kinds = [one for one in [field.get("type", "")] if isinstance(one, str)] or field["type"]
        told[name] = field.get("format") or next(kind for kind in kinds if kind != "null")
        told.update(fields_of(field, document))
    return told


def test_a7_no_answer_of_the_desk_has_a_field_for_what_somebody_wrote(app: Flask) -> None:
    document = app.extensions["openapi"]
    operations = desk_operations(document)

    told = [fields_of(shape, document) for operation in operations for shape in shapes(operation)]

    assert len(operations) == len(MATRIX)
    assert {name: kind for fields in told for name, kind in fields.items()} == SHOWN
    assert not NEVER & set(SHOWN)


def test_a7_the_walk_would_see_content(app: Flask) -> None:
    document = app.extensions["openapi"]

    shown = fields_of({"$ref": "#/components/schemas/EntryPage"}, document)

    assert {"body", "title", "tags"} <= set(shown)


@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a7_a_journal_full_of_one_word_shows_it_in_no_answer_of_the_desk(
    app: Flask, move_clock, route: tuple[str, str]
) -> None:
    house = House(app, move_clock)
    fill(house.owner)

    response = house.ask(an_admin(app), route)

    assert response.status_code in (200, 204)
    assert CANARY not in (response.text + str(response.headers)).casefold()


def fill(owner: Actor) -> None:
    """Let somebody write one word wherever words are written."""
    owner.write(CANARY, title=CANARY, tags=[CANARY])
    owner.mark(note=CANARY, feelings=[CANARY])
    group = gather(owner, name=CANARY, called=CANARY, purpose=CANARY)
    code_of(owner, group)
    ask_of(owner, group, own={"title": CANARY, "text": f"What does {CANARY} mean?"})
    ask_all(owner, group, text=f"{CANARY}?", choices=[CANARY, "Nothing"])
    program(owner, "capture", label=CANARY).post("/captures", {"body": CANARY})
    add(owner, name=CANARY)
    assert owner.get(f"/workshops/{group['id']}").json["name"] == CANARY


def test_a7_nobodys_last_visit_is_told(app: Flask, alice: Actor, move_clock) -> None:
    keeper = an_admin(app)
    before = found(keeper, "alice")
    move_clock(minutes=20)

    assert alice.get("/entries").status_code == 200

    assert found(keeper, "alice") == before
