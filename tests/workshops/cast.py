"""Groups for tests: somebody leads, others come in."""

from typing import Any

from flask import Flask

from tests.people import Actor, join


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
