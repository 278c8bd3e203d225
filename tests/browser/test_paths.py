"""A path for one person: begun, gone on with, set aside and taken up; nothing says when."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import RULES
from tests.serving import Server

pytestmark = pytest.mark.browser


def paths(server: Server, secret: str) -> list[dict[str, object]]:
    return list(server.call("GET", "/person", None, secret)[1]["paths"])


def test_a_path_is_begun_set_aside_and_taken_up_again(server: Server, visit: Callable[..., Visit]) -> None:
    robin = server.join("walker")
    seen = visit(server, secret=robin)
    page = seen.page
    seen.open("/paths/first-steps")
    sittings = page.locator(".path__session h2").all_inner_texts()
    here = page.locator('[aria-current="step"] h2')

    page.get_by_role("button", name="Begin this path").click()
    expect(here).to_have_text(sittings[0])
    page.get_by_role("button", name="On to the next sitting").click()
    expect(here).to_have_text(sittings[1])
    assert paths(server, robin) == [{"path": "first-steps", "sitting": 2, "set_aside": False}]

    seen.open("/today")
    page.get_by_role("link", name=sittings[1]).click()
    page.wait_for_url("**/paths/first-steps#session-2")
    page.get_by_role("button", name="Set it aside").click()
    expect(page.get_by_text("Your place is kept.")).to_be_visible()
    expect(here).to_have_count(0)
    seen.open("/today")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name=sittings[1])).to_have_count(0)

    seen.open("/paths/first-steps")
    page.get_by_role("button", name="Take it up again").click()
    expect(here).to_have_text(sittings[1])
    for _ in sittings[2:]:
        page.get_by_role("button", name="On to the next sitting").click()
        page.wait_for_timeout(200)
    assert not Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    page.get_by_role("button", name="End here").click()
    expect(page.get_by_role("button", name="Begin this path")).to_be_visible()
    assert paths(server, robin) == []
    assert seen.all_complaints() == []


def test_without_an_account_a_path_is_only_read(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server)
    seen.open("/paths/first-steps")
    seen.page.wait_for_load_state("networkidle")

    expect(seen.page.get_by_role("button", name="Begin this path")).to_be_hidden()
    assert seen.all_complaints() == []
