"""The pages: a notice and Support on every one, nothing private in any, nothing the browser would refuse to run."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask import Flask

ENTRY = "6f1e0a3c-8a3b-4c43-9f3b-0b3a0b6f9a11"
PRIVATE = ["/today", "/write", "/journal", f"/entries/{ENTRY}", "/search", "/settings", "/taking-along", "/programs"]
OPEN = [
    "/",
    "/library",
    "/concepts/self-regulation",
    "/support",
    "/about",
    "/sign-in",
    "/sign-up",
    "/recovery",
    "/offline",
]
BROKEN = ["/nowhere", "/concepts/none", "/prompts/none"]


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(app: Flask, path: str) -> str:
    return app.test_client().get(path).text


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN])
def test_every_page_is_there_for_whoever_asks(app: Flask, path: str):
    answer = app.test_client().get(path)

    assert answer.status_code == 200
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN, *BROKEN])
def test_every_page_carries_the_notice_as_real_text(app: Flask, path: str):
    notice = app.extensions["notices"]["en"].short

    text = page(app, path)

    assert f'data-notice="short" data-notice-version="{notice.version}"' in text
    assert notice.text in text


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN, *BROKEN])
def test_support_is_in_the_header_of_every_page(app: Flask, path: str):
    header = re.search(r"<header.*?</header>", page(app, path), re.DOTALL)

    assert header
    assert 'href="/support"' in header.group()


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN, *BROKEN])
def test_every_page_has_one_heading_a_title_and_somewhere_to_skip_to(app: Flask, path: str):
    text = page(app, path)

    assert re.search(r"<title>[^<]+ · Braid</title>", text)
    assert 'href="#main"' in text
    assert 'id="main"' in text
    assert "<h1" in text


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN, *BROKEN])
def test_h5_nothing_stands_inline_that_the_policy_would_stop(app: Flask, path: str):
    for tag, attributes in Elements(page(app, path)).found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        for name, value in attributes.items():
            assert not re.fullmatch(r"style|on[a-z]+", name), (tag, name)
            assert not (value or "").startswith(("data:", "javascript:")), (tag, name)


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN, *BROKEN])
def test_l3_no_page_asks_for_anything_from_elsewhere(app: Flask, path: str):
    fetched = [
        value
        for tag, attributes in Elements(page(app, path)).found
        for name, value in attributes.items()
        if tag in ("script", "link", "img", "use") and name in ("src", "href")
    ]

    assert fetched
    assert all(value and value.startswith("/") and not value.startswith("//") for value in fetched)


@pytest.mark.parametrize("path", [*PRIVATE, *OPEN])
def test_h8_what_is_typed_before_the_scripts_are_there_is_never_put_into_an_address(app: Flask, path: str):
    forms = [attributes for tag, attributes in Elements(page(app, path)).found if tag == "form"]

    assert [form for form in forms if form.get("method") != "dialog" and "action" not in form] == []


@pytest.mark.parametrize("path", BROKEN)
def test_what_is_not_there_is_told_as_a_page(app: Flask, path: str):
    answer = app.test_client().get(path)

    assert answer.status_code == 404
    assert "<h1>Nothing here</h1>" in answer.text


def test_a_method_a_page_does_not_know_is_told_as_a_page(app: Flask):
    answer = app.test_client().post("/about")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_whoever_has_a_session_goes_straight_to_today(app: Flask):
    client = app.test_client()
    client.set_cookie("__Host-session", "x", secure=True)

    answer = client.get("/", base_url="https://localhost")

    assert (answer.status_code, answer.location) == (302, "/today")


def test_the_shell_of_a_page_is_the_same_for_every_page_of_every_journal(app: Flask):
    other = "11111111-2222-4333-8444-555555555555"

    assert page(app, f"/entries/{ENTRY}") == page(app, f"/entries/{other}")


def test_the_four_statements_stand_unticked(app: Flask):
    ticks = [
        attributes for tag, attributes in Elements(page(app, "/sign-up")).found if attributes.get("type") == "checkbox"
    ]

    statements = app.extensions["notices"]["en"].consent.statements

    assert len(ticks) >= len(statements) == 4
    assert not any("checked" in attributes for attributes in ticks)
    assert all(text in html.unescape(page(app, "/sign-up")) for text in statements.values())


def test_support_tells_every_entry_with_its_cost_and_hours(app: Flask):
    entries = app.extensions["libraries"]["en"].support.entries

    text = html.unescape(page(app, "/support"))

    assert all(entry.title in text and (entry.hours or "") in text and (entry.cost or "") in text for entry in entries)
    assert app.extensions["libraries"]["en"].support.emergency in text


def test_the_phone_is_told_a_name_and_icons_that_are_there(app: Flask):
    manifest = app.test_client().get("/manifest.webmanifest").get_json(force=True)

    found = {app.test_client().get(icon["src"]).status_code for icon in manifest["icons"]}

    assert manifest["name"] == "Braid"
    assert found == {200}


def test_a_device_that_asks_for_german_is_given_what_there_is_of_it(app: Flask) -> None:
    page = (
        app.test_client()
        .get("/prompts/rel-small-warm-moment", headers={"Accept-Language": "de"})
        .get_data(as_text=True)
    )

    assert 'lang="de">Ein kleiner warmer Moment' in page
    assert 'lang="de">Dieses Tagebuch dient dem Nachdenken' in page


def test_everybody_else_reads_the_original(app: Flask) -> None:
    page = (
        app.test_client()
        .get("/prompts/rel-small-warm-moment", headers={"Accept-Language": "fr"})
        .get_data(as_text=True)
    )

    assert 'lang="en">A small warm moment' in page
    assert "Nachdenken" not in page


@pytest.mark.parametrize("path", ["/groups", f"/groups/{ENTRY}"])
@pytest.mark.parametrize(("second_step", "is_told"), [("offered", False), ("leading", True)])
def test_who_leads_is_told_what_that_asks_where_it_asks_more(
    app: Flask, monkeypatch: pytest.MonkeyPatch, path: str, second_step: str, is_told: bool
) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], second_step=second_step))

    assert ('href="/settings#passkeys"' in page(app, path)) is is_told
    assert ("Confirm it now" in page(app, "/settings")) is is_told
