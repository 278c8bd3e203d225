"""A device that is put aside covers its page, and closes after a while; what was written is kept."""

import itertools
from collections.abc import Callable
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_outbox import CANARY, bodies, wait_for, writing
from tests.browser.test_phone import FULL
from tests.people import PASSPHRASE
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
LOOK = """isHidden => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden })
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => isHidden ? 'hidden' : 'visible' })
  document.dispatchEvent(new Event('visibilitychange'))
}"""
LONG_AGO = "localStorage.setItem('away', Date.now() - 10 * 60_000)"


@pytest.fixture
def robin(server: Server) -> str:
    return server.join(f"lock{next(NAMES)}")


def put_aside(page: Page, *, for_long: bool) -> None:
    page.evaluate(LOOK, True)
    if for_long:
        page.evaluate(LONG_AGO)
    page.evaluate(LOOK, False)


def opacity(page: Page) -> str:
    seen: str = page.evaluate("getComputedStyle(document.querySelector('.shell')).opacity")
    return seen


def test_a_page_out_of_sight_is_covered_and_comes_back(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    page = writing(visit(server, secret=robin), "own")
    field = page.get_by_placeholder("Start anywhere")
    field.fill(CANARY)

    page.evaluate(LOOK, True)
    covered = opacity(page)
    page.evaluate(LOOK, False)

    assert (covered, opacity(page)) == ("0", "1")
    expect(field).to_be_focused()
    expect(field).to_have_value(CANARY)


@pytest.mark.parametrize("device", ["own", "shared"])
def test_after_long_the_session_ends_and_the_words_are_there_for_their_writer(
    server: Server, visit: Callable[..., Visit], device: str
) -> None:
    name = f"aside-{device}"
    robin = server.join(name)
    seen = visit(server, secret=robin)
    page = writing(seen, device)
    page.get_by_placeholder("Start anywhere").fill(CANARY)

    put_aside(page, for_long=True)

    page.wait_for_url("**/sign-in?**")
    expect(page.get_by_label("Name")).to_have_value(name if device == "own" else "")
    assert CANARY not in page.content()
    with pytest.raises(HTTPError, match="401"):
        server.call("GET", "/entries", None, robin)
    again = server.call("POST", "/session", {"username": name, "passphrase": PASSPHRASE, "device": device})[2]
    wait_for(lambda: bodies(server, again), [CANARY])


def test_a_page_that_was_thrown_away_meanwhile_is_closed_when_it_is_shown_anew(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    server.call("POST", "/entries", {"body": CANARY}, robin)
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    page.evaluate(LONG_AGO)

    seen.open("/journal")

    page.wait_for_url("**/sign-in?next=%2Fjournal")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(CANARY)).to_be_visible()


def test_words_that_could_be_kept_nowhere_keep_the_page_open(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    page.evaluate(FULL)
    seen.context.set_offline(True)
    field = page.get_by_placeholder("Start anywhere")
    field.fill(CANARY)
    expect(page.get_by_role("status").filter(has_text="no room to keep it")).to_be_visible(timeout=15_000)

    put_aside(page, for_long=True)

    wait_for(lambda: opacity(page), "1")
    expect(field).to_have_value(CANARY)


def test_minutes_are_chosen_in_settings_and_a_shared_device_cannot_be_left_open(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "shared")
    seen.open("/settings")
    minutes = page.get_by_label("Close Braid when I have left it for")
    expect(minutes).to_have_value("1")
    expect(minutes.get_by_role("option", name="never")).to_be_disabled()

    minutes.select_option("15")
    put_aside(page, for_long=True)

    expect(minutes).to_have_value("15")
    assert opacity(page) == "1"
