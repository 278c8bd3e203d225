"""Headers on every answer, changes only from our own pages, a policy on every route (H1–H4)."""

import inspect
import re

import pytest
from flask import Flask

from app.accounts.access import COOKIE
from app.core.policy import every_policy, require_policies
from tests import source
from tests.people import PASSPHRASE, Actor, joining

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
    "Server",
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


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/today", 200), ("/sw.js", 200), ("/favicon.ico", 200), ("/nothing", 404)]
)
def test_h1_pages_and_files_are_dressed_too(anybody: Actor, path: str, status: int) -> None:
    response = anybody.client.get(path)

    assert response.status_code == status
    assert [name for name in ALWAYS if name not in response.headers] == []


def test_h1_what_leads_elsewhere_is_dressed_too(alice: Actor) -> None:
    response = alice.client.get("/", base_url="https://localhost")

    assert response.status_code == 302
    assert [name for name in ALWAYS if name not in response.headers] == []


def test_h1_a_file_of_this_release_is_dressed_but_for_a_pages_policy(anybody: Actor) -> None:
    path = re.findall(r"/static/[\w./-]+\.js", anybody.client.get("/").text)[0]

    response = anybody.client.get(path)

    assert response.status_code == 200
    assert [name for name in ALWAYS if name not in response.headers] == ["Content-Security-Policy"]


def test_h1_what_is_too_large_is_dressed_too(alice: Actor) -> None:
    response = alice.post("/entries", {"body": "x" * 1_500_000})

    assert response.status_code == 413
    assert [name for name in ALWAYS if name not in response.headers] == []


def test_h1_what_fails_is_dressed_too(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.journal.routes.finding.search", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    response = alice.post("/searches", {"text": "heron"})

    assert response.status_code == 500
    assert [name for name in ALWAYS if name not in response.headers] == []


def test_h4_one_place_alone_sets_a_cookie_and_there_is_one() -> None:
    setting = [
        source.name(path)
        for path in source.files("app/**/*.py")
        for name, _ in source.calls(path)
        if name == "set_cookie"
    ]

    assert setting == ["app/accounts/access.py"]
    assert COOKIE == "__Host-session"


def test_h4_no_answer_sets_another_cookie(app: Flask) -> None:
    robin = Actor(app)
    answers = [
        robin.post("/people", joining("robin")),
        robin.post("/session/confirmation", {"passphrase": PASSPHRASE}),
        *(robin.get(path) for path in ("/person", "/entries", "/themes", "/workshops")),
        robin.client.get("/today", base_url="https://localhost"),
        robin.delete("/session"),
    ]

    set_ = [header.partition("=")[0] for answer in answers for header in answer.headers.getlist("Set-Cookie")]

    assert set_ == ["__Host-session"] * 3


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


def test_a1_every_route_says_who_may_call_it(app: Flask) -> None:
    assert [rule for _, rule, policy in every_policy(app) if policy is None] == []


def test_a1_a_route_without_a_policy_stops_the_app(app: Flask) -> None:
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


def test_nothing_that_answers_is_asynchronous(app: Flask) -> None:
    hooks = (
        *app.before_request_funcs.values(),
        *app.after_request_funcs.values(),
        *app.teardown_request_funcs.values(),
    )
    functions = [*app.view_functions.values(), *(one for hook in hooks for one in hook)]

    assert [one for one in functions if inspect.iscoroutinefunction(one)] == []
