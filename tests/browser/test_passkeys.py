"""A touch opens the journal; a second step follows the passphrase. The devices are Chromium's own made-up ones."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, Route, expect

from app.vault import totp
from tests.browser.conftest import Visit
from tests.browser.evening import secret_of
from tests.browser.test_lock import put_aside
from tests.browser.test_pages import RULES
from tests.people import PASSPHRASE
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
CANARY = "Kept behind a touch."


@dataclass
class Device:
    """A made-up device beside a browser, that says yes to whatever it is asked."""

    devtools: CDPSession
    name: str

    def holds(self) -> int:
        return len(self.devtools.send("WebAuthn.getCredentials", {"authenticatorId": self.name})["credentials"])


def device_beside(seen: Visit, *, derives: bool = True) -> Device:
    devtools = seen.context.new_cdp_session(seen.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": derives,
    }
    return Device(devtools, devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])


@dataclass
class Robin:
    """Somebody signed in at a browser of their own, with a page in the journal."""

    name: str
    seen: Visit

    @property
    def page(self) -> Page:
        return self.seen.page


@pytest.fixture
def robin(server: Server, visit: Callable[..., Visit]) -> Robin:
    name = f"touch{next(NAMES)}"
    secret = server.join(name)
    server.call("POST", "/entries", {"body": CANARY}, secret)
    seen = visit(server, secret=secret)
    seen.context.add_init_script("localStorage.setItem('device', 'own')")
    return Robin(name, seen)


def add_passkey(robin: Robin, name: str = "My phone") -> None:
    page = robin.page
    robin.seen.open("/settings#passkeys")
    page.get_by_label("Where is it?").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()


def sign_out(robin: Robin) -> None:
    robin.page.get_by_role("button", name="Sign out here").click()
    robin.page.wait_for_url(lambda url: url.endswith("/"))


def give_passphrase(robin: Robin) -> None:
    robin.seen.open("/sign-in")
    robin.page.get_by_label("Name").fill(robin.name)
    robin.page.get_by_label("Passphrase").fill(PASSPHRASE)
    robin.page.get_by_role("button", name="Sign in").click()


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


def test_a_touch_opens_the_journal(robin: Robin) -> None:
    device, page = device_beside(robin.seen), robin.page
    add_passkey(robin)
    expect(page.get_by_text("Opens your journal · made on")).to_be_visible()
    sign_out(robin)

    robin.seen.open("/sign-in")
    page.get_by_role("button", name="Open with a passkey").click()

    page.wait_for_url("**/today")
    robin.seen.open("/journal")
    expect(page.get_by_text(CANARY)).to_be_visible()
    assert device.holds() == 1
    assert robin.seen.all_complaints() == []


def test_a_device_that_was_put_aside_opens_with_one_touch(robin: Robin) -> None:
    device_beside(robin.seen)
    add_passkey(robin)
    robin.seen.open("/journal")
    expect(robin.page.get_by_text(CANARY)).to_be_visible()

    put_aside(robin.page, for_long=True)
    robin.page.wait_for_url("**/sign-in?next=%2Fjournal")
    robin.page.get_by_role("button", name="Open with a passkey").click()

    robin.page.wait_for_url("**/journal")
    expect(robin.page.get_by_text(CANARY)).to_be_visible()


def test_a_passkey_that_cannot_open_is_asked_for_after_the_passphrase(robin: Robin) -> None:
    device_beside(robin.seen, derives=False)
    add_passkey(robin)
    expect(robin.page.get_by_text("A second step after your passphrase · made on")).to_be_visible()
    sign_out(robin)

    give_passphrase(robin)
    expect(robin.page.get_by_role("heading", name="One more step")).to_be_focused()
    robin.page.get_by_role("button", name="Use a passkey").click()

    robin.page.wait_for_url("**/today")


def test_codes_are_set_up_asked_for_and_turned_off(robin: Robin) -> None:
    page = robin.page
    robin.seen.open("/settings")
    page.get_by_text("A second step", exact=True).click()
    page.get_by_role("button", name="Set up codes").click()
    expect(page.get_by_role("img", name="The secret as a picture for a camera")).to_be_visible()
    seed = page.locator(".second-step__secret").inner_text().replace(" ", "")
    page.get_by_label("The code that the app shows now").fill(code(page, seed))
    page.get_by_role("button", name="Turn codes on").click()
    expect(page.get_by_text("Codes are on.", exact=True)).to_be_visible()
    sign_out(robin)

    give_passphrase(robin)
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").filter(has_text="not the code of the moment")).to_be_visible()
    page.get_by_label("Code from your app").fill(code(page, seed, later=30))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")

    robin.seen.open("/settings")
    page.get_by_text("A second step", exact=True).click()
    page.get_by_role("button", name="Turn codes off").click()
    expect(page.get_by_text("Codes are off.")).to_be_visible()


def test_a_page_that_was_being_written_is_saved_after_the_second_step(robin: Robin, server: Server) -> None:
    page, secret = robin.page, secret_of(robin.seen)
    seed = server.call("POST", "/second-step-secrets", None, secret)[1]["secret"]
    secret = server.call("PUT", "/second-step", {"secret": seed, "code": code(page, seed)}, secret)[2]
    robin.seen.context.add_cookies([{**robin.seen.context.cookies()[0], "value": secret}])  # type: ignore[list-item]
    robin.seen.open("/write")
    page.get_by_placeholder("Start anywhere").fill("Half a")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)
    server.call("DELETE", "/session?storage=keep", None, secret)
    page.get_by_placeholder("Start anywhere").press_sequentially(" sentence.")

    page.get_by_role("dialog").get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in and save").click()
    page.get_by_label("Code from your app").fill(code(page, seed, later=30))
    page.get_by_role("button", name="Sign in and save").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)


def code(page: Page, seed: str, later: int = 0) -> str:
    return totp.code_at(seed, page.evaluate("Math.floor(Date.now() / 1000)") + later)


def test_a_passkey_gets_another_name_and_is_removed_after_a_touch(robin: Robin) -> None:
    device_beside(robin.seen)
    add_passkey(robin, "The grey one")
    page = robin.page
    page.get_by_role("button", name="Rename The grey one").click()
    page.get_by_label("What it is called").fill("The blue one")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("The blue one", exact=True).first).to_be_visible()
    page.route("**/api/v1/passkeys/*", as_if_too_long_ago, times=1)

    page.get_by_role("button", name="Remove The blue one").click()
    page.get_by_role("dialog").get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("status").filter(has_text="Removed.")).to_be_visible()
    expect(page.get_by_text("Opens your journal · made on")).to_have_count(0)


def as_if_too_long_ago(route: Route) -> None:
    needed = '{"type": "/api/problems/confirmation-needed", "title": "Please confirm it is you", "status": 403}'
    route.fulfill(status=403, content_type="application/problem+json", body=needed)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_about_passkeys_and_second_steps(
    server: Server, visit: Callable[..., Visit], scheme: str
) -> None:
    name = f"axe{next(NAMES)}"
    seen = visit(server, secret=server.join(name), scheme=scheme)
    robin, page = Robin(name, seen), seen.page
    device_beside(seen, derives=False)
    add_passkey(robin)
    page.get_by_role("button", name="Rename").click()
    page.get_by_text("A second step", exact=True).click()
    page.get_by_role("button", name="Set up codes").click()
    expect(page.get_by_label("The code that the app shows now")).to_be_focused()
    found = faults(page)
    page.get_by_role("button", name="Not now").click()
    sign_out(robin)
    give_passphrase(robin)
    expect(page.get_by_role("heading", name="One more step")).to_be_focused()

    assert [*found, *faults(page)] == []
