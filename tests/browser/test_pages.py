"""Every page in Chromium: axe finds nothing, the policy holds, nothing is wider than a small phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser
OPEN = ("/", "/sign-up", "/sign-in", "/recovery", "/support", "/about", "/offline", "/library", "/api/docs")
PRIVATE = (
    "/today",
    "/write",
    "/write?prompt=reg-step-back",
    "/journal",
    "/search",
    "/print",
    "/river",
    "/settings",
    "/taking-along",
    "/programs",
    "/desk",
)
PUBLIC_TEXT = (
    "/concepts/co-regulation",
    "/concepts/three-brains",
    "/prompts/rel-rule-about-closeness",
    "/paths/first-steps",
    "/paths/an-evening-for-a-group",
)
# What reaches beyond the screen, and words that lie upon other words.
WORDS = ".dock__link > span:not(.dock__stone), .pebble, .grade__words, .button > span, h1"
CROWDED = """words => {
  const kept = 'svg, pre, table, .hide-seen, [class*=scroll]'
  const shown = one => one.checkVisibility({ opacityProperty: true }) && !one.closest(kept)
  const wide = [...document.querySelectorAll('main *, header *')].filter(shown).filter(one =>
    getComputedStyle(one).position !== 'absolute' && one.getBoundingClientRect().right > innerWidth + 1)
  const boxOf = one => {
    const range = document.createRange()
    range.selectNodeContents(one)
    return range.getBoundingClientRect()
  }
  const isSaid = one => shown(one) && getComputedStyle(one).clipPath === 'none'
  const said = [...document.querySelectorAll(words)].filter(isSaid)
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
  const apart = (one, other) => !one.contains(other) && !other.contains(one)
    && Boolean(one.closest('.dock')) === Boolean(other.closest('.dock'))
  const lies = (one, other) => apart(one, other) && meet(boxOf(one), boxOf(other))
  const upon = said.filter((one, at) => said.slice(0, at).some(other => lies(one, other)))
  return [...wide.map(one => `wide ${one.className}`), ...upon.map(one => `upon another: ${one.textContent}`)]
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def finch(server: Server) -> tuple[str, str]:
    """Somebody with a few pages: their secret, and the address of one of them."""
    secret = server.join("finch")
    server.call("POST", "/entries", {"body": "Slow morning.\n\nCoffee.", "title": "A day", "tags": ["home"]}, secret)
    mark = {"river": "both", "feelings": ["calm", "Sehnsucht"]}
    answer = {"body": "Tired and pleased.", "prompt": "int-two-true-things", "check_in": mark}
    entry = server.call("POST", "/entries", answer, secret)[1]
    return secret, f"/entries/{entry['id']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*OPEN, *PRIVATE, *PUBLIC_TEXT, "the entry"])
def test_h5_axe_finds_nothing(
    server: Server, visit: Callable[..., Visit], finch: tuple[str, str], path: str, scheme: str
) -> None:
    secret, entry = finch
    seen = visit(server, secret="" if path in OPEN else secret, scheme=scheme)

    seen.open(entry if path == "the entry" else path)
    seen.page.wait_for_load_state("networkidle")
    found = Axe().run(seen.page, options={"runOnly": {"type": "tag", "values": RULES}})

    assert [one["id"] for one in found.response["violations"]] == [], found.generate_report()
    assert seen.all_complaints() == []


@pytest.mark.parametrize("path", [*OPEN, *PRIVATE, *PUBLIC_TEXT, "the entry"])
def test_a_small_phone_shows_every_page_without_sideways_scrolling(
    server: Server, visit: Callable[..., Visit], finch: tuple[str, str], path: str
) -> None:
    secret, entry = finch
    seen = visit(server, secret="" if path in OPEN else secret, size={"width": 320, "height": 640})

    seen.open(entry if path == "the entry" else path)
    seen.page.wait_for_load_state("networkidle")

    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", [*OPEN, *PRIVATE, *PUBLIC_TEXT, "the entry"])
def test_letters_twice_as_large_fit_on_a_phone(
    server: Server, visit: Callable[..., Visit], finch: tuple[str, str], path: str
) -> None:
    secret, entry = finch
    seen = visit(server, secret="" if path in OPEN else secret)
    seen.open(entry if path == "the entry" else path)
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    seen.page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    seen.page.wait_for_load_state("networkidle")

    seen.page.wait_for_timeout(300)

    assert seen.page.evaluate(CROWDED, WORDS) == []


@pytest.mark.parametrize("path", [*OPEN, *PRIVATE, *PUBLIC_TEXT])
def test_n2_the_notice_and_support_are_on_every_page(
    server: Server, visit: Callable[..., Visit], finch: tuple[str, str], path: str
) -> None:
    seen = visit(server, secret="" if path in OPEN else finch[0])

    seen.open(path)

    expect(seen.page.locator('[data-notice="short"]')).to_be_visible()
    expect(seen.page.locator("header").get_by_role("link", name="Support")).to_be_visible()


def test_the_first_word_is_one_tap_away(server: Server, visit: Callable[..., Visit], finch: tuple[str, str]) -> None:
    seen = visit(server, secret=finch[0])
    seen.open("/today")

    field = seen.page.locator("textarea:visible").first
    field.click()
    seen.page.keyboard.type("First word")

    expect(field).to_have_value("First word")
    expect(seen.page.get_by_role("button", name="Done for now")).to_be_visible()


def test_a_dead_session_is_sent_to_the_door_and_back(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server, secret="A" * 43)

    seen.open("/journal")

    expect(seen.page).to_have_url(f"{server.address}/sign-in?next=%2Fjournal")


def test_what_alpine_is_not_shown_is_there_again_once_it_runs(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server)
    seen.open("/")
    seen.page.wait_for_load_state("networkidle")

    assert seen.page.evaluate("Object.getOwnPropertyNames(globalThis).length") > 500
    assert seen.page.evaluate("Object.getOwnPropertyNames.toString()").endswith("{ [native code] }")
