"""Words typed a moment before a page is left are kept, whichever way it is left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_outbox import writing
from tests.serving import Server

pytestmark = pytest.mark.browser
OFTEN = 8


def write_and_go(page: Page, words: str) -> None:
    page.locator("textarea:visible").first.press_sequentially(words)
    expect(page.get_by_role("status").filter(has_text="Saving")).to_be_visible()
    page.goto("about:blank")


def test_words_outlive_a_page_that_is_left_at_once(server: Server, visit: Callable[..., Visit]) -> None:
    """More than once, because a race that loses one page in three may well spare the first."""
    secret = server.join("swift")
    seen = visit(server, secret=secret)
    seen.page.on("dialog", lambda asked: asked.accept())
    seen.open("/journal")
    seen.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for turn in range(OFTEN):
        seen.open("/write")
        write_and_go(seen.page, f"Gone at once, {turn}.")

    seen.page.wait_for_timeout(1_000)
    kept = server.call("GET", "/entries", cookie=secret)[1]["items"]

    assert {page["body"] for page in kept} == {f"Gone at once, {turn}." for turn in range(OFTEN)}


def test_a_passphrase_given_too_early_stays_in_its_field(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server)
    seen.page.route("**/js/app.js", lambda _held: None)
    seen.page.goto(f"{server.address}/sign-in", wait_until="commit")
    seen.page.get_by_label("Name").fill("robin")
    seen.page.get_by_label("Passphrase", exact=True).fill("lantern otter gravel sunday")
    seen.page.get_by_role("button", name="Sign in").click()

    expect(seen.page).to_have_url(f"{server.address}/sign-in")
    expect(seen.page.get_by_label("Passphrase", exact=True)).to_have_value("lantern otter gravel sunday")


def test_words_typed_before_the_scripts_have_come_do_not_go_unasked(
    server: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(server, secret=server.join("dunlin"))
    asked: list[str] = []
    seen.page.on("dialog", lambda question: asked.append(question.type))
    seen.page.on("dialog", lambda question: question.dismiss())
    seen.page.route("**/js/app.js", lambda _held: None)
    seen.page.goto(f"{server.address}/write", wait_until="commit")
    field = seen.page.locator("textarea:visible").first
    field.press_sequentially("Too early.")

    seen.page.get_by_role("link", name="Support").first.click(no_wait_after=True)

    expect(field).to_have_value("Too early.")
    assert asked == ["beforeunload"]


def test_going_back_twice_by_a_double_tap_stays_in_the_journal(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("knot")
    entry = server.call("POST", "/entries", {"body": "On the flats."}, secret)[1]
    seen = visit(server, secret=secret)
    seen.open("/journal")
    seen.open(f"/entries/{entry['id']}")
    seen.page.get_by_role("button", name="Go on writing").click()
    seen.page.locator("textarea:visible").first.press_sequentially("More. ")

    seen.page.get_by_role("button", name="Done for now").dblclick()

    expect(seen.page.locator(".entry-page__body")).to_contain_text("More.")
    expect(seen.page).to_have_url(f"{server.address}/entries/{entry['id']}")


def test_a_page_that_is_too_long_is_kept_on_the_screen_and_told(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server, secret=server.join("plover"))
    seen.open("/write")
    field = seen.page.locator("textarea:visible").first
    field.fill("x" * 100_001)

    expect(seen.page.get_by_role("status").filter(has_text="Not saved. This may have at most")).to_be_visible()
    assert len(field.input_value()) == 100_001


def test_a_page_that_was_too_long_waits_no_more_once_it_is_saved(server: Server, visit: Callable[..., Visit]) -> None:
    page = writing(visit(server, secret=server.join("tern")), "own")
    field = page.get_by_placeholder("Start anywhere")
    field.fill("sea " * 25_001)
    expect(page.get_by_role("status").filter(has_text="Not saved").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 page is waiting here to be sent")).to_be_visible()

    field.fill("Sea.")

    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_text("waiting here to be sent")).to_be_hidden()
