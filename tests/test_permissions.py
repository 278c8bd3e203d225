"""Every route × everybody who might ask; a new route without a line here fails (A1–A3)."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import Person
from app.core.policy import every_policy
from app.extensions import db
from app.journal import reading
from tests.accounts.authenticator import add
from tests.admin import matrix as desk
from tests.admin.cast import an_admin
from tests.people import CONSENT, PASSPHRASE, Actor, join
from tests.workshops import matrix as groups

WRITE = {"body": "b"}
JOINING = {"username": "newcomer", "passphrase": PASSPHRASE, "consent": CONSENT}
MINE = "/api/v1/entries/<uuid:entry_id>"
PASSKEY = "/api/v1/passkeys/<uuid:passkey_id>"
MADE_UP = {
    "id": "AA",
    "rawId": "AA",
    "type": "public-key",
    "response": {"clientDataJSON": "AA", "attestationObject": "AA"},
}
REMINDER = "/api/v1/reminders/<uuid:reminder_id>"
MARK = "/api/v1/check-ins/<uuid:check_in_id>"
TOKEN = "/api/v1/tokens/<uuid:token_id>"
ACTORS = ("anonymous", "expired", "no consent", "other", "owner")
# An admin is another person, to whom nothing of anybody's is open.
AS = {"admin": "other"}

# What anonymous, expired, without consent, another person and the owner get, in this order. Bodies and headers that a
# route needs stand beside it.
OPEN, SELF, JOURNAL = (200,) * 5, (401, 401, 200, 200, 200), (401, 401, 403, 200, 200)
OWNED = (401, 401, 403, 404, 200)
MATRIX: dict[tuple[str, str], tuple[tuple[int, ...], Any, dict[str, str]]] = {
    ("POST", "/api/v1/people"): ((201,) * 5, JOINING, {}),
    ("GET", "/api/v1/person"): (SELF, None, {}),
    ("PATCH", "/api/v1/person"): (JOURNAL, {"deeper_prompts": True}, {"If-Match": '"1"'}),
    ("DELETE", "/api/v1/person"): ((401, 401, 204, 204, 204), None, {}),
    ("PUT", "/api/v1/person/consent"): (SELF, CONSENT, {}),
    ("PUT", "/api/v1/person/passphrase"): (
        (401, 401, 204, 204, 204),
        {"current": PASSPHRASE, "new": "pebble harbour violet comet"},
        {},
    ),
    ("POST", "/api/v1/person/recovery-code"): ((401, 401, 201, 201, 201), None, {}),
    ("POST", "/api/v1/person/key-rotation"): (SELF, {"passphrase": PASSPHRASE}, {}),
    ("POST", "/api/v1/passphrase-suggestions"): (OPEN, None, {}),
    ("POST", "/api/v1/recovery"): ((401,) * 5, {"recovery_code": "0" * 32, "passphrase": PASSPHRASE}, {}),
    ("POST", "/api/v1/session"): ((401,) * 5, {"username": "nobody", "passphrase": PASSPHRASE}, {}),
    ("GET", "/api/v1/session"): (SELF, None, {}),
    ("DELETE", "/api/v1/session"): ((401, 401, 204, 204, 204), None, {}),
    ("POST", "/api/v1/session/confirmation"): ((401, 401, 201, 201, 201), {"passphrase": PASSPHRASE}, {}),
    ("POST", "/api/v1/passkey-challenges"): (OPEN, {"purpose": "signing-in"}, {}),
    ("GET", "/api/v1/passkeys"): (SELF, None, {}),
    ("POST", "/api/v1/passkeys"): ((401, 401, 422, 422, 422), {"credential": MADE_UP, "name": "My phone"}, {}),
    ("PATCH", PASSKEY): ((401, 401, 404, 404, 200), {"name": "The grey one"}, {}),
    ("DELETE", PASSKEY): ((401, 401, 404, 404, 204), None, {}),
    ("GET", "/api/v1/second-step"): (SELF, None, {}),
    ("PUT", "/api/v1/second-step"): ((401, 401, 422, 422, 422), {"secret": "A" * 32, "code": "1"}, {}),
    ("DELETE", "/api/v1/second-step"): ((401, 401, 204, 204, 204), None, {}),
    ("POST", "/api/v1/second-step-secrets"): (SELF, None, {}),
    ("GET", "/api/v1/sessions"): (SELF, None, {}),
    ("DELETE", "/api/v1/sessions"): ((401, 401, 204, 204, 204), None, {}),
    ("DELETE", "/api/v1/sessions/<uuid:session_id>"): ((401, 401, 404, 404, 204), None, {}),
    ("GET", "/api/v1/tokens"): (JOURNAL, None, {}),
    ("POST", "/api/v1/tokens"): (
        (401, 401, 403, 201, 201),
        {"label": "a", "scopes": ["entries:read"], "days": 9},
        {},
    ),
    ("DELETE", "/api/v1/tokens"): ((401, 401, 403, 204, 204), None, {}),
    ("DELETE", TOKEN): ((401, 401, 403, 404, 204), None, {}),
    ("POST", "/api/v1/captures"): ((401, 401, 403, 202, 202), WRITE, {}),
    ("GET", "/api/v1/entries"): (JOURNAL, None, {}),
    ("POST", "/api/v1/entries"): ((401, 401, 403, 201, 201), WRITE, {}),
    ("GET", MINE): (OWNED, None, {}),
    ("PUT", MINE): (OWNED, WRITE, {"If-Match": '"1"'}),
    ("DELETE", MINE): ((401, 401, 403, 404, 409), None, {"If-Match": '"1"'}),
    ("PUT", f"{MINE}/trashing"): (OWNED, None, {"If-Match": '"1"'}),
    ("DELETE", f"{MINE}/trashing"): (OWNED, None, {"If-Match": '"1"'}),
    ("GET", f"{MINE}/revisions"): (OWNED, None, {}),
    ("POST", f"{MINE}/revisions/<int:number>/revival"): (OWNED, None, {"If-Match": '"2"'}),
    ("POST", "/api/v1/searches"): (JOURNAL, {"text": "b"}, {}),
    ("GET", "/api/v1/check-ins"): (JOURNAL, None, {}),
    ("DELETE", "/api/v1/check-ins"): ((401, 401, 403, 204, 204), None, {}),
    ("GET", MARK): (OWNED, None, {}),
    ("PUT", MARK): (OWNED, {"river": "ashore"}, {"If-Match": '"1"'}),
    ("DELETE", MARK): ((401, 401, 403, 404, 204), None, {"If-Match": '"1"'}),
    ("GET", "/api/v1/reminders"): (JOURNAL, None, {}),
    ("POST", "/api/v1/reminders"): ((401, 401, 403, 201, 201), {"days": ["monday"], "time": "20:30"}, {}),
    ("PATCH", REMINDER): ((401, 401, 403, 404, 200), {"time": "21:00"}, {"If-Match": '"1"'}),
    ("DELETE", REMINDER): ((401, 401, 403, 404, 204), None, {"If-Match": '"1"'}),
    ("POST", "/api/v1/calendar-feed"): ((401, 401, 403, 201, 201), None, {}),
    ("DELETE", "/api/v1/calendar-feed"): ((401, 401, 403, 204, 204), None, {}),
    ("GET", "/api/v1/outbox-key"): (JOURNAL, None, {}),
    ("PUT", "/api/v1/sealed-entries/<uuid:entry_id>"): ((401, 401, 403, 422, 422), {"sealed": "AQ"}, {}),
    ("GET", "/api/v1/looking-back"): (JOURNAL, None, {}),
    ("POST", "/api/v1/exports"): (JOURNAL, {"format": "json"}, {}),
    ("POST", "/api/v1/imports"): ((401, 401, 403, 415, 415), None, {}),
    ("GET", "/api/v1/calendar"): (JOURNAL, None, {}),
    ("GET", "/api/v1/on-this-day"): (JOURNAL, None, {}),
}
QUERIES = {
    "/api/v1/calendar": "?year=2026",
    "/api/v1/looking-back": "?from=2026-11-01&to=2026-11-30",
    "/api/v1/support": "?region=GB",
}
FILLED = {
    "<string:slug>": "co-regulation",
    "<string:prompt_id>": "reg-river-today",
    "<string:path_id>": "first-steps",
}


def api_routes(app: Flask) -> set[tuple[str, str]]:
    return {(method, rule) for method, rule, _ in every_policy(app) if rule.startswith("/api/v1/")}


def open_routes(app: Flask) -> set[tuple[str, str]]:
    """Public reading: the same for everybody."""
    return {(method, rule) for method, rule, policy in every_policy(app) if policy == "open" and method == "GET"}


def test_a1_every_route_has_a_line(app: Flask) -> None:
    needed = api_routes(app) - open_routes(app)

    assert needed == set(MATRIX) | set(groups.MATRIX) | set(desk.MATRIX)


@pytest.mark.parametrize("actor", [*ACTORS, *AS])
@pytest.mark.parametrize("route", MATRIX, ids=lambda route: f"{route[0]} {route[1]}")
def test_a1_the_matrix_holds(app: Flask, move_clock: Callable[..., None], route: tuple[str, str], actor: str) -> None:
    owner = join(app, "owner", device="own")
    entry = a_page_with_history(owner) if "revival" in route[1] else owner.write("words")
    mark = owner.mark(river="midstream")
    reminder = owner.post("/reminders", {"days": ["friday"], "time": "07:15"}).json
    token = owner.post("/tokens", {"label": "a", "scopes": ["capture"], "days": 9}).json["token"]
    add(owner)
    passkey = owner.get("/passkeys").json["items"][0]
    asking = owner if actor == "owner" else someone(app, actor, move_clock)
    ids = {"entry_id": entry, "check_in_id": mark, "reminder_id": reminder, "token_id": token, "passkey_id": passkey}

    response = ask(asking, route, {name: one["id"] for name, one in ids.items()}, owner)

    assert response.status_code == MATRIX[route][0][ACTORS.index(AS.get(actor, actor))], response.text


@pytest.mark.parametrize("actor", ["anonymous", "no consent", "other", "admin"])
def test_public_reading_is_open_to_anyone(app: Flask, move_clock: Callable[..., None], actor: str) -> None:
    asking = someone(app, actor, move_clock)
    paths = [filled(rule) for method, rule in open_routes(app) if rule.startswith("/api/v1/") and "path_id" not in rule]

    statuses = {path: asking.get(path).status_code for path in paths}

    assert set(statuses.values()) == {200}, statuses


@pytest.mark.parametrize(
    ("method", "tail", "body"),
    [
        ("GET", "", None),
        ("PUT", "", WRITE),
        ("DELETE", "", None),
        ("PUT", "/trashing", None),
        ("GET", "/revisions", None),
        ("POST", "/revisions/1/revival", None),
    ],
)
def test_a2_somebody_elses_page_and_no_page_are_the_same_answer(
    alice: Actor, bob: Actor, method: str, tail: str, body: Any
) -> None:
    entry = alice.write()

    theirs = bob.call(method, f"/entries/{entry['id']}{tail}", body, If_Match='"1"')
    nothing = bob.call(method, f"/entries/{uuid4()}{tail}", body, If_Match='"1"')

    assert theirs.status_code == nothing.status_code == 404
    assert without_id(theirs.data, theirs.json) == without_id(nothing.data, nothing.json)
    assert [name for name, _ in theirs.headers] == [name for name, _ in nothing.headers]


def test_a3_without_the_owner_filter_no_text_crosses(alice: Actor, bob: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = alice.write("alice-canary")
    columns = reading._COLUMNS
    unfiltered = reading.select(*columns).where(reading.Entry.id == reading.bindparam("entry"))
    monkeypatch.setattr(reading, "_ONE", unfiltered)

    response = bob.get(f"/entries/{entry['id']}")

    assert response.status_code == 404
    assert "alice-canary" not in response.text


def a_page_with_history(owner: Actor) -> dict[str, Any]:
    entry = owner.write("words " * 100)
    owner.put(f"/entries/{entry['id']}", {"body": "few"}, If_Match='"1"')
    return entry


def someone(app: Flask, actor: str, move_clock: Callable[..., None]) -> Actor:
    made = {"anonymous": Actor, "other": lambda app: join(app, "other"), "admin": an_admin}.get(actor)
    if made is not None:
        return made(app)
    person = join(app, "someone", device="shared")
    if actor == "expired":
        move_clock(minutes=31)
        return person
    with app.app_context():
        db.session.execute(update(Person).where(Person.username == "someone").values(consent_version="0"))
        db.session.commit()
    return person


def ask(asking: Actor, route: tuple[str, str], ids: dict[str, str], owner: Actor) -> Any:
    method, rule = route
    _, body, headers = {**MATRIX, **groups.MATRIX, **desk.MATRIX}[route]
    path = filled(rule).replace("<int:number>", "1")
    for name, value in ids.items():
        path = path.replace(f"<uuid:{name}>", value)
    if "<uuid:session_id>" in path:
        path = path.replace("<uuid:session_id>", owner.get("/session").json["session"]["id"])
    response = asking.call(method, re.sub(r"<uuid:\w+>", str(uuid4()), path), body, **headers)
    # A file that is made while it is sent ends within its own request, and not in somebody else's.
    response.get_data()
    return response


def filled(rule: str) -> str:
    path = rule + QUERIES.get(rule, "")
    for placeholder, value in FILLED.items():
        path = path.replace(placeholder, value)
    return path


def without_id(data: bytes, problem: Any) -> bytes:
    return data.replace(problem["request_id"].encode(), b"")
