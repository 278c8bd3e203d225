"""Pages while they wait, with nothing in them, without a line, with a failing server: axe finds nothing in any."""

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

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
    "/taking-along",
    "/programs",
    "/desk",
    "/groups",
    "/join",
)
# A prompt of the library is called what the check-in asks.
NAMESAKE = "Where in the river?"
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
def test_h5_axe_finds_nothing_in_any_state(
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


def test_h5_the_prompt_of_the_day_may_have_the_name_of_something_else_on_the_page(
    server: Server, visit: Callable[..., Visit], somebody: str
) -> None:
    def rename(route: Route) -> None:
        answer = route.fetch().json()
        answer["prompt"]["title"] = NAMESAKE
        route.fulfill(json=answer)

    seen = visit(server, secret=somebody)
    seen.page.route("**/api/v1/prompts/today", rename)
    seen.open("/today")
    seen.page.get_by_role("heading", name=NAMESAKE).nth(1).wait_for()

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
