"""The way from the first page to a journal of one's own, as somebody new walks it."""

from playwright.sync_api import Page, expect


def fill_in(page: Page, name: str, passphrase: str) -> None:
    """Agree, choose nothing, give a name and a passphrase, on a device of one's own."""
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
    for box in page.locator(".sign-up__step:visible input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="As you like it")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name").fill(name)
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_label("Yes, mine").check()
    page.get_by_role("button", name="Make my journal").click()
