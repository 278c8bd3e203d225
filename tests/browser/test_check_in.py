"""A check-in on the phone: one tap, in words, taken back at will; and the river it becomes."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_outbox import DUMP, wait_for
from tests.browser.test_pages import RULES
from tests.serving import Server

pytestmark = pytest.mark.browser


NAMES = itertools.count()


@pytest.fixture
def robin(server: Server) -> str:
    return server.join(f"robin{next(NAMES)}")


def marks(server: Server, secret: str) -> list[dict[str, Any]]:
    return list(server.call("GET", "/check-ins", None, secret)[1]["items"])


def opened(seen: Visit, path: str) -> Page:
    seen.open(path)
    return seen.page


def tap(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label).check(force=True)
    expect(page.get_by_role("status").filter(has_text="Noted")).to_be_visible()


def test_one_tap_notes_it_down_and_another_amends_it(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    seen = visit(server, secret=robin)
    seen.open("/today")

    tap(seen.page, "A bit tight")
    expect(seen.page.get_by_text("careful, braced, not much room").last).to_be_visible()
    tap(seen.page, "Out of the water")
    seen.page.wait_for_timeout(300)

    assert [(one["river"], one["version"]) for one in marks(server, robin)] == [("ashore", 2)]
    assert seen.all_complaints() == []


def test_more_is_said_in_words_and_all_of_it_is_taken_back(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = opened(seen, "/today")
    tap(page, "Moving")

    page.get_by_text("Say more, if you like").click()
    page.get_by_role("button", name="bittersweet").click()
    page.get_by_label("A word of your own").fill("Sehnsucht")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="too close").click()
    page.get_by_label("A line of your own").fill("The kettle, the radio.")
    page.get_by_label("A line of your own").blur()
    page.wait_for_timeout(500)

    kept = marks(server, robin)[0]
    assert (kept["feelings"], kept["connection"]["place"]) == (["bittersweet", "Sehnsucht"], "too-close")
    assert kept["note"] == "The kettle, the radio."
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    assert marks(server, robin) == []
    assert seen.all_complaints() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_when_everything_is_open(
    server: Server, visit: Callable[..., Visit], robin: str, scheme: str
) -> None:
    server.call("PATCH", "/person", {"body_words": True}, robin, version=1)
    seen = visit(server, secret=robin, scheme=scheme)
    page = opened(seen, "/today")
    tap(page, "Both banks")
    page.get_by_text("Say more, if you like").click()
    page.get_by_role("button", name="fluttery").click()
    page.wait_for_timeout(400)  # colours take a moment to change, and axe would read them half-way

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})

    assert found.response["violations"] == [], found.generate_report()


def test_on_a_shared_device_a_mark_that_does_not_get_through_says_so_and_can_be_tried_again(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = opened(seen, "/today")
    expect(page.get_by_role("heading", name="Where in the river?")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("radio", name="Moving").check(force=True)
    expect(page.get_by_text("This is not noted yet.")).to_be_visible()

    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status").filter(has_text="Noted")).to_be_visible()

    assert [one["river"] for one in marks(server, robin)] == ["midstream"]


def test_on_ones_own_device_a_mark_waits_for_a_line_and_can_be_changed_and_taken_back(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    seen.context.add_init_script("localStorage.setItem('device', 'own')")
    page = opened(seen, "/today")
    expect(page.get_by_role("heading", name="Where in the river?")).to_be_visible()
    kept = page.get_by_role("status").filter(has_text="Kept on this device")
    page.context.set_offline(True)
    page.get_by_role("radio", name="Moving").check(force=True)
    expect(kept).to_be_visible()
    page.get_by_text("Say more, if you like").click()
    page.get_by_label("A line of your own").last.fill("canary on the line")
    page.get_by_label("A line of your own").last.blur()
    page.wait_for_timeout(500)
    assert "canary" not in page.evaluate(DUMP)

    page.context.set_offline(False)
    wait_for(
        lambda: [(one["river"], one["note"]) for one in marks(server, robin)], [("midstream", "canary on the line")]
    )
    page.get_by_role("radio", name="Swept along").check(force=True)
    expect(page.get_by_role("status").filter(has_text="Noted")).to_be_visible()
    assert [one["river"] for one in marks(server, robin)] == ["wild-bank"]

    page.context.set_offline(True)
    page.get_by_role("radio", name="Moving").check(force=True)
    expect(kept).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Take it back").click()
    wait_for(lambda: marks(server, robin), [])


def test_a_mark_that_only_waited_is_taken_back_without_a_line(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    seen.context.add_init_script("localStorage.setItem('device', 'own')")
    page = opened(seen, "/today")
    expect(page.get_by_role("heading", name="Where in the river?")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("radio", name="Moving").check(force=True)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()

    page.context.set_offline(False)
    page.reload()
    page.wait_for_load_state("networkidle")

    assert marks(server, robin) == []


def test_the_river_says_the_same_in_words_and_lets_a_mark_go(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = opened(seen, "/today")
    tap(page, "Swept along")

    seen.open("/river")
    expect(page.get_by_text("swept along").last).to_be_visible()
    page.get_by_role("button", name="Take back the mark of today").click()
    expect(page.get_by_text("Your river starts when you mark it")).to_be_visible()
    # Where nothing is marked, nothing flows: a whole river would look like weeks that somebody had marked.
    expect(page.locator(".river-page__river .river__under")).to_have_count(1)
    expect(page.locator(".river-page__river .river__strand")).to_have_count(0)

    expect(page.get_by_role("heading", name="The same, in words")).to_be_focused()
    assert marks(server, robin) == []
    assert seen.all_complaints() == []


def test_whoever_turned_it_off_is_not_asked(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    server.call("PATCH", "/person", {"check_in": False}, robin, version=1)
    seen = visit(server, secret=robin)

    page = opened(seen, "/today")
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("heading", name="Where in the river?")).to_be_hidden()


def test_a_mark_goes_with_the_page_and_is_taken_back_with_it(server: Server, visit: Callable[..., Visit]) -> None:
    robin = server.join("marks-a-page")
    seen = visit(server, secret=robin)
    seen.open("/write")
    page = seen.page
    page.get_by_placeholder("Start anywhere").fill("The kettle, the radio.")
    page.get_by_text("Where in the river?").click()
    page.get_by_role("radio", name="A bit tight").check(force=True)
    page.get_by_text("Say more, if you like").click()
    page.get_by_label("A line of your own").fill("Slept badly")
    page.get_by_role("button", name="Done for now").click()

    expect(page.locator(".entry-page__mark")).to_have_text("a bit tight Slept badly", timeout=10_000)
    entry = server.call("GET", "/entries", None, robin)[1]["items"][0]
    assert (entry["check_in"]["river"], entry["check_in"]["note"]) == ("near-still", "Slept badly")
    assert server.call("GET", "/check-ins?limit=10", None, robin)[1]["items"] == []

    page.get_by_role("button", name="Go on writing").click()
    page.get_by_text("Where in the river?").click()
    expect(page.get_by_role("radio", name="A bit tight")).to_be_checked()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Done for now").click()
    expect(page.get_by_text("Slept badly")).to_be_hidden()
    assert server.call("GET", "/entries", None, robin)[1]["items"][0]["check_in"] is None
    assert seen.all_complaints() == []
