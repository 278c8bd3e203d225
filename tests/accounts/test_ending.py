"""Where nothing was ended nothing has to be cleared away: on PostgreSQL that keeps everybody waiting for a moment."""

import pytest
from flask import Flask

from app.accounts.routes import sessions, tokens
from tests.people import Actor, program, sign_in


@pytest.fixture
def cleared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was cleared away, by the route that asked for it."""
    told: list[str] = []
    for route in (sessions, tokens):
        monkeypatch.setattr(route, "checkpoint", lambda name=route.__name__: told.append(name.rpartition(".")[2]))
    return told


@pytest.mark.parametrize("path", ["/sessions", "/sessions?tokens=end", "/tokens"])
def test_whoever_ends_nothing_has_nothing_cleared_away(alice: Actor, cleared: list[str], path: str) -> None:
    assert alice.delete(path).status_code == 204
    assert cleared == []


@pytest.mark.parametrize("path", ["/sessions", "/sessions?tokens=end", "/tokens"])
def test_what_was_ended_is_cleared_away(app: Flask, alice: Actor, cleared: list[str], path: str) -> None:
    program(alice, "capture")
    if path == "/sessions":
        sign_in(app, "alice")

    assert alice.delete(path).status_code == 204
    assert len(cleared) == 1
