"""Back from a page: the list is as it was left; filters by theme and by prompt."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_outbox import DUMP
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()


@pytest.fixture
def robin(server: Server) -> str:
    secret = server.join(f"finder{next(NAMES)}")
    for number in range(60):
        server.call("POST", "/entries", {"body": f"Heron number {number} by the weir.", "day": "2026-01-05"}, secret)
    server.call("POST", "/entries", {"body": "A cup.", "prompt": "rel-small-warm-moment"}, secret)
    server.call("POST", "/entries", {"body": "A map.", "concepts": ["integration"]}, secret)
    return secret


def own(visit: Callable[..., Visit], server: Server, secret: str) -> Visit:
    seen = visit(server, secret=secret)
    seen.context.add_init_script("localStorage.setItem('device', 'own')")
    seen.open("/today")
    seen.page.wait_for_load_state("networkidle")
    return seen


def test_back_from_a_page_finds_the_search_as_it_was(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    seen = own(visit, server, robin)
    seen.open("/search")
    page = seen.page
    page.get_by_role("searchbox").fill("heron weir")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("button", name="More pages").click()
    found = page.locator(".journal__rows li", has_text="number 20").get_by_role("link")
    found.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert "heron" not in page.evaluate(DUMP)
    found.click()
    expect(page.get_by_role("button", name="Go on writing")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("searchbox")).to_have_value("heron weir")
    expect(found).to_be_in_viewport()
    assert not any("heron" in address for address in seen.addresses)
    assert seen.all_complaints() == []


def test_a_list_that_is_opened_anew_begins_at_its_beginning(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = own(visit, server, robin)
    seen.open("/search")
    seen.page.get_by_role("searchbox").fill("heron")
    seen.page.get_by_role("button", name="Search", exact=True).click()
    expect(seen.page.get_by_text("Newest first.")).to_be_visible()

    seen.open("/today")
    seen.open("/search")

    expect(seen.page.get_by_role("searchbox")).to_have_value("")


def test_pages_are_filtered_by_a_whole_theme_and_by_a_prompt(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = own(visit, server, robin)
    page = seen.page
    seen.open("/journal")
    rows = page.locator(".journal__rows li")
    page.get_by_label("Idea").select_option("theme:integration")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("A map.")

    seen.open("/prompts/rel-small-warm-moment")
    page.get_by_role("link", name="Your pages from this prompt").click()

    expect(page.get_by_text("Pages in answer to")).to_contain_text("A small warm moment")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("A cup.")
    page.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(25)
