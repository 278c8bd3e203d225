"""Some days on paper: every page of them in order, without the furniture."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser


def test_a_range_is_set_oldest_first_and_printed_without_the_furniture(
    server: Server, visit: Callable[..., Visit]
) -> None:
    robin = server.join("printer")
    for number in range(1, 131):
        day = f"2026-{1 + number // 28:02}-{1 + number % 28:02}"
        server.call("POST", "/entries", {"body": f"Page {number:03}.\n\n  Two.", "day": day}, robin)
    server.call("POST", "/entries", {"body": "Out of these days.", "day": "2025-12-31"}, robin)
    seen = visit(server, secret=robin)
    seen.open("/print#from=2026-01-01&to=2026-05-31")
    seen.page.get_by_role("button", name="Set the pages").click()
    sheets = seen.page.locator(".on-paper__body")

    expect(seen.page.get_by_text("130 pages are set below.")).to_be_visible()
    assert sheets.all_text_contents() == [f"Page {number:03}.\n\n  Two." for number in range(1, 131)]
    seen.page.emulate_media(media="print")
    expect(seen.page.get_by_role("button", name="Print")).to_be_hidden()
    expect(seen.page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(sheets.first).to_be_visible()
    assert seen.page.pdf().startswith(b"%PDF")
    assert seen.all_complaints() == []
