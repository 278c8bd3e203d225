"""Reminders in the settings: days and a time, and an address for one's own calendar."""

import urllib.request
from collections.abc import Callable
from urllib.error import HTTPError

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser


def test_a_reminder_is_made_and_a_calendar_finds_it_until_the_address_is_taken_away(
    server: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(server, secret=server.join("reminded"))
    seen.open("/settings")
    card = seen.page.locator("#reminders")
    card.get_by_role("button", name="Monday").click()
    card.get_by_role("button", name="Friday").click()
    card.get_by_label("At what time?").fill("20:30")
    card.get_by_role("button", name="Add a reminder").click()
    expect(card.get_by_text("Monday, Friday at 20:30", exact=True)).to_be_visible()

    card.get_by_role("button", name="Make an address").click()
    expect(card.locator(".reminders__address")).to_contain_text(".ics")
    address = card.locator(".reminders__address").inner_text()
    with urllib.request.urlopen(address) as answer:
        text = answer.read().decode()
    assert "BYDAY=MO,FR" in text
    assert "T203000" in text
    assert address.removeprefix(server.address).split("/")[-1] not in server.log.read_text()

    card.get_by_role("button", name="Take it away").click()
    expect(card.get_by_text("There is none yet")).to_be_visible()
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(address)
    card.get_by_role("button", name="Let it go").click()
    expect(card.get_by_text("Monday, Friday at 20:30", exact=True)).to_have_count(0)
    assert seen.all_complaints() == []
