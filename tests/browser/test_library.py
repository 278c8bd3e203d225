"""The library on a phone: words are looked for on the device alone, and a topic is left out from where it stands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser


def test_h8_words_are_found_and_go_nowhere(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server)
    seen.open("/library")

    seen.page.get_by_label("Look for words").fill("warm moment")
    expect(seen.page.get_by_role("link", name="A small warm moment")).to_be_visible()
    seen.page.get_by_label("Look for words").fill("xylograph")
    expect(seen.page.get_by_text("Nothing in the library says that.")).to_be_visible()

    assert not any("warm" in address or "xylograph" in address for address in seen.addresses)
    assert seen.all_complaints() == []


def test_a_topic_is_left_out_and_offered_again(server: Server, visit: Callable[..., Visit]) -> None:
    secret = server.join("dunlin")
    seen = visit(server, secret=secret)
    seen.open("/prompts/rel-news-for-someone-you-miss")

    seen.page.get_by_role("button", name="Leave it out").first.click()
    expect(seen.page.get_by_role("button", name="Left out. Offer it again")).to_be_visible()
    assert server.call("GET", "/person", None, secret)[1]["muted_topics"] == ["loss"]
    seen.page.get_by_role("button", name="Left out. Offer it again").click()
    expect(seen.page.get_by_role("button", name="Left out. Offer it again")).to_be_hidden()

    assert server.call("GET", "/person", None, secret)[1]["muted_topics"] == []
    assert seen.all_complaints() == []
