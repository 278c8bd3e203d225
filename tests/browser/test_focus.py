"""The focus follows what has just come, for whoever does not see it come."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.signing_up import fill_in
from tests.serving import Server

pytestmark = pytest.mark.browser
# A phone that is busy draws late; what is shown in a frame is shown then, and no sooner.
SLOW_FRAMES = (
    "const soon = requestAnimationFrame; globalThis.requestAnimationFrame = act => setTimeout(() => soon(act), 60)"
)


def test_each_step_of_joining_begins_at_its_heading(server: Server, visit: Callable[..., Visit]) -> None:
    page = (seen := visit(server)).page
    seen.context.add_init_script(SLOW_FRAMES)
    seen.open("/sign-up")
    page.wait_for_load_state("networkidle")
    for box in page.locator(".sign-up__step:visible input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="As you like it")).to_be_focused()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your way in")).to_be_focused()
    page.get_by_label("A name").fill("siskin")
    page.get_by_label("Passphrase", exact=True).fill("canary velvet anchor moss lantern")
    page.get_by_label("Yes, mine").check()
    page.get_by_role("button", name="Make my journal").click()

    expect(page.get_by_role("heading", name="Your recovery code")).to_be_focused()


def test_a_page_that_is_done_is_read_from_its_name(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("pipit")
    entry = server.call("POST", "/entries", {"body": "Larks.", "title": "Dawn"}, secret)[1]
    seen = visit(server, secret=secret)
    seen.context.add_init_script(SLOW_FRAMES)
    seen.open(f"/entries/{entry['id']}")
    seen.page.get_by_role("button", name="Go on writing").click()
    seen.page.locator("textarea:visible").first.fill("Larks, and a kestrel.")
    seen.page.get_by_role("button", name="Done for now").click()

    expect(seen.page.get_by_role("heading", name="Dawn")).to_be_focused()


def test_a_name_that_cannot_be_taken_is_where_one_goes_on(server: Server, visit: Callable[..., Visit]) -> None:
    page = (seen := visit(server)).page
    seen.open("/sign-up")
    fill_in(page, "Two words", "canary velvet anchor moss lantern")

    expect(page.get_by_label("A name")).to_be_focused()
    expect(page.get_by_label("A name")).to_have_accessible_description(re.compile("Use 3 to 40 letters"))


def test_a_group_without_a_name_is_told_where_it_is_missing(server: Server, visit: Callable[..., Visit]) -> None:
    page = (seen := visit(server, secret=server.join("linnet"))).page
    seen.open("/groups")
    page.get_by_role("button", name="New group").click()
    page.get_by_label("Name", exact=True).fill("   ")
    page.get_by_role("button", name="Create and show the code").click()

    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_text("This must have from 1 to 80 characters.")).to_be_in_viewport()
