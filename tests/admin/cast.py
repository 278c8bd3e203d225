"""Admins for tests: appointed on the command line, and come in with a passkey."""

from typing import Any

from click.testing import Result
from flask import Flask

from tests.accounts.authenticator import add
from tests.people import Actor, join


def operate(app: Flask, *args: str) -> Result:
    """Give a command of the operator's."""
    return app.test_cli_runner().invoke(args=["admin", *args])


def appoint(app: Flask, username: str) -> None:
    """Make somebody an admin."""
    assert operate(app, "appoint", username).exit_code == 0


def an_admin(app: Flask, username: str = "keeper", device: str = "own") -> Actor:
    """Somebody new who is an admin, signed in by more than a passphrase."""
    actor = join(app, username, device=device)
    add(actor)
    appoint(app, username)
    return actor


def id_of(actor: Actor) -> str:
    """The id of somebody's account."""
    return str(actor.get("/person").json["id"])


def found(admin: Actor, username: str) -> dict[str, Any]:
    """Somebody as the desk sees them."""
    response = admin.post("/admin/people-searches", {"username": username})
    assert response.status_code == 200, response.json
    return dict(response.json or {})
