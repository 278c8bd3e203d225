"""A small cast, each with a client of their own that speaks as our pages do."""

from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

PASSPHRASE = "lantern otter gravel sunday"
CONSENT = {"version": "1", "adult": True, "not_therapy": True, "unwatched": True, "keeping": True}
BASE = "/api/v1"


class Actor:
    """Somebody at a browser: same origin, JSON, cookies kept."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.headers = {"Sec-Fetch-Site": "same-origin"}
        self.recovery_code = ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Call the API (paths begin after /api/v1) with header names written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        options: dict[str, Any] = {"json": body} if body is not None else {}
        return self.client.open(
            path if path.startswith("/api/") else BASE + path,
            method=method,
            base_url="https://localhost",
            headers={**self.headers, **named},
            **options,
        )

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.call("PUT", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.call("PATCH", path, body, **headers)

    def delete(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.call("DELETE", path, body, **headers)

    def write(self, body: str = "The bus driver waited.", **fields: Any) -> dict[str, Any]:
        """Write an entry and return it."""
        response = self.post("/entries", {"body": body, **fields})
        assert response.status_code == 201, response.json
        return dict(response.json or {})

    def mark(self, **fields: Any) -> dict[str, Any]:
        """Note a check-in down and return it."""
        response = self.put(f"/check-ins/{uuid4()}", fields, If_None_Match="*")
        assert response.status_code == 201, response.json
        return dict(response.json or {})

    @property
    def cookie(self) -> str:
        """The session's secret."""
        found = self.client.get_cookie("__Host-session", domain="localhost")
        return found.value if found else ""

    @cookie.setter
    def cookie(self, value: str) -> None:
        self.client.set_cookie("__Host-session", value, domain="localhost", secure=True)


class Program(Actor):
    """A program that asks with a token, and sends no cookie."""

    def __init__(self, app: Flask, token: str) -> None:
        super().__init__(app)
        self.token = token
        self.headers = {"Authorization": f"Bearer {token}"}


def program(actor: Actor, *scopes: str, **fields: Any) -> Program:
    """A program that somebody makes a token for."""
    response = actor.post("/tokens", {"label": "A program", "scopes": scopes, "days": 90, **fields})
    assert response.status_code == 201, response.json
    return Program(actor.client.application, response.json["secret"])


def joining(username: str, **fields: Any) -> dict[str, Any]:
    """What somebody sends to join."""
    return {"username": username, "passphrase": PASSPHRASE, "consent": CONSENT, **fields}


def join(app: Flask, username: str, **fields: Any) -> Actor:
    """Somebody who has just joined and is signed in."""
    actor = Actor(app)
    response = actor.post("/people", joining(username, **fields))
    assert response.status_code == 201, response.json
    actor.recovery_code = response.json["recovery_code"]
    return actor


def sign_in(app: Flask, username: str, passphrase: str = PASSPHRASE) -> Actor:
    """The same person on another device."""
    actor = Actor(app)
    response = actor.post("/session", {"username": username, "passphrase": passphrase})
    assert response.status_code == 201, response.json
    return actor
