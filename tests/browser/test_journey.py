"""The whole journey on a phone, against the real server, and again after a restart."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.signing_up import fill_in
from tests.people import PASSPHRASE as JOINED_WITH
from tests.serving import Server, serving

pytestmark = pytest.mark.browser
PASSPHRASE = "canary velvet anchor moss lantern"
BODY = "The canary-heron stood in the river until dusk."
LATER = " Then it flew, canary-slowly."
TITLE = "canary-title of a heron"
TAG = "canary-tag"
SOUGHT = "canary-heron"


def sign_up(visit: Visit) -> str:
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Start", exact=True).click()
    fill_in(page, "robin", PASSPHRASE)
    code = page.get_by_label("Recovery code", exact=True)
    expect(code).to_have_text(re.compile("[0-9A-Z]{32}"))
    text = code.inner_text()
    page.get_by_text("I have kept it somewhere safe.").click()
    page.get_by_role("button", name="To the first page").click()
    expect(page).to_have_url(f"{visit.address}/today")
    return text


def write_first_page(page: Page) -> None:
    field = page.get_by_role("textbox", name="Today’s prompt").or_(page.locator("textarea:visible")).first
    expect(page.locator(".prompt__text")).to_be_visible()
    field.click()
    field.press_sequentially(BODY)
    page.get_by_label("A title, if it wants one").fill(TITLE)
    page.locator("#new-tag").fill(TAG)
    page.get_by_role("button", name="Add tag").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Done for now").click()


def find_by_words(visit: Visit) -> None:
    page = visit.page
    visit.open("/search")
    page.get_by_placeholder("Words to look for").fill(SOUGHT)
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".journal__rows mark").first).to_have_text(SOUGHT)


def edit(page: Page) -> None:
    page.locator(".journal__rows a").first.click()
    expect(page.locator(".entry-page__body")).to_contain_text("heron")
    page.get_by_role("button", name="Go on writing").click()
    field = page.locator("textarea:visible").first
    field.press("Control+End")
    field.press_sequentially(LATER)
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Done for now").click()


def test_h8_l1_the_whole_journey_and_again_after_a_restart(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    data = tmp_path / "data"
    with serving(data) as server:
        robin = visit(server)
        code = sign_up(robin)
        write_first_page(robin.page)
        find_by_words(robin)
        edit(robin.page)
        port = server.port
    with serving(data, port=port) as server:
        robin.open("/journal")
        expect(robin.page.locator(".journal__rows")).to_contain_text(TITLE)
        find_by_words(robin)
        robin.page.locator(".journal__rows a").first.click()
        expect(robin.page.locator(".entry-page__body")).to_have_text(BODY + LATER)
        robin.page.get_by_text("Earlier versions", exact=True).click()
        robin.open("/settings")
        robin.page.get_by_role("button", name="Sign out here").click()
        expect(robin.page).to_have_url(f"{server.address}/")
        sign_in(robin)
        expect(robin.page.get_by_text("Carry on")).to_be_visible()
        assert robin.all_complaints() == []
        assert_nothing_is_readable(data, robin, code)


def sign_in(visit: Visit) -> None:
    visit.open("/sign-in")
    visit.page.get_by_label("Name").fill("robin")
    visit.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    visit.page.get_by_role("button", name="Sign in").click()
    expect(visit.page).to_have_url(f"{visit.address}/today")


def assert_nothing_is_readable(data: Path, visit: Visit, code: str) -> None:
    """L1, H8: what was typed is in no file of the server, in no address, and in no page as it is served."""
    files = [path for path in data.rglob("*") if path.is_file()]
    held = b"\n".join(path.read_bytes() for path in files)
    served = [visit.context.request.get(visit.address + path).text() for path in ("/today", "/journal", "/search")]

    assert len(files) >= 3
    assert b"canary" not in held.lower()
    assert code.replace("\n", "").encode() not in held
    assert [address for address in visit.addresses if "canary" in address.lower()] == []
    assert [page for page in served if "canary" in page] == []
    assert {address.split("/")[2] for address in visit.addresses if address.startswith("http")} == {
        visit.address.removeprefix("http://")
    }


def test_writing_survives_a_line_that_drops(server: Server, visit: Callable[..., Visit]) -> None:
    wren = visit(server, secret=server.join("wren"))
    wren.open("/write")
    field = wren.page.locator("textarea:visible").first
    field.press_sequentially("Before the tunnel.")
    expect(wren.page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)

    wren.context.set_offline(True)
    field.press_sequentially(" Inside it.")
    expect(wren.page.get_by_role("status").filter(has_text="Sealed on this device")).to_be_visible(timeout=15_000)
    wren.context.set_offline(False)

    expect(wren.page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=30_000)
    wren.open("/journal")
    expect(wren.page.locator(".journal__rows")).to_contain_text("Before the tunnel. Inside it.")


def test_an_earlier_text_is_compared_and_brought_back(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("heron")
    long = "The heron stood in the river. " * 12
    entry = server.call("POST", "/entries", {"body": long, "title": "Heron"}, secret)[1]
    seen = visit(server, secret=secret)
    seen.open(f"/entries/{entry['id']}")
    seen.page.get_by_role("button", name="Go on writing").click()
    seen.page.locator("textarea:visible").first.fill("It flew.")
    expect(seen.page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)
    seen.page.get_by_role("button", name="Done for now").click()

    seen.page.get_by_text("Earlier versions", exact=True).click()
    seen.page.locator(".page-history__times button").first.click()
    expect(seen.page.locator('.page-history__part[data-kind="gone"]').first).to_contain_text("heron")
    seen.page.get_by_role("button", name="Go back to this").click()

    expect(seen.page.locator(".entry-page__body")).to_contain_text("The heron stood in the river.")
    assert seen.all_complaints() == []


def test_a_page_is_thrown_away_and_taken_back(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("otter")
    entry = server.call("POST", "/entries", {"body": "Wet paws.", "title": "Otter"}, secret)[1]
    seen = visit(server, secret=secret)
    seen.open(f"/entries/{entry['id']}")

    seen.page.get_by_role("button", name="Throw away").click()
    seen.open("/journal#trash")
    expect(seen.page.locator(".journal__rows")).to_contain_text("Otter")
    seen.open(f"/entries/{entry['id']}")
    seen.page.get_by_role("button", name="Take it back").click()

    seen.open("/journal")
    expect(seen.page.locator(".journal__rows")).to_contain_text("Otter")
    assert seen.all_complaints() == []


def test_whoever_leaves_for_good_is_told_so_at_the_door(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server, secret=server.join("stork"))
    seen.open("/")
    expect(seen.page.get_by_text("every page of yours are deleted")).to_be_hidden()
    seen.open("/settings")
    seen.page.wait_for_load_state("networkidle")
    seen.page.get_by_role("button", name="Leave for good…").click()
    seen.page.get_by_label("Your passphrase, so that we know it is you").fill(JOINED_WITH)
    seen.page.get_by_role("button", name="Delete everything").click()

    expect(seen.page.get_by_text("every page of yours are deleted")).to_be_in_viewport()
    assert seen.all_complaints() == []
