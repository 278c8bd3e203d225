"""The frame stands around everything: every page and every reply with content carries notice and Support."""

from collections.abc import Iterator
from uuid import uuid4

from flask import Flask

from app.core.policy import every_policy
from tests.people import Actor
from tests.test_documentation import kinds

FILES = {"/sw.js", "/favicon.ico", "/robots.txt", "/manifest.webmanifest", "/calendar/<string:secret>.ics"}
WITHOUT_CONTENT = FILES | {"/", "/healthz", "/readyz", "/metrics", "/csp-report"}
BESIDE_CONTENT = {"/api/v1/openapi.json", "/library.json"}
QUERIES = {"/api/v1/calendar": "?year=2026", "/api/v1/looking-back": "?from=2026-11-01&to=2026-11-30"}


def everything_named(app: Flask, rule: str) -> Iterator[str]:
    """A rule with every name that the library has for its place."""
    library = app.extensions["libraries"]["en"]
    carried = [slug for slug, concept in library.concepts.items() if concept.is_carried]
    is_problem = rule.startswith("/api/problems/")
    slugs = [kind.slug for kind in kinds() if kind.__module__.startswith("app.")] if is_problem else carried
    names = {"slug": slugs, "prompt_id": library.prompts, "path_id": library.paths, "uuid:entry_id": [uuid4()]}
    for name, found in names.items():
        for placeholder in (f"<{name}>", f"<string:{name}>"):
            if placeholder in rule:
                yield from (rule.replace(placeholder, str(value)) for value in found)
                return
    if "<" not in rule:
        yield rule + QUERIES.get(rule, "")


def readable(app: Flask, *, api: bool) -> list[str]:
    rules = {rule for method, rule, _ in every_policy(app) if method == "GET" and rule.startswith("/api/v1/") is api}
    skipped = WITHOUT_CONTENT | BESIDE_CONTENT | {"/static/<release>/<path:path>"}
    return sorted(path for rule in rules - skipped for path in everything_named(app, rule))


def test_n2_every_page_carries_the_notice_and_the_way_to_support(app: Flask) -> None:
    client, short = app.test_client(), app.extensions["notices"]["en"].short
    pages = readable(app, api=False)

    bare = [
        path
        for path in pages
        for page in [client.get(path).get_data(as_text=True)]
        if short.text not in page or 'href="/support"' not in page
    ]

    assert len(pages) > 200
    assert not bare, bare


def test_n2_every_reply_with_content_carries_the_notice_and_the_header(app: Flask, alice: Actor) -> None:
    micro = app.extensions["notices"]["en"].micro.text
    alice.write("Words.", check_in={"river": "both"})
    asked = {path: alice.get(path) for path in readable(app, api=True) if path not in OWN_FRAME}
    answers = {path: answer for path, answer in asked.items() if answer.status_code == 200}

    assert len(answers) > 200
    assert [path for path, answer in answers.items() if answer.headers.get("X-Content-Notice") != micro] == []
    assert [path for path, answer in answers.items() if "support_url" not in answer.text] == []


# What says who somebody is carries no content; the notices are the frame itself.
OWN_FRAME = {"/api/v1/person", "/api/v1/sessions", "/api/v1/tokens"}


def test_n3_nothing_of_a_journal_answers_before_the_consent(app: Flask) -> None:
    consented = {(method, rule) for method, rule, policy in every_policy(app) if policy == "consented"}

    private = {rule for _, rule, policy in every_policy(app) if policy not in ("open", "credential")}
    assert {rule for rule in private if "entries" in rule or "check-ins" in rule} <= {rule for _, rule in consented}


def test_n5_nothing_looks_like_a_score(app: Flask) -> None:
    client = app.test_client()

    pages = {path: client.get(path).get_data(as_text=True) for path in ("/today", "/river", "/journal", "/write")}

    for path, page in pages.items():
        for word in ("%", "score", "/10", "average", "streak"):
            assert word not in page.lower(), (path, word)
