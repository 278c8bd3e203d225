"""Every route × every kind of token: what a program is not made for it is refused (A1, K7)."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.admin import matrix as desk
from tests.admin.cast import appoint
from tests.people import join, program
from tests.test_permissions import MARK, MATRIX, MINE, a_page_with_history, ask
from tests.workshops import matrix as groups

# What a token has to be for, to get what its person gets; everything else it is refused.
SCOPES: dict[tuple[str, str], frozenset[str]] = {
    **dict.fromkeys(
        [
            ("GET", "/api/v1/entries"), ("GET", MINE), ("GET", f"{MINE}/revisions"), ("POST", "/api/v1/searches"),
            ("GET", "/api/v1/calendar"), ("GET", "/api/v1/on-this-day"),
        ],
        frozenset({"entries:read"}),
    ),
    **dict.fromkeys(
        [
            ("POST", "/api/v1/entries"), ("PUT", MINE), ("PUT", f"{MINE}/trashing"),
            ("DELETE", f"{MINE}/trashing"), ("POST", f"{MINE}/revisions/<int:number>/revival"),
        ],
        frozenset({"entries:write"}),
    ),
    **dict.fromkeys([("GET", "/api/v1/check-ins"), ("GET", MARK)], frozenset({"checkins:read"})),
    **dict.fromkeys(
        [("PUT", MARK), ("DELETE", MARK)], frozenset({"checkins:write"})
    ),
    ("GET", "/api/v1/looking-back"): frozenset({"entries:read", "checkins:read"}),
    ("POST", "/api/v1/exports"): frozenset({"export"}),
    ("POST", "/api/v1/captures"): frozenset({"capture"}),
}  # fmt: skip
PROGRAMS = {
    "read token": ("entries:read", "checkins:read"),
    "write token": ("entries:write", "checkins:write"),
    "export token": ("export",),
    "capture token": ("capture",),
    "expired token": tuple({scope for scopes in SCOPES.values() for scope in scopes}),
}
# Who is asking does not matter there, be it with a token or without.
FOR_ANYONE = {
    ("POST", "/api/v1/people"), ("POST", "/api/v1/passphrase-suggestions"), ("POST", "/api/v1/recovery"),
    ("POST", "/api/v1/session"), ("POST", "/api/v1/passkey-challenges"), ("POST", "/api/v1/invitation-previews"),
}  # fmt: skip
ROUTES = sorted({*MATRIX, *groups.MATRIX, *desk.MATRIX} - FOR_ANYONE)


@pytest.mark.parametrize("actor", PROGRAMS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route[0]} {route[1]}")
def test_a1_a_program_gets_what_its_token_is_for(
    app: Flask, move_clock: Callable[..., None], route: tuple[str, str], actor: str
) -> None:
    owner = join(app, "owner", device="own")
    entry = a_page_with_history(owner) if "revival" in route[1] else owner.write("words")
    mark = owner.mark(river="midstream")
    asking = program(owner, *PROGRAMS[actor], days=1)
    if route in desk.MATRIX:
        appoint(app, "owner")
    move_clock(days=1 if actor == "expired token" else 0)

    response = ask(asking, route, {"entry_id": entry["id"], "check_in_id": mark["id"]}, owner)

    assert response.status_code == expected(route, actor), response.text


def expected(route: tuple[str, str], actor: str) -> int:
    if actor == "expired token":
        return 401
    is_entitled = route in SCOPES and SCOPES[route] <= set(PROGRAMS[actor])
    return MATRIX[route][0][-1] if is_entitled else 403
