"""The commands count, pause, end and delete; they read nothing (A7, T5)."""

from uuid import uuid4

import pytest
from flask import Flask

from app.core import postgres
from tests.admin.cast import operate as desk
from tests.disk import somebody_writing
from tests.people import PASSPHRASE, Actor, program, sign_in
from tests.workshops.cast import code_of, gather

CANARY = "alice-canary"
ANEW = "pebble harbour violet comet"
COMMANDS = (
    "people", "groups", "appoint", "dismiss", "suspend", "resume", "sign-out", "delete --yes", "close-group",
)  # fmt: skip


def back_in(app: Flask) -> tuple[int, str]:
    response = Actor(app).post("/session", {"username": "alice", "passphrase": PASSPHRASE})
    return response.status_code, str(response.json.get("type", ""))


def test_everybody_is_listed_with_how_much_they_keep(app: Flask, alice: Actor, bob: Actor) -> None:
    alice.write("b" * 5000)

    lines = sorted(desk(app, "people").output.splitlines())

    assert [line.partition(":")[0] for line in lines] == ["alice", "bob-b"]
    assert "1 pages, " in lines[0] and "0 pages, 0 bytes" in lines[1]


def test_who_is_paused_is_signed_out_and_comes_in_by_no_way(app: Flask, alice: Actor) -> None:
    reader = program(alice, "entries:read")

    assert desk(app, "suspend", "Alice").exit_code == 0

    recovered = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": ANEW})
    assert (alice.get("/entries").status_code, reader.get("/entries").status_code) == (401, 401)
    assert back_in(app) == (403, "/api/problems/account-paused")
    assert recovered.json["type"] == "/api/problems/account-paused"


def test_a_wrong_passphrase_is_not_told_that_somebody_is_paused(app: Flask, alice: Actor) -> None:
    desk(app, "suspend", "alice")

    tried = Actor(app).post("/session", {"username": "alice", "passphrase": "not the passphrase"})

    assert tried.json["type"] == "/api/problems/wrong-credentials"


def test_who_is_let_in_again_finds_everything_and_the_code_still_works(app: Flask, alice: Actor) -> None:
    alice.write("The heron.")
    desk(app, "suspend", "alice")
    Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": ANEW})

    desk(app, "resume", "alice")

    assert [one["body"] for one in sign_in(app, "alice").get("/entries").json["items"]] == ["The heron."]
    recovered = Actor(app).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": ANEW})
    assert recovered.status_code == 201


def test_signing_somebody_out_ends_sessions_and_tokens_and_nothing_else(app: Flask, alice: Actor) -> None:
    reader = program(alice, "entries:read")

    told = desk(app, "sign-out", "alice").output

    assert told == "2 sessions and tokens ended.\n"
    assert (alice.get("/entries").status_code, reader.get("/entries").status_code) == (401, 401)
    assert back_in(app)[0] == 201


def test_an_account_is_deleted_for_good_when_that_is_meant(app: Flask, alice: Actor) -> None:
    kept = app.test_cli_runner().invoke(args=["admin", "delete", "alice"], input="n\n")
    still = back_in(app)[0]

    done = desk(app, "delete", "alice", "--yes")

    assert (kept.exit_code, still, done.exit_code, back_in(app)[0]) == (1, 201, 0, 401)
    assert desk(app, "people").output == ""


def test_a_group_is_listed_without_its_name_and_can_be_closed(app: Flask, alice: Actor) -> None:
    group = gather(alice, name=CANARY)
    code_of(alice, group)

    listed, closed = desk(app, "groups").output, desk(app, "close-group", group["id"])

    assert listed == f"{group['id']}: 1 members, open\n"
    assert closed.exit_code == 0
    assert alice.get(f"/workshops/{group['id']}").json["closed"] is True
    assert ": 1 members, closed on " in desk(app, "groups").output


def test_a_group_that_is_not_there_is_not_closed(app: Flask) -> None:
    assert desk(app, "close-group", str(uuid4())).exit_code == 1


@pytest.mark.parametrize("command", ["suspend", "resume", "sign-out", "delete --yes"])
@pytest.mark.parametrize("name", ["nobody-here", "\x00", "x" * 500])
def test_a_name_that_nobody_has_is_said_so(app: Flask, command: str, name: str) -> None:
    done = desk(app, *command.split(), name)

    assert (done.exit_code, done.output) == (1, "Error: Nobody here has that name.\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a7_no_command_tells_anything_that_somebody_wrote(app: Flask, alice: Actor, command: str) -> None:
    alice.write(CANARY, title=CANARY, tags=[CANARY])
    alice.mark(note=CANARY)
    group = gather(alice, name=CANARY, called=CANARY)
    about = {"people": [], "groups": [], "close-group": [group["id"]]}.get(command, ["alice"])

    done = desk(app, *command.split(), *about)

    assert done.exit_code == 0, done.output
    assert CANARY not in done.output


@pytest.mark.parametrize("command", ["suspend", "sign-out", "dismiss"])
def test_when_others_write_all_the_while_a_command_says_so_in_a_sentence(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with somebody_writing(app, monkeypatch):
        monkeypatch.setattr(postgres, "BEGIN_ALONE", postgres.BEGIN_ALONE.replace("15s", "50ms"))
        done = desk(app, command, "alice")

    assert (done.exit_code, done.output) == (1, f"Error: {postgres.WAITED}\n")
    assert alice.get("/entries").status_code == 200
