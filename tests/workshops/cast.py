"""Groups for tests: somebody leads, others come in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.workshops.models import PulseCount
from tests.people import Actor, join

WORDS = "The bus driver waited. ὄρνις"
CHOICES = ["Too slow", "Just right", "Too fast"]
OWN = {"text": "How was the evening?", "choices": CHOICES}
Pair = tuple[Actor, Actor, dict[str, Any]]
Room = tuple[Actor, list[Actor], dict[str, Any]]


def gather(leader: Actor, **fields: Any) -> dict[str, Any]:
    """A new group, as its leader sees it."""
    response = leader.post("/workshops", {"name": "Thursday group", "called": "Lee", **fields})
    assert response.status_code == 201, response.json
    return dict(response.json or {})


def code_of(leader: Actor, group: dict[str, Any], **fields: Any) -> str:
    """A fresh code that leads in."""
    response = leader.post(f"/workshops/{group['id']}/invitations", fields)
    assert response.status_code == 201, response.json
    return str(response.json["code"])


def come_in(actor: Actor, code: str, called: str) -> None:
    """Join with a code."""
    response = actor.post("/memberships", {"code": code, "called": called})
    assert response.status_code == 201, response.json


def newcomer(app: Flask, leader: Actor, group: dict[str, Any], name: str) -> Actor:
    """Somebody new to Braid, who has just come into the group."""
    actor = join(app, name, device="own")
    come_in(actor, code_of(leader, group), name.title())
    return actor


def member_id(leader: Actor, group: dict[str, Any], called: str) -> str:
    """A member's id, found by what they are called."""
    items = leader.get(f"/workshops/{group['id']}/members").json["items"]
    return next(str(one["id"]) for one in items if one["called"] == called)


def ask_of(leader: Actor, group: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Something the group is asked."""
    sent = fields if "own" in fields else {"prompt": "reg-river-today", **fields}
    response = leader.post(f"/workshops/{group['id']}/assignments", sent)
    assert response.status_code == 201, response.json
    return dict(response.json or {})


def tasks_of(actor: Actor, group: dict[str, Any]) -> list[dict[str, Any]]:
    """What the group is asked, as somebody in it sees it."""
    return list(actor.get(f"/workshops/{group['id']}/assignments").json["items"])


def offer(group: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What somebody sends to give a copy to everybody who led the group when it was read."""
    readers = [one["id"] for one in group["facilitators"]]
    until = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
    told = {name: value for name, value in fields.items() if value}
    return {"workshop": group["id"], "recipients": readers, "text": "Hello.", "until": until, "consent": "1", **told}


def give(actor: Actor, entry: dict[str, Any], group: dict[str, Any], **fields: Any) -> list[dict[str, Any]]:
    """Copies of an entry, given to those who lead."""
    response = actor.post(f"/entries/{entry['id']}/shares", offer(group, **fields))
    assert response.status_code == 201, response.json
    return list(response.json["items"])


def ask_all(leader: Actor, group: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Something that everybody is asked."""
    response = leader.post(f"/workshops/{group['id']}/questions", fields)
    assert response.status_code == 201, response.json
    return dict(response.json or {})


def told(actor: Actor, question: dict[str, Any]) -> dict[str, Any]:
    """What somebody is told of it now."""
    return dict(actor.get(f"/questions/{question['id']}").json)


def a_share(pair: Pair, **fields: Any) -> dict[str, Any]:
    """A copy that the one who takes part has given the one who leads."""
    _, member, group = pair
    return give(member, member.write(WORDS), group, text=WORDS, **fields)[0]


def answer(actor: Actor, question: dict[str, Any], choice: int = 1) -> int:
    """Answer what all are asked; returns the status."""
    return actor.put(f"/questions/{question['id']}/answer", {"choice": choice}).status_code


def publish(leader: Actor, question: dict[str, Any]) -> dict[str, Any]:
    """Close it, and return what is told of it then."""
    return dict(leader.put(f"/questions/{question['id']}/publication").json)


def co_lead(app: Flask, pair: Pair, name: str) -> Actor:
    """Somebody who comes in and leads with the other."""
    leader, _, group = pair
    actor = newcomer(app, leader, group, name)
    path = f"/workshops/{group['id']}/members/{member_id(leader, group, name.title())}"
    assert leader.patch(path, {"role": "facilitator"}).status_code == 204
    return actor


def status(actor: Actor, share: dict[str, Any]) -> int:
    """What comes of reading a copy."""
    return actor.get(f"/shares/{share['id']}").status_code


def counts(app: Flask) -> list[int]:
    """How many chose what, as long as it is kept."""
    with app.app_context():
        return list(db.session.scalars(select(PulseCount.many).order_by(PulseCount.choice)))
