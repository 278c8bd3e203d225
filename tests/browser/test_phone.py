"""What a phone is kept for: the library without a line, a full device, another app's words, a newer release."""

import itertools
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_outbox import CANARY, DUMP, bodies, wait_for, writing
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
# DevTools' own override of the quota does not reach IndexedDB, so the refusal is made here, in the browser's words.
FULL = """() => { IDBObjectStore.prototype.put = () => { throw new DOMException('Full.', 'QuotaExceededError') } }"""
KEPT_ADDRESSES = """async () => (await Promise.all((await caches.keys()).map(async name =>
  (await (await caches.open(name)).keys()).map(request => request.url)))).flat()"""
ANSWERED = """async paths => (await Promise.all(paths.map(path =>
  fetch(path).then(() => [path], () => [])))).flat()"""
HOLDS = "async paths => (await Promise.all(paths.map(path => caches.match(path)))).every(Boolean)"


@pytest.fixture
def robin(server: Server) -> str:
    return server.join(f"phone{next(NAMES)}")


def with_library(seen: Visit) -> Page:
    page = writing(seen, "own")
    page.evaluate("navigator.serviceWorker.controller.postMessage('keep the library')")
    # The last idea of the last shelf, and the shelf of prompts that comes before all of them.
    last = page.evaluate(
        "fetch('/library').then(a => a.text()).then(t => t.match(/\\/(concepts|paths)\\/[\\w-]+/g).at(-1))"
    )
    wait_for(lambda: page.evaluate(HOLDS, ["/library.json", last]), True, 30)
    return page


def test_a_device_without_room_says_so_and_the_words_go_on_when_they_can(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    page.evaluate(FULL)
    seen.context.set_offline(True)
    page.get_by_placeholder("Start anywhere").fill(CANARY)

    expect(page.get_by_role("status").filter(has_text="no room to keep it")).to_be_visible(timeout=15_000)
    expect(page.get_by_placeholder("Start anywhere")).to_have_value(CANARY)
    seen.context.set_offline(False)

    wait_for(lambda: bodies(server, robin), [CANARY])
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=15_000)


def test_the_library_is_read_and_answered_without_a_line(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = with_library(seen)
    seen.context.set_offline(True)

    seen.open("/library")
    page.get_by_role("link", name="Find a prompt").wait_for()
    seen.open("/concepts/co-regulation")
    expect(page.get_by_role("heading", name="Steadying one another")).to_be_visible()
    page.get_by_role("link", name="A small warm moment").first.click()
    expect(page.get_by_role("heading", name="A small warm moment")).to_be_visible()
    page.get_by_role("textbox").first.fill(CANARY)
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible(timeout=15_000)
    seen.context.set_offline(False)

    wait_for(lambda: bodies(server, robin), [CANARY])
    entry = server.call("GET", "/entries", None, robin)[1]["items"][0]
    assert entry["prompt"]["id"] == "rel-small-warm-moment"


def test_today_offers_a_prompt_without_a_line(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    seen = visit(server, secret=robin)
    page = with_library(seen)
    seen.context.set_offline(True)

    seen.open("/today")
    heading = page.locator("#ask")
    expect(heading).not_to_have_text("Today’s prompt", timeout=10_000)
    before = heading.inner_text()
    page.get_by_role("button", name="Another").click()

    expect(heading).not_to_have_text(before)
    expect(page.get_by_text("The page works without one.")).to_be_hidden()


def test_h6_nothing_of_the_api_is_kept_or_answered_by_the_phone(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    server.call("POST", "/entries", {"body": CANARY}, robin)
    seen = visit(server, secret=robin)
    page = with_library(seen)
    seen.open("/journal")
    expect(page.locator(".journal__rows")).to_contain_text(CANARY)
    kept, addresses = page.evaluate(DUMP), page.evaluate(KEPT_ADDRESSES)
    seen.context.set_offline(True)

    answered = page.evaluate(ANSWERED, ["/api/v1/entries", "/api/v1/themes", "/library.json"])

    assert CANARY not in kept
    assert addresses
    assert [address for address in addresses if "/api/" in address] == []
    assert answered == ["/library.json"]


def test_what_another_app_shares_is_seen_first_and_kept_when_said_so(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    share = """text => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' })
      form.append(Object.assign(document.createElement('input'), { name: 'text', value: text }))
      document.body.append(form)
      form.submit()
    }"""
    page.evaluate(share, CANARY)

    expect(page.get_by_placeholder("Start anywhere")).to_have_value(CANARY)
    page.wait_for_timeout(2_500)
    assert bodies(server, robin) == []
    assert CANARY not in page.evaluate(DUMP)
    page.get_by_role("button", name="Done for now").click()

    wait_for(lambda: bodies(server, robin), [CANARY])
    assert not any("canary" in address for address in seen.addresses)


def test_a_newer_release_is_told_of_and_loaded_when_asked_for(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    page.get_by_placeholder("Start anywhere").fill(CANARY)
    page.evaluate("navigator.serviceWorker.dispatchEvent(new Event('controllerchange'))")

    with page.expect_navigation():
        page.get_by_role("button", name="Load it").click()

    wait_for(lambda: bodies(server, robin), [CANARY])


def test_the_manifest_names_icons_shortcuts_and_where_to_share(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server)
    seen.open("/")
    manifest = json.loads(seen.page.evaluate("fetch('/manifest.webmanifest').then(answer => answer.text())"))

    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable", "monochrome"}
    assert [one["url"] for one in manifest["shortcuts"]] == ["/write", "/today", "/support"]
    assert manifest["share_target"]["method"] == "POST"
    for icon in manifest["icons"]:
        assert seen.page.evaluate("address => fetch(address).then(answer => answer.ok)", icon["src"])
