"""The desk on the web lists, pauses, ends and deletes, and those it was done to can see so."""

import io
import json
import logging
import threading

import pytest
from flask import Flask
from sqlalchemy.sql import Executable

from app.accounts.sessions import recognise
from app.admin import counting, desk
from app.core.database import run
from app.core.logs import JsonLines, log
from app.errors import NotFound
from tests.admin.cast import an_admin, found, id_of, operate
from tests.people import PASSPHRASE, Actor, join, program, sign_in
from tests.test_query_counts import counted
from tests.workshops.cast import gather

MANY = 7


@pytest.fixture
def keeper(app: Flask) -> Actor:
    """An admin."""
    return an_admin(app)


def walked(keeper: Actor, path: str, limit: int = 2) -> list[dict]:
    """Everything that a list holds, page by page."""
    page = keeper.get(f"{path}?limit={limit}").json
    items = list(page["items"])
    while page["next"]:
        page = keeper.get(f"{path}?limit={limit}&cursor={page['next']}").json
        items += page["items"]
    return items


def back_in(app: Flask) -> str:
    """What alice is told when she signs in."""
    response = Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE})
    return str(response.json.get("detail", "in"))


def test_everything_is_counted(keeper: Actor, alice: Actor, bob: Actor) -> None:
    alice.write("b" * 5_000)
    gather(alice)
    keeper.put(f"/admin/people/{id_of(bob)}/pause")
    keeper.put(f"/admin/workshops/{gather(alice)['id']}/closing")

    counts = keeper.get("/admin/counts").json

    assert counts.pop("sealed_bytes") > 5_000
    assert counts == {"people": 3, "suspended": 1, "entries": 1, "groups": 2, "closed": 1}


def test_counting_a_large_house_keeps_nobody_waiting(
    keeper: Actor, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = threading.Event()

    def slowly(statement: Executable) -> object:
        other = threading.Thread(target=lambda: alice.get("/entries").status_code == 200 and met.set())
        other.start()
        other.join(5)
        assert met.is_set()
        return run(statement)

    monkeypatch.setattr(counting, "run", slowly)

    assert keeper.get("/admin/counts").status_code == 200


def test_people_are_listed_page_by_page_each_once(app: Flask, keeper: Actor) -> None:
    names = {join(app, f"person-{number}").get("/person").json["username"] for number in range(MANY)}

    listed = [one["username"] for one in walked(keeper, "/admin/people")]

    assert sorted(listed) == sorted({*names, "keeper"})


def test_a_list_goes_on_after_somebody_who_was_deleted_meanwhile(app: Flask, move_clock) -> None:
    for number in range(3):
        join(app, f"person-{number}")
    move_clock(days=1)
    keeper = an_admin(app)
    first = keeper.get("/admin/people?limit=2").json
    seen = [one["username"] for one in first["items"]]

    operate(app, "delete", seen[-1], "--yes")

    rest = keeper.get(f"/admin/people?cursor={first['next']}").json["items"]
    assert seen[0] == "keeper"
    assert len({*seen, *(one["username"] for one in rest)}) == 4


@pytest.mark.parametrize("path", ["/admin/people", "/admin/workshops"])
@pytest.mark.parametrize("cursor", ["AA", "MjAyNi0xMS0yOHx4", "x" * 200])
def test_a_cursor_that_was_not_given_out_is_refused(keeper: Actor, path: str, cursor: str) -> None:
    assert keeper.get(f"{path}?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("path", ["/admin/people", "/admin/workshops", "/admin/counts"])
@pytest.mark.parametrize("size", [1, MANY])
def test_a_list_costs_the_same_however_many_there_are(app: Flask, keeper: Actor, path: str, size: int) -> None:
    for number in range(size):
        gather(join(app, f"person-{number}"))

    with counted(app) as statements:
        keeper.get(path)

    # Of these two find out who is asking, and whether they have a second step.
    assert len(statements) <= 6, statements


@pytest.mark.parametrize("typed", ["alice", "ALICE", "Ａｌｉｃｅ"])
def test_somebody_is_found_by_their_name_however_it_is_written(keeper: Actor, alice: Actor, typed: str) -> None:
    entry = alice.write("b" * 5_000)

    account = found(keeper, typed)

    assert account.pop("sealed_bytes") > 5_000
    assert account == {
        "id": id_of(alice), "username": "alice", "created_on": entry["day"], "suspended_on": None, "entry_count": 1,
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["ali", "nobody", "%", "", " alice"])
def test_part_of_a_name_finds_nobody(keeper: Actor, alice: Actor, typed: str) -> None:
    assert keeper.post("/admin/people-searches", {"username": typed}).status_code == 404


def test_who_is_paused_comes_in_no_more_and_is_told_why(app: Flask, keeper: Actor, alice: Actor) -> None:
    reader = program(alice, "entries:read")

    paused = keeper.put(f"/admin/people/{id_of(alice)}/pause").json

    assert paused["suspended_on"] is not None
    assert (alice.get("/entries").status_code, reader.get("/entries").status_code) == (401, 401)
    assert back_in(app) == "Whoever runs this server has paused your account. Nothing you wrote was deleted."


def test_who_is_let_in_again_is_in_again(app: Flask, keeper: Actor, alice: Actor) -> None:
    whom = id_of(alice)
    keeper.put(f"/admin/people/{whom}/pause")

    resumed = keeper.delete(f"/admin/people/{whom}/pause").json

    assert (resumed["suspended_on"], back_in(app)) == (None, "in")


def test_pausing_twice_keeps_the_first_day(app: Flask, keeper: Actor, alice: Actor, move_clock) -> None:
    whom = id_of(alice)
    first = keeper.put(f"/admin/people/{whom}/pause").json
    move_clock(days=3)

    again = an_admin(app, "second").put(f"/admin/people/{whom}/pause").json

    assert again["suspended_on"] == first["suspended_on"]


def test_who_was_signed_out_is_told_so_when_they_are_back(app: Flask, keeper: Actor, alice: Actor) -> None:
    reader, before = program(alice, "entries:read"), alice.get("/person").json

    assert keeper.delete(f"/admin/people/{before['id']}/sessions").status_code == 204

    after = sign_in(app, "alice").get("/person").json
    assert (alice.get("/entries").status_code, reader.get("/entries").status_code) == (401, 401)
    assert before["signed_out_on"] is None
    assert after["signed_out_on"] is not None


def test_an_account_is_deleted_with_all_it_kept(app: Flask, keeper: Actor, alice: Actor) -> None:
    alice.write()

    assert keeper.delete(f"/admin/people/{id_of(alice)}").status_code == 204

    assert back_in(app).startswith("The name and the passphrase do not go together.")
    assert keeper.get("/admin/counts").json["entries"] == 0


def test_who_is_dismissed_while_they_act_does_not_act(app: Flask, keeper: Actor, alice: Actor) -> None:
    whom = alice.get("/person").json["id"]
    with app.app_context():
        visitor = recognise(keeper.cookie)
    assert visitor is not None

    operate(app, "dismiss", "keeper")

    with app.app_context(), pytest.raises(NotFound):
        desk.suspend(visitor, whom)
    assert alice.get("/entries").status_code == 200


def test_the_log_says_what_was_done_and_not_to_whom(keeper: Actor, alice: Actor) -> None:
    whom, group = id_of(alice), gather(alice)
    handler = logging.StreamHandler(stream := io.StringIO())
    handler.setFormatter(JsonLines())
    log.addHandler(handler)
    log.setLevel("INFO")

    for method, path in (
        ("POST", "/admin/people-searches"), ("PUT", f"/admin/people/{whom}/pause"),
        ("DELETE", f"/admin/people/{whom}/pause"), ("DELETE", f"/admin/people/{whom}/sessions"),
        ("PUT", f"/admin/workshops/{group['id']}/closing"), ("DELETE", f"/admin/people/{whom}"),
    ):  # fmt: skip
        keeper.call(method, path, {"username": "alice"} if method == "POST" else None)
    log.removeHandler(handler)
    log.setLevel("WARNING")

    events = [json.loads(line).get("event") for line in stream.getvalue().splitlines()]
    assert [one for one in events if one] == EVENTS
    assert [word for word in ("alice", "keeper", whom, group["id"]) if word in stream.getvalue()] == []


EVENTS = ["account paused", "account resumed", "account signed out", "group closed", "account deleted"]
