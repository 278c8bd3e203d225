"""What was done is answered, even where it was undone from elsewhere a moment later."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import delete, event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.models import Passkey, Person
from app.extensions import db
from app.vault.models import KeySlot
from tests.accounts.authenticator import add
from tests.people import CONSENT, PASSPHRASE, Actor

Call = Callable[[Actor], TestResponse]
NAME = {"username": "alice", "passphrase": PASSPHRASE}
TOKEN = {"label": "A program", "scopes": ["capture"], "days": 9}
# What is asked, at which of its commits it is done, and with what answer.
CALLS: dict[str, tuple[Call, int, int]] = {
    "signing in": (lambda alice: alice.post("/session", NAME), 2, 201),
    "confirming": (lambda alice: alice.post("/session/confirmation", {"passphrase": PASSPHRASE}), 2, 201),
    "a token": (lambda alice: alice.post("/tokens", TOKEN), 1, 201),
    "a setting": (lambda alice: alice.patch("/person", {"region": "GB"}, If_Match='"1"'), 1, 200),
    "a consent": (lambda alice: alice.put("/person/consent", CONSENT), 1, 200),
    "a name": (lambda alice: alice.patch(f"/passkeys/{passkey(alice)}", {"name": "Mine"}), 1, 200),
}


def passkey(actor: Actor) -> str:
    return str(actor.get("/passkeys").json["items"][0]["id"])


@pytest.mark.parametrize("name", CALLS)
def test_it_is_answered_where_everything_went_a_moment_later(
    app: Flask, alice: Actor, request: pytest.FixtureRequest, name: str
) -> None:
    call, commits, status = CALLS[name]
    add(alice)
    left = [commits]

    def go(_session: Session) -> None:
        left[0] -= 1
        if left[0] == 0:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(leave, app).result()

    event.listen(db.session, "after_commit", go)
    request.addfinalizer(lambda: event.remove(db.session, "after_commit", go))

    assert (call(alice).status_code, left[0] <= 0) == (status, True)


def leave(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        for kind in (KeySlot, Passkey, Person):
            connection.execute(delete(kind))
