"""Without a line, a session, after a kill: what was written is there at the end, and nobody else can read it."""

import itertools
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser
NAMES = itertools.count()
CANARY = "canary heron beside the weir"
DUMP = """async () => {
  const told = value => value instanceof Uint8Array ? [...value].map(byte => String.fromCharCode(byte)).join('') : value
  const found = []
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done, no) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = no })
    for (const store of database.objectStoreNames) found.push(...await new Promise(done => {
      const asked = database.transaction(store).objectStore(store).getAll()
      asked.onsuccess = () => done(asked.result) }))
    database.close()
  }
  const caches_ = []
  for (const key of await caches.keys()) for (const request of await (await caches.open(key)).keys())
    caches_.push(request.url, await (await (await caches.open(key)).match(request)).text())
  const kept = JSON.stringify(found, (key, value) => value instanceof CryptoKey ? 'key' : told(value))
  return kept + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + caches_.join(' ')
}"""


@pytest.fixture
def robin(server: Server) -> str:
    return server.join(f"robin{next(NAMES)}")


def writing(seen: Visit, device: str) -> Page:
    """A page to write on, with the service worker in charge."""
    seen.context.add_init_script(f"localStorage.setItem('device', '{device}')")
    seen.open("/write")
    seen.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    seen.open("/write")
    seen.page.wait_for_load_state("networkidle")
    return seen.page


def bodies(server: Server, secret: str) -> list[str]:
    return sorted(one["body"] for one in server.call("GET", "/entries", None, secret)[1]["items"])


def wait_for(read: Callable[[], Any], wanted: Any, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while read() != wanted and time.monotonic() < until:
        time.sleep(0.1)
    assert read() == wanted


def offline(page: Page, state: str) -> None:
    page.context.set_offline(True)
    page.get_by_placeholder("Start anywhere").fill(CANARY)
    expect(page.get_by_role("status").filter(has_text=state)).to_be_visible(timeout=15_000)


def test_h7_on_ones_own_device_text_is_read_back_without_a_line_and_sent_with_one(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    offline(page, "Kept on this device")

    page.reload()
    expect(page.get_by_placeholder("Start anywhere")).to_have_value(CANARY)
    assert CANARY not in page.evaluate(DUMP)
    page.context.set_offline(False)

    wait_for(lambda: bodies(server, robin), [CANARY])
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=15_000)


def test_h7_on_a_shared_device_text_is_sealed_and_sent_when_there_is_a_line(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "shared")
    offline(page, "Sealed on this device")

    assert CANARY not in page.evaluate(DUMP)
    page.reload()
    expect(page.get_by_text("1 page is waiting here to be sent, 5 words.")).to_be_visible()
    expect(page.get_by_placeholder("Start anywhere")).to_have_value("")
    page.context.set_offline(False)

    wait_for(lambda: bodies(server, robin), [CANARY])
    expect(page.get_by_text("waiting here to be sent")).to_be_hidden(timeout=10_000)


@pytest.mark.parametrize("device", ["own", "shared"])
def test_a_killed_tab_loses_nothing_that_was_kept(
    server: Server, visit: Callable[..., Visit], robin: str, device: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, device)
    offline(page, "on this device")

    page.close(run_before_unload=False)
    seen.context.set_offline(False)
    again = seen.context.new_page()
    again.goto(server.address + "/today")

    wait_for(lambda: bodies(server, robin), [CANARY])


@pytest.mark.parametrize("device", ["own", "shared"])
def test_h7_text_outlives_the_session_and_goes_to_its_own_writer_only(
    server: Server, visit: Callable[..., Visit], robin: str, device: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, device)
    offline(page, "on this device")
    other = server.join(f"wren{next(NAMES)}")

    page.close(run_before_unload=False)
    seen.context.set_offline(False)
    put_cookie(seen, other)
    stranger = seen.context.new_page()
    stranger.goto(server.address + "/today")
    stranger.wait_for_load_state("networkidle")
    assert bodies(server, other) == []
    put_cookie(seen, robin)
    stranger.goto(server.address + "/today")

    wait_for(lambda: bodies(server, robin), [CANARY])
    assert bodies(server, other) == []


def test_a_tab_left_open_does_not_write_into_the_next_journal(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    other = server.join(f"wren{next(NAMES)}")
    put_cookie(seen, other)

    page.get_by_placeholder("Start anywhere").fill(CANARY)
    expect(page.get_by_role("status").filter(has_text="Not sent: sign in")).to_be_visible()

    assert bodies(server, other) == []


def test_text_for_a_page_changed_elsewhere_stays_beside_it(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    entry = server.call("POST", "/entries", {"body": "Before."}, robin)[1]
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    seen.open(f"/entries/{entry['id']}#edit")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_placeholder("Start anywhere").fill(CANARY)
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible(timeout=15_000)

    server.call("PUT", f"/entries/{entry['id']}", {"body": "Elsewhere."}, robin, version=1)
    page.close(run_before_unload=False)
    seen.context.set_offline(False)
    seen.context.new_page().goto(server.address + "/today")

    wait_for(lambda: bodies(server, robin), ["Elsewhere.", CANARY])


def test_h6_signing_out_asks_first_and_leaves_nothing(server: Server, visit: Callable[..., Visit], robin: str) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    seen.open("/settings")
    page.wait_for_load_state("networkidle")

    page.get_by_role("button", name="Sign out here").click()
    page.wait_for_url(server.address + "/")

    assert '"personId"' not in page.evaluate(DUMP)
    assert "key" not in page.evaluate(DUMP).partition("{}")[0]


def put_cookie(seen: Visit, secret: str) -> None:
    cookie = {"name": "__Host-session", "value": secret, "domain": "localhost", "path": "/"}
    seen.context.add_cookies([{**cookie, "secure": True, "httpOnly": True, "sameSite": "Strict"}])  # type: ignore[list-item]


DAMAGE = """() => new Promise((done, no) => {
  const asked = indexedDB.open('braid')
  asked.onsuccess = () => {
    const turn = asked.result.transaction('outbox', 'readwrite'), store = turn.objectStore('outbox')
    const all = store.getAll()
    all.onsuccess = () => all.result.forEach(item => store.put({ ...item, kept: new Uint8Array(40) }))
    turn.oncomplete = () => { asked.result.close(); done() }
  }
})"""


def test_a_damaged_page_does_not_keep_the_next_one_from_going(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    offline(page, "Kept on this device")
    page.close(run_before_unload=False)
    page = seen.context.new_page()
    page.goto(server.address + "/support")
    page.evaluate(DAMAGE)

    page.goto(server.address + "/write")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_placeholder("Start anywhere").fill("The next one.")
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible(timeout=15_000)
    page.close(run_before_unload=False)
    seen.context.set_offline(False)
    page = seen.context.new_page()
    page.goto(server.address + "/today")

    wait_for(lambda: "The next one." in bodies(server, robin), True)
    expect(page.get_by_text("1 page is waiting here to be sent")).to_be_visible()


def test_a_page_that_is_just_being_sent_is_taken_up_where_it_goes(
    server: Server, visit: Callable[..., Visit], robin: str
) -> None:
    seen = visit(server, secret=robin)
    page = writing(seen, "own")
    offline(page, "Kept on this device")
    address = page.url
    assert "#kept-" in address
    page.close(run_before_unload=False)

    seen.context.set_offline(False)
    page = seen.context.new_page()
    page.goto(address)

    page.wait_for_url("**/entries/*")
    page.wait_for_load_state("networkidle")
    assert CANARY in page.locator("main").inner_text() + page.get_by_role("textbox").first.input_value()
    expect(page.get_by_text("This page was changed in two places")).to_be_hidden()
    assert bodies(server, robin) == [CANARY]
