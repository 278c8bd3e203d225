"""Whole ways through the app with the keyboard alone: what has the focus can always be seen to have it."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.people import PASSPHRASE
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
DESK = {"width": 1280, "height": 900}
UNDER_FOCUS = """() => {
  const on = document.activeElement
  const labels = [...on.labels ?? []].map(label => label.innerText)
  return on === document.body ? '' : [on.placeholder, on.innerText, on.ariaLabel, ...labels].join(' ')
}"""
SHOWS_FOCUS = """() => {
  const on = document.activeElement, frame = on.closest('.field-frame') ?? on
  const styles = [on, frame].map(one => getComputedStyle(one))
  return styles[0].outlineStyle !== 'none' || styles.some(style => style.boxShadow !== 'none')
}"""


@pytest.fixture
def somebody(server: Server) -> str:
    return server.join(f"keys{next(NAMES)}")


def test_a_journal_is_begun_and_come_back_to(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server, size=DESK)
    page = seen.page
    seen.open("/sign-up")
    page.wait_for_load_state("networkidle")
    for statement in page.locator(".sign-up__step input[type=checkbox]:visible").all():
        to(page, statement.evaluate("box => box.labels[0].innerText"))
        page.keyboard.press("Space")
    press(page, "Go on")
    expect(page.get_by_role("heading", name="As you like it")).to_be_focused()
    press(page, "Go on")
    expect(page.get_by_role("heading", name="Your way in")).to_be_focused()
    to(page, "A name")
    page.keyboard.type("keyboard-wren")
    to(page, "Passphrase")
    page.keyboard.type(PASSPHRASE)
    to(page, "Yes, mine")
    page.keyboard.press("Space")
    press(page, "Make my journal")
    expect(page.get_by_role("heading", name="Your recovery code")).to_be_focused()
    to(page, "I have kept it somewhere safe.")
    page.keyboard.press("Space")
    press(page, "To the first page")
    page.wait_for_url("**/today")

    seen.context.clear_cookies()
    seen.open("/sign-in")
    page.wait_for_load_state("networkidle")
    to(page, "Name")
    page.keyboard.press("Control+A")
    page.keyboard.type("keyboard-wren")
    to(page, "Passphrase")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")

    page.wait_for_url("**/today")


def test_a_check_in_is_marked_with_words_and_taken_back(
    server: Server, visit: Callable[..., Visit], somebody: str
) -> None:
    seen = visit(server, secret=somebody, size=DESK)
    page = seen.page
    seen.open("/today")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Say more, if you like")).to_be_visible()
    # The banks are dealt once for each person, so either may come first.
    is_flipped = server.call("GET", "/person", cookie=somebody)[1]["river_flip"]
    to(page, "Swept along" if is_flipped else "Held tight")
    with page.expect_response("**/api/v1/check-ins/*"):
        page.keyboard.press("ArrowRight")
    press(page, "Say more, if you like")
    to(page, "Words to choose from")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    word = page.evaluate(UNDER_FOCUS).strip()
    with page.expect_response("**/api/v1/check-ins/*"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=word, exact=True)).to_have_attribute("aria-pressed", "true")
    press(page, "Take it back")

    expect(page.get_by_role("button", name="Take it back")).to_be_hidden()
    assert server.call("GET", "/check-ins", cookie=somebody)[1]["items"] == []
    assert seen.all_complaints() == []


def test_settings_are_changed_and_a_session_is_ended(
    server: Server, visit: Callable[..., Visit], somebody: str
) -> None:
    seen = visit(server, secret=somebody, size=DESK)
    page = seen.page
    seen.open("/settings")
    page.wait_for_load_state("networkidle")
    to(page, "Offer me deeper prompts as well")
    with page.expect_response("**/api/v1/person*"):
        page.keyboard.press("Space")
    to(page, "As the device")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    press(page, "Leave for good…")
    expect(page.get_by_role("heading", name="Delete everything?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Leave for good…")).to_be_focused()
    press(page, "Sign out", back=True)

    page.wait_for_url(server.address + "/")


def test_a_page_is_written_found_and_thrown_away(server: Server, visit: Callable[..., Visit], somebody: str) -> None:
    seen = visit(server, secret=somebody, size=DESK)
    page = seen.page
    seen.open("/today")
    page.wait_for_load_state("networkidle")
    to(page, "Start anywhere")
    page.keyboard.type("The heron by the weir.")
    to(page, "A title, if it wants one")
    page.keyboard.type("Heron")
    to(page, "Star this page")
    page.keyboard.press("Enter")
    to(page, "Done for now")
    page.keyboard.press("Enter")
    # The address is the page's own before the way there begins.
    expect(page.get_by_role("button", name="Throw away")).to_be_visible(timeout=10_000)
    page.wait_for_load_state("networkidle")

    seen.open("/search")
    page.wait_for_load_state("networkidle")
    to(page, "Words to look for")
    page.keyboard.type("heron")
    page.keyboard.press("Enter")
    expect(page.get_by_text("One page.")).to_be_visible()
    to(page, "Heron")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/*")
    expect(page.get_by_role("button", name="Throw away")).to_be_visible()
    to(page, "Throw away")
    page.keyboard.press("Enter")
    expect(page.get_by_text("In the trash. It stays there for 30 days.")).to_be_visible()
    to(page, "Undo")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Throw away")).to_be_visible()
    assert seen.all_complaints() == []


def press(page: Page, words: str, *, back: bool = False) -> None:
    to(page, words, back=back)
    page.keyboard.press("Enter")


def to(page: Page, words: str, *, back: bool = False) -> None:
    """Tab on, or back, until what has the focus says these words, and can be seen to have it."""
    passed = []
    for _ in range(80):
        told = tab(page, back=back)
        if words in told:
            assert page.evaluate(SHOWS_FOCUS), words
            return
        passed.append(told)
    raise AssertionError(f"the keyboard does not reach “{words}”, only {passed}")


def tab(page: Page, *, back: bool = False) -> str:
    """One step on or back; returns what has the focus now says."""
    page.keyboard.press("Shift+Tab" if back else "Tab")
    told: str = page.evaluate(UNDER_FOCUS)
    return told.strip()
