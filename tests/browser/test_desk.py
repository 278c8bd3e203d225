"""An admin at the desk: what they see, what they do, what those it was done to are told."""

import itertools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_keyboard import press, to
from tests.browser.test_passkeys import Robin, add_passkey, device_beside, faults, give_passphrase
from tests.people import PASSPHRASE
from tests.serving import ROOT, Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
SCREEN = {"width": 1280, "height": 900}


@dataclass
class Keeper:
    """An admin at a browser, and somebody to look after."""

    seen: Visit
    name: str
    other: str
    secret_of_other: str

    @property
    def page(self) -> Page:
        return self.seen.page

    def row(self) -> object:
        return self.page.get_by_role("listitem").filter(has_text=self.other)

    def find(self, name: str) -> None:
        """Look for somebody by the whole of their name."""
        self.page.get_by_label("Somebody’s whole name here").fill(name)
        self.page.get_by_role("button", name="Find").click()

    def do(self, act: str, agreeing: str) -> None:
        """Ask for something about the other, and agree."""
        self.page.get_by_role("button", name=f"{act} {self.other}", exact=True).click()
        self.page.get_by_role("dialog").get_by_role("button", name=agreeing, exact=True).click()


def appoint(server: Server, name: str) -> None:
    where = {"BRAID_DATA_DIR": str(server.data_dir)}
    command = [Path(sys.executable).parent / "flask", "--app", "wsgi", "admin", "appoint", name]
    subprocess.run(command, cwd=ROOT, env=where, check=True, capture_output=True)


@pytest.fixture
def keeper(server: Server, visit: Callable[..., Visit]) -> Callable[..., Keeper]:
    """An admin who came in with a passkey, is at the desk, and has found the other there."""

    def come(size: dict[str, int] = PHONE, scheme: str = "light") -> Keeper:
        number = next(NAMES)
        name, other = f"keeper{number}", f"other-{number}"
        seen = visit(server, secret=server.join(name), size=size, scheme=scheme)
        seen.context.add_init_script("localStorage.setItem('device', 'own')")
        device_beside(seen)
        add_passkey(Robin(name, seen))
        appoint(server, name)
        secret = server.join(other)
        server.call("POST", "/entries", {"body": "desk-canary", "title": "desk-canary"}, secret)
        server.call("POST", "/workshops", {"name": "desk-canary"}, secret)
        seen.open("/settings")
        seen.page.locator("#desk").get_by_role("link", name="Open").click()
        expect(seen.page.get_by_text("sealed. ")).to_be_visible()
        admin = Keeper(seen, name, other, secret)
        admin.find(other)
        expect(seen.page.get_by_role("button", name="Delete ")).to_have_count(1)
        return admin

    return come


def test_an_admin_sees_how_much_there_is_and_no_word_of_it(keeper: Callable[..., Keeper]) -> None:
    admin = keeper()

    expect(admin.row()).to_contain_text("1 page · ")
    expect(admin.page.get_by_text("1 member · open").first).to_be_visible()
    assert "desk-canary" not in admin.page.content()
    assert admin.seen.all_complaints() == []


@pytest.mark.parametrize("size", [PHONE, SCREEN, {"width": 320, "height": 640}], ids=["phone", "screen", "small"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_h5_axe_finds_nothing_at_the_desk(keeper: Callable[..., Keeper], size: dict[str, int], scheme: str) -> None:
    admin = keeper(size, scheme)
    admin.page.get_by_role("button", name="Show everybody").click()
    expect(admin.page.get_by_role("button", name="Delete ").nth(1)).to_be_visible()
    lists = faults(admin.page)

    admin.page.get_by_role("button", name="Delete ").first.click()
    expect(admin.page.get_by_role("heading", name="for good?")).to_be_focused()

    assert [*lists, *faults(admin.page)] == []
    assert admin.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert admin.seen.all_complaints() == []


def test_somebody_is_paused_told_so_and_let_in_again(
    server: Server, visit: Callable[..., Visit], keeper: Callable[..., Keeper]
) -> None:
    admin = keeper()
    there = visit(server, secret=admin.secret_of_other)
    there.open("/journal")
    expect(there.page.get_by_text("desk-canary").first).to_be_visible()

    admin.do("Pause", "Pause")
    expect(admin.row()).to_contain_text("paused since")
    there.open("/journal")
    there.page.wait_for_url("**/sign-in*")
    give_passphrase(Robin(admin.other, there))
    expect(there.page.get_by_text("Whoever runs this server has paused your account.")).to_be_visible()
    admin.do("Let in again", "Let in again")
    expect(admin.row()).not_to_contain_text("paused since")
    there.page.get_by_role("button", name="Sign in").click()
    there.page.wait_for_url("**/today")
    there.open("/settings#sessions")

    expect(there.page.get_by_text("ended every session and token that you had, on")).to_be_visible()


def test_somebody_is_found_by_name_signed_out_and_deleted(server: Server, keeper: Callable[..., Keeper]) -> None:
    admin = keeper(SCREEN)
    page = admin.page
    admin.find("nobody-of-that-name")
    expect(page.get_by_text("Nobody here has that name.")).to_be_visible()
    admin.find(admin.other.upper())
    expect(admin.row()).to_be_visible()

    admin.do("Sign out", "Sign out")
    expect(page.get_by_text(f"{admin.other} is signed out everywhere.")).to_be_visible()
    admin.do("Delete", "Leave it")
    expect(admin.row()).to_be_visible()
    admin.do("Delete", "Delete for good")

    expect(page.get_by_text(f"{admin.other} is deleted.")).to_be_visible()
    expect(page.get_by_role("heading", name="People")).to_be_focused()
    expect(admin.row()).to_have_count(0)
    assert admin.other not in " ".join(admin.seen.addresses) + server.log.read_text()


def test_a_group_is_closed(keeper: Callable[..., Keeper]) -> None:
    admin = keeper()
    groups = admin.page.get_by_role("region", name="Groups")
    before = groups.get_by_role("button", name="Close it").count()

    groups.get_by_role("button", name="Close it").first.click()
    admin.page.get_by_role("dialog").get_by_role("button", name="Close it").click()

    expect(groups.get_by_role("listitem").get_by_role("button", name="Close it")).to_have_count(before - 1)
    expect(groups.get_by_text("closed on").first).to_be_visible()


def test_the_keyboard_is_enough(keeper: Callable[..., Keeper]) -> None:
    admin = keeper(SCREEN)
    page = admin.page

    press(page, "Pause")
    expect(page.get_by_role("heading", name=f"Pause {admin.other}?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Pause {admin.other}")).to_be_focused()
    page.keyboard.press("Enter")
    to(page, "Pause")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="People")).to_be_focused()
    expect(admin.row()).to_contain_text("paused since")
    assert admin.seen.all_complaints() == []


def test_an_act_that_fails_says_so_and_changes_nothing(keeper: Callable[..., Keeper]) -> None:
    admin = keeper()
    page = admin.page
    page.route("**/pause", lambda route: route.abort())

    admin.do("Pause", "Pause")

    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("We cannot reach the server just now.")
    page.get_by_role("button", name="Leave it").click()
    expect(admin.row()).not_to_contain_text("paused since")
    expect(page.get_by_role("alert").filter(has_text="We cannot reach")).to_have_count(0)


def test_an_act_asks_once_more_who_it_is(keeper: Callable[..., Keeper]) -> None:
    admin, answers = keeper(), iter([403])

    def refuse_once(route: Route) -> None:
        if next(answers, None):
            told = '{"type": "/api/problems/confirmation-needed", "title": "Please confirm it is you", "status": 403}'
            return route.fulfill(status=403, content_type="application/problem+json", body=told)
        return route.continue_()

    admin.page.route("**/pause", refuse_once)

    admin.do("Pause", "Pause")
    sheet = admin.page.get_by_role("dialog", name="Is it you?")
    sheet.get_by_label("Passphrase").fill(PASSPHRASE)
    sheet.get_by_role("button", name="Go on").click()

    expect(admin.row()).to_contain_text("paused since")


def test_nothing_is_there_for_anybody_else(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server, secret=server.join(f"anybody{next(NAMES)}"))
    seen.open("/settings")
    expect(seen.page.get_by_role("heading", name="Programs of your own")).to_be_visible()
    expect(seen.page.locator("#desk")).to_be_hidden()

    seen.open("/desk")

    expect(seen.page.get_by_role("alert").filter(has_text="There is nothing here for you.")).to_be_visible()
    expect(seen.page.get_by_role("heading", name="People")).to_have_count(0)
    assert faults(seen.page) == []


def test_an_admin_who_came_in_by_passphrase_is_led_to_a_second_step(
    server: Server, visit: Callable[..., Visit]
) -> None:
    name = f"plain{next(NAMES)}"
    seen = visit(server, secret=server.join(name))
    appoint(server, name)

    seen.open("/desk")
    seen.page.get_by_role("link", name="Set one up").click()

    seen.page.wait_for_url("**/settings#passkeys")
    expect(seen.page.get_by_label("Where is it?")).to_be_visible()
