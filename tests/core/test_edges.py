"""Headers on every answer, changes only from our own pages, a policy on every route (H1–H4)."""

import pytest
from flask import Flask

from app.core.policy import every_policy, require_policies
from tests.people import Actor

ALWAYS = (
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Content-Security-Policy",
    "Permissions-Policy",
    "Cache-Control",
    "X-Request-Id",
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/themes", 200),
        ("GET", "/api/v1/nothing-here", 404),
        ("GET", "/api/v1/entries", 401),
        ("PUT", "/api/v1/themes", 405),
        ("POST", "/api/v1/people", 415),
    ],
)
def test_h1_every_answer_is_dressed(anybody: Actor, method: str, path: str, status: int) -> None:
    response = anybody.call(method, path)

    assert response.status_code == status
    assert [name for name in ALWAYS if name not in response.headers] == []
    assert response.headers["X-Content-Notice"].startswith("For reflection and learning.")


def test_h3_no_answer_lets_another_origin_in(anybody: Actor) -> None:
    response = anybody.get("/themes", Origin="https://elsewhere.example")

    assert not [name for name, _ in response.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_h2_a_change_from_another_site_is_refused(alice: Actor, site: str) -> None:
    response = alice.post("/entries", {"body": "a"}, Sec_Fetch_Site=site)

    assert response.status_code == 403
    assert response.json["type"].endswith("/foreign-origin")


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_h2_without_fetch_metadata_the_origin_decides(alice: Actor, origin: str | None) -> None:
    alice.headers = {} if origin is None else {"Origin": origin}

    response = alice.post("/entries", {"body": "a"})

    assert response.status_code == 403


def test_h2_our_own_origin_is_enough_where_there_is_no_fetch_metadata(alice: Actor) -> None:
    alice.headers = {"Origin": "http://localhost:8000"}

    assert alice.post("/entries", {"body": "a"}).status_code == 201


def test_h2_signing_in_is_checked_even_without_a_cookie(anybody: Actor) -> None:
    response = anybody.post("/session", {"username": "a", "passphrase": "b"}, Sec_Fetch_Site="cross-site")

    assert response.status_code == 403


def test_h10_forwarded_addresses_change_nothing_without_a_proxy(anybody: Actor) -> None:
    wrong = {"username": "alice", "passphrase": "not the right one at all"}
    statuses = [anybody.post("/session", wrong, X_Forwarded_For=f"203.0.113.{n}").status_code for n in range(6)]

    assert statuses == [401] * 5 + [429]


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    assert [rule for _, rule, policy in every_policy(app) if policy is None] == []


def test_a_route_without_a_policy_stops_the_app(app: Flask) -> None:
    silent = Flask("silent", static_folder=None)
    silent.add_url_rule("/silent", view_func=lambda: "")

    with pytest.raises(RuntimeError, match="/silent"):
        require_policies(silent)


def test_problems_explain_themselves(anybody: Actor) -> None:
    problem = anybody.get("/nothing-here").json

    assert problem["type"] == "/api/problems/not-found"
    assert problem["status"] == 404
    assert problem["request_id"]


@pytest.mark.parametrize(
    ("method", "path", "slug"),
    [("PUT", "/themes", "method-not-offered"), ("POST", "/people", "not-json"), ("GET", "/nothing", "not-found")],
)
def test_failures_of_http_itself_are_problems_too(anybody: Actor, method: str, path: str, slug: str) -> None:
    problem = anybody.call(method, path).json

    explained = anybody.get(problem["type"])

    assert problem["type"] == f"/api/problems/{slug}"
    assert explained.status_code == 200
