"""Pages while they wait, with nothing in them, without a line, with a failing server: axe finds nothing in any."""

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import RULES
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
PAGES = (
    "/today",
    "/write",
    "/journal",
    "/journal#calendar",
    "/journal#trash",
    "/search",
    "/river",
    "/print",
    "/settings",
)
OUTLINE = """() => {
  const seen = element => element.checkVisibility({ visibilityProperty: true })
  const count = selector => [...document.querySelectorAll(selector)].filter(seen).length
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(seen).map(one => Number(one.localName[1]))
  return {
    main: count('main'), footer: count('footer'), first: levels[0],
    jumps: levels.some((level, index) => index && level > levels[index - 1] + 1),
    live: document.querySelectorAll('[role=status], [role=log], [role=alert], [aria-live]').length,
  }
}"""
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
    return server.join(f"state{next(NAMES)}")


def wait(route: Route) -> None:
    """Never answered: the page stays as it is while it waits."""


def fail(route: Route) -> None:
    route.fulfill(
        status=500, content_type="application/problem+json", body='{"title": "Something broke", "status": 500}'
    )


def cut(route: Route) -> None:
    route.abort()


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("state", "answer"), [("empty", None), ("loading", wait), ("error", fail), ("offline", cut)])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_any_state(
    server: Server,
    visit: Callable[..., Visit],
    somebody: str,
    path: str,
    state: str,
    answer: Callable[[Route], None] | None,
    scheme: str,
) -> None:
    seen = visit(server, secret=somebody, scheme=scheme)
    if answer:
        seen.page.route("**/api/v1/**", answer)

    seen.open(path)
    seen.page.wait_for_timeout(900)

    assert faults(seen.page) == []


@pytest.mark.parametrize("path", ["/", "/library", "/support", "/about", "/sign-in", *PAGES])
def test_a_screen_reader_finds_its_way(server: Server, visit: Callable[..., Visit], somebody: str, path: str) -> None:
    seen = visit(server, secret="" if path in ("/", "/sign-in") else somebody)
    seen.open(path)
    seen.page.wait_for_timeout(900)

    outline = seen.page.evaluate(OUTLINE)

    assert (outline["main"], outline["footer"], outline["first"] in (1, 2)) == (1, 1, True), outline
    assert not outline["jumps"], outline
    assert outline["live"] >= 1


def test_a_page_is_written_found_and_thrown_away_by_keyboard_alone(
    server: Server, visit: Callable[..., Visit], somebody: str
) -> None:
    seen = visit(server, secret=somebody, size={"width": 1280, "height": 900})
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
    page.wait_for_url("**/entries/*")
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


def to(page: Page, words: str) -> None:
    """Tab on until what has the focus says these words, and can be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(UNDER_FOCUS)
        if words in told:
            assert page.evaluate(SHOWS_FOCUS), words
            return
    raise AssertionError(f"the keyboard does not reach “{words}”")
