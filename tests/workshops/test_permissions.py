"""Every route of a group × everybody who might ask (A1, A4; security.md 4.3)."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import Person
from app.extensions import db
from tests.admin.cast import an_admin
from tests.people import Actor, join
from tests.workshops.cast import ask_of, code_of, gather, give, member_id, newcomer, offer
from tests.workshops.matrix import ACTORS, MATRIX

IN_A_GROUP = [route for route in MATRIX if "<uuid:" in route[1]]


class Scene:
    """A group with everybody around it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.leader = join(app, "leader")
        self.group = gather(self.leader)
        self.target = newcomer(app, self.leader, self.group, "target")
        self.code = code_of(self.leader, self.group)
        self.task = ask_of(self.leader, self.group)
        self.entry = self.target.write("The bus driver waited.")
        self.share = give(self.target, self.entry, self.group)[0]
        self.question = self.leader.post(f"/workshops/{self.group['id']}/questions", {}).json

    def who(self, actor: str) -> Actor:
        makers: dict[str, Callable[[], Actor]] = {
            "anonymous": lambda: Actor(self.app),
            "revoked": self.revoked,
            "no consent": self.without_consent,
            "admin": lambda: an_admin(self.app),
            "elsewhere": self.elsewhere,
            "removed": self.removed,
            "participant": lambda: newcomer(self.app, self.leader, self.group, "participant"),
            "co-leader": lambda: self.co_leader("coleader"),
            "leader": self.with_a_co_leader,
            "giver": lambda: self.target,
        }
        return makers.get(actor, lambda: join(self.app, actor))()

    def revoked(self) -> Actor:
        actor = newcomer(self.app, self.leader, self.group, "revoked")
        kept = actor.cookie
        actor.delete("/session")
        actor.cookie = kept
        return actor

    def without_consent(self) -> Actor:
        actor = newcomer(self.app, self.leader, self.group, "forgetful")
        with self.app.app_context():
            db.session.execute(update(Person).where(Person.username == "forgetful").values(consent_version="0"))
            db.session.commit()
        return actor

    def elsewhere(self) -> Actor:
        actor = join(self.app, "elsewhere")
        gather(actor, name="Another group")
        return actor

    def co_leader(self, name: str) -> Actor:
        actor = newcomer(self.app, self.leader, self.group, name)
        self.promote(name)
        return actor

    def promote(self, name: str) -> None:
        found = member_id(self.leader, self.group, name.title())
        done = self.leader.patch(f"/workshops/{self.group['id']}/members/{found}", {"role": "facilitator"})
        assert done.status_code == 204

    def removed(self) -> Actor:
        actor = self.co_leader("removed")
        found = member_id(self.leader, self.group, "Removed")
        assert self.leader.delete(f"/workshops/{self.group['id']}/members/{found}").status_code == 204
        self.code = code_of(self.leader, self.group)
        return actor

    def with_a_co_leader(self) -> Actor:
        self.promote("target")
        return self.leader

    def ask(self, asking: Actor, route: tuple[str, str]) -> Any:
        method, rule = route
        _, body, headers = MATRIX[route]
        invitation = self.leader.get(f"/workshops/{self.group['id']}/invitations").json["items"][0]["id"]
        ids = {
            "workshop_id": self.group["id"],
            "invitation_id": invitation,
            "assignment_id": self.task["id"],
            "person_id": member_id(self.leader, self.group, "Target"),
            "entry_id": self.entry["id"],
            "share_id": self.share["id"],
            "question_id": self.question["id"],
        }
        return asking.call(method, filled(rule, ids), self.sent(body), **headers)

    def sent(self, body: Any) -> Any:
        """What is sent, with what only this scene knows."""
        if body and "code" in body:
            return {**body, "code": self.code}
        return offer(self.group, **body) if body and "consent" in body else body


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a1_the_matrix_of_a_group_holds(app: Flask, route: tuple[str, str], actor: str) -> None:
    scene = Scene(app)
    asking = scene.who(actor)

    response = scene.ask(asking, route)

    assert response.status_code == MATRIX[route][0][ACTORS.index(actor)], response.text


@pytest.mark.parametrize("route", IN_A_GROUP, ids=lambda one: f"{one[0]} {one[1]}")
def test_a2_somebody_elses_group_and_no_group_are_the_same_answer(app: Flask, route: tuple[str, str]) -> None:
    scene = Scene(app)
    stranger = join(app, "stranger")

    theirs = scene.ask(stranger, route)
    method, rule = route
    nowhere = {name: str(uuid4()) for name in re.findall(r"<uuid:(\w+)>", rule)}
    nothing = stranger.call(method, filled(rule, nowhere), scene.sent(MATRIX[route][1]), **MATRIX[route][2])

    assert theirs.status_code == nothing.status_code == 404
    assert without_id(theirs) == without_id(nothing)
    assert [name for name, _ in theirs.headers] == [name for name, _ in nothing.headers]


def filled(rule: str, ids: dict[str, str]) -> str:
    return re.sub(r"<uuid:(\w+)>", lambda found: ids[found[1]], rule)


def without_id(response: Any) -> bytes:
    return bytes(response.data.replace(response.json["request_id"].encode(), b""))
