"""A group that the desk closes is closed for everybody, at once."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.admin.cast import an_admin
from tests.people import Actor, joining
from tests.workshops.cast import code_of, gather


@pytest.fixture
def keeper(app: Flask) -> Actor:
    """An admin."""
    return an_admin(app)


def test_a_group_that_was_closed_says_so_to_those_in_it(keeper: Actor, alice: Actor) -> None:
    group = gather(alice)

    closed = keeper.put(f"/admin/workshops/{group['id']}/closing").json

    assert keeper.get("/admin/workshops").json["items"] == [closed]
    assert closed == {"id": group["id"], "members": 1, "closed_on": closed["closed_on"]}
    assert alice.get(f"/workshops/{group['id']}").json["closed"] is True


def test_a_live_session_ends_on_every_phone_when_its_group_is_closed(keeper: Actor, alice: Actor) -> None:
    path = f"/workshops/{gather(alice)['id']}"
    alice.put(f"{path}/moment", {"stage": "arriving"}, If_Match='"0"')
    followed = alice.get(f"{path}/moment")

    keeper.put(f"/admin{path}/closing")

    seen = alice.get(f"{path}/moment", If_None_Match=followed.headers["ETag"])
    assert (followed.json["stage"], seen.status_code) == ("arriving", 200)
    assert seen.json["stage"] == "resting"


def test_the_code_of_a_group_that_was_closed_lets_nobody_register(
    app: Flask, keeper: Actor, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = gather(alice)
    code = code_of(alice, group)
    keeper.put(f"/admin/workshops/{group['id']}/closing")

    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], registration="invite"))

    assert Actor(app).post("/people", joining("late", invite=code)).status_code == 403
