"""Every route of the desk × everybody who might ask (A1, A7, T5)."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.core.policy import every_policy
from tests.admin.cast import an_admin, appoint, id_of, operate
from tests.admin.matrix import ACTORS, MATRIX
from tests.people import Actor, join, program, sign_in
from tests.test_permissions import someone, without_id
from tests.workshops.cast import gather

ACTS = [route for route, (statuses, _, _) in MATRIX.items() if statuses[ACTORS.index("idle")] == 403]
SCOPES = ("entries:read", "entries:write", "checkins:read", "checkins:write", "export", "capture")


class House:
    """An owner with a group, and whoever asks about them."""

    def __init__(self, app: Flask, move_clock: Callable[..., None]) -> None:
        self.app, self.move_clock = app, move_clock
        self.owner = join(app, "owner", device="own")
        self.ids = {"person_id": id_of(self.owner), "workshop_id": gather(self.owner)["id"]}

    def who(self, actor: str) -> Actor:
        makers: dict[str, Callable[[], Actor]] = {
            "owner": lambda: self.owner,
            "other": lambda: join(self.app, "other"),
            "dismissed": self.dismissed,
            "by passphrase": self.by_passphrase,
            "idle": self.idle,
            "admin": lambda: an_admin(self.app),
        }
        return makers.get(actor, lambda: someone(self.app, actor, self.move_clock))()

    def dismissed(self) -> Actor:
        actor = an_admin(self.app)
        assert operate(self.app, "dismiss", "keeper").exit_code == 0
        return actor

    def by_passphrase(self) -> Actor:
        an_admin(self.app)
        return sign_in(self.app, "keeper")

    def idle(self) -> Actor:
        actor = an_admin(self.app)
        self.move_clock(minutes=11)
        return actor

    def ask(self, asking: Actor, route: tuple[str, str], **ids: str) -> Any:
        method, rule = route
        path = re.sub(r"<uuid:(\w+)>", lambda named: {**self.ids, **ids}[named[1]], rule)
        return asking.call(method, path, MATRIX[route][1])


@pytest.fixture
def house(app: Flask, move_clock: Callable[..., None]) -> House:
    return House(app, move_clock)


def kind(response: Any) -> str:
    return str(response.json["type"].split("/")[-1])


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a1_the_matrix_of_the_desk_holds(house: House, route: tuple[str, str], actor: str) -> None:
    response = house.ask(house.who(actor), route)

    assert response.status_code == MATRIX[route][0][ACTORS.index(actor)], response.text


@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a1_no_token_of_an_admins_opens_the_desk(app: Flask, house: House, route: tuple[str, str]) -> None:
    admin = an_admin(app)
    programs = [program(admin, *scopes) for scopes in (SCOPES, *((scope,) for scope in SCOPES))]

    refusals = [house.ask(one, route) for one in programs]

    assert {(one.status_code, kind(one)) for one in refusals} == {(403, "out-of-scope")}


@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a2_to_everybody_else_the_desk_is_not_there(house: House, route: tuple[str, str]) -> None:
    stranger = house.who("other")

    desk, nothing = house.ask(stranger, route), stranger.call(route[0], "/admins/desk", MATRIX[route][1])

    assert desk.status_code == nothing.status_code == 404
    assert without_id(desk.data, desk.json) == without_id(nothing.data, nothing.json)
    assert sorted(desk.headers.keys()) == sorted(nothing.headers.keys())


@pytest.mark.parametrize("route", ACTS, ids=lambda route: f"{route[0]} {route[1]}")
def test_every_act_asks_for_a_confirmation_of_the_last_ten_minutes(house: House, route: tuple[str, str]) -> None:
    assert kind(house.ask(house.who("idle"), route)) == "confirmation-needed"


@pytest.mark.parametrize("route", ACTS, ids=lambda route: f"{route[0]} {route[1]}")
def test_what_is_not_there_is_not_found(house: House, route: tuple[str, str]) -> None:
    response = house.ask(house.who("admin"), route, person_id=str(uuid4()), workshop_id=str(uuid4()))

    assert kind(response) == "not-found"


@pytest.mark.parametrize("route", [one for one in ACTS if "people" in one[1]], ids=lambda one: f"{one[0]} {one[1]}")
@pytest.mark.parametrize("whom", ["themselves", "another"])
def test_nothing_is_done_about_an_admin_but_on_the_command_line(
    app: Flask, house: House, route: tuple[str, str], whom: str
) -> None:
    admin = house.who("admin")
    appoint(app, "owner")
    about = id_of(admin if whom == "themselves" else house.owner)

    response = house.ask(admin, route, person_id=about)

    assert (response.status_code, kind(response)) == (409, "of-an-admin")
    assert "command line" in response.json["detail"]
    assert [one.get("/entries").status_code for one in (admin, house.owner)] == [200, 200]


def test_every_route_of_the_desk_is_for_admins_and_no_other_route_is(app: Flask) -> None:
    routes = [(method, rule, policy == "desk") for method, rule, policy in every_policy(app)]

    assert {(method, rule) for method, rule, is_for_admins in routes if is_for_admins} == set(MATRIX)
    assert all(is_for_admins == rule.startswith("/api/v1/admin") for _, rule, is_for_admins in routes)
