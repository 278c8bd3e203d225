"""Somebody may have had a key: new ones are made in the settings, and the next recovery code is shown there."""

from collections.abc import Callable
from urllib.error import HTTPError

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.people import PASSPHRASE
from tests.serving import Server

pytestmark = pytest.mark.browser


def test_new_keys_are_made_and_the_new_code_is_shown(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("keeper")
    server.call("POST", "/entries", {"body": "The bus driver waited."}, secret)
    phone = server.call("POST", "/session", {"username": "keeper", "passphrase": PASSPHRASE})[2]
    seen = visit(server, secret=secret)
    seen.open("/settings")
    page = seen.page
    page.get_by_text("Somebody may have had my key").click()
    assert Axe().run(page).response["violations"] == []

    page.get_by_label("Your passphrase", exact=True).fill("not this one, surely not")
    page.get_by_role("button", name="Make new keys").click()
    expect(page.get_by_text("That passphrase does not open this journal.")).to_be_visible()
    page.get_by_label("Your passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Make new keys").click()

    expect(page.get_by_text("Everything is sealed with new keys.")).to_be_visible()
    expect(page.get_by_label("Recovery code")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    code = page.get_by_label("Recovery code").inner_text()
    page.get_by_label("I have kept it somewhere safe.").check()
    page.get_by_role("button", name="Put it away").click()
    page.goto(f"{server.address}/journal")
    expect(page.get_by_text("The bus driver waited.")).to_be_visible()
    with pytest.raises(HTTPError, match="401"):
        server.call("GET", "/session", cookie=phone)
    recovery = {"recovery_code": code, "passphrase": "pebble harbour violet comet"}
    assert server.call("POST", "/recovery", recovery)[0] == 201
    assert [one for one in seen.all_complaints() if "401" not in one] == []
