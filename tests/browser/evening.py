"""The parts of an evening in a group, as its pages show it."""

import io
import re
from collections.abc import Callable

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.signing_up import fill_in
from tests.serving import Server

WORDS = "The bus driver waited, canary {}."
NAMES = ("Amira", "Jonas", "Noor", "Piet", "Sol", "Wen")


def read_code(page: Page) -> str:
    """The link behind the picture on the screen, as a phone's camera would read it."""
    picture = page.get_by_role("img", name="The code as a picture for a camera")
    expect(picture).to_be_visible()
    page.wait_for_function("element => element.complete && element.naturalWidth > 0", arg=picture.element_handle())
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    return str(found[0].text)


def arrive(visit: Visit, link: str, name: str) -> None:
    """Somebody with a journal comes in by the link."""
    page = visit.page
    page.goto(link)
    expect(page.get_by_text("They cannot see")).to_be_visible()
    page.get_by_label("What are you called here?").fill(name)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/groups/*-*")
    expect(page.get_by_text("You take part")).to_be_visible()


def arrive_anew(visit: Visit, link: str, name: str) -> None:
    """Somebody without a journal so far: making one and coming in are one way."""
    page = visit.page
    page.goto(link)
    page.get_by_role("link", name="Make my journal and come in").click()
    fill_in(page, name.lower(), "velvet anchor moss lantern")
    page.get_by_text("I have kept it somewhere safe.").click()
    page.get_by_role("button", name="To the first page").click()
    page.wait_for_url("**/join")
    page.get_by_label("What are you called here?").fill(name)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/groups/*-*")


def write(page: Page, words: str) -> None:
    """Write to what the room is at, and go back to the group."""
    address = page.url
    page.get_by_role("link", name="Write privately").first.click()
    expect(page.locator("textarea:visible").first).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=10_000)
    page.wait_for_url("**/entries/*")
    entry = page.url
    page.goto(address)
    expect(page.get_by_text("You have written to this.").or_(page.get_by_text("Quiet writing")).first).to_be_visible()
    page.evaluate("address => sessionStorage.setItem('entry-for-test', address)", entry)


def share(page: Page) -> None:
    """Give whoever leads a copy of what was just written."""
    page.goto(page.evaluate("sessionStorage.getItem('entry-for-test')"))
    page.get_by_role("button", name="Give a copy to whoever leads").click()
    expect(page.get_by_text("They can still remember it.")).to_be_visible()
    page.get_by_label("I choose to let the people I name").check()
    page.get_by_role("button", name="Give these words").click()
    expect(page.get_by_text("can read all of it until")).to_be_visible()


def secret_of(visit: Visit) -> str:
    return next(str(one["value"]) for one in visit.context.cookies() if one["name"] == "__Host-session")


def all_arrive(server: Server, visit: Callable[..., Visit], link: str) -> list[Visit]:
    """Six phones come in by the link; the last has no journal so far."""
    phones = [visit(server, secret=server.join(f"evening-{name}") if name != "Wen" else "") for name in NAMES]
    for phone, name in zip(phones, NAMES, strict=True):
        (arrive if name != "Wen" else arrive_anew)(phone, link, name)
    return phones


def say_how_they_arrive(leading: Page, phones: list[Visit]) -> None:
    """Four answers are never told; of the next question, the fifth lets the result be told."""
    leading.reload()
    first = ask_how_all_arrive(leading, phones[:4], "Moving")
    expect(first.get_by_text("too few answers to tell")).to_be_visible()
    second = ask_how_all_arrive(leading, phones[:5], "Moving")
    expect(second.get_by_text("5 answers. The middle lies at “Moving”.")).to_be_visible()


def begin_quiet_writing(leading: Page, wall: Page, phones: list[Visit]) -> None:
    """The wall and the phones follow within three seconds, and so does the clock."""
    leading.get_by_role("button", name="Start live session").click()
    leading.get_by_role("button", name="Show it").click()
    for page in (wall, *(phone.page for phone in phones)):
        expect(page.get_by_role("heading", name="Attention like a lamp").first).to_be_visible(timeout=4_000)
    leading.get_by_role("button", name="Quiet writing").click()
    expect(wall.get_by_role("timer")).to_have_text(re.compile(r"[67]:\d\d"), timeout=4_000)
    expect(phones[0].page.get_by_text("Quiet writing")).to_be_visible(timeout=4_000)
    clocks = wall.locator(".live__clock"), phones[0].page.locator(".group__clock")
    on_the_wall, in_hand = (seconds(clock.inner_text()) for clock in clocks)
    assert abs(on_the_wall - in_hand) <= 3


def write_with_half_the_line(wall: Page, phones: list[Visit]) -> None:
    """Half of them lose the line; the others write, and the wall says how many."""
    for phone in phones[3:]:
        phone.context.set_offline(True)
    for number, phone in enumerate(phones[:3]):
        write(phone.page, WORDS.format(number))
    expect(phones[3].page.get_by_text("No line just now.")).to_be_visible(timeout=8_000)
    for phone in phones[3:]:
        phone.context.set_offline(False)
    expect(wall.get_by_text("3 of 7 have written")).to_be_visible(timeout=12_000)


def give_and_take_back(phones: list[Visit]) -> None:
    """Three give a copy, one takes it back."""
    for phone in phones[:3]:
        share(phone.page)
    phones[2].page.get_by_role("button", name="Take it back").click()
    expect(phones[2].page.get_by_text("Taken back.")).to_be_visible()


def read_and_answer(leading: Page, phones: list[Visit]) -> None:
    """Those who lead read what is left, and answer for one pair of eyes."""
    leading.reload()
    for number, name in enumerate(NAMES[:2]):
        leading.get_by_role("button", name=re.compile(f"^{name} until")).click()
        expect(leading.get_by_text(f"canary {number}")).to_be_visible()
    expect(leading.get_by_role("button", name=re.compile("^Noor until"))).to_have_count(0)
    expect(leading.get_by_text("2 shared")).to_be_visible()
    leading.get_by_label("Answer, if you like").fill("Thank you, canary-answer.")
    leading.get_by_role("button", name="Send, for their eyes only").click()
    expect(leading.get_by_text("Your answer")).to_be_visible()
    phones[1].page.reload()
    expect(phones[1].page.get_by_text("canary-answer")).to_be_visible()


def close_the_group(leading: Page, phone: Visit, group: str) -> None:
    """The end, for everybody."""
    leading.get_by_role("button", name="End the session").click()
    leading.get_by_text("The group itself").click()
    leading.get_by_role("button", name="Close the group").click()
    expect(leading.get_by_text("This group is closed.")).to_be_visible()
    phone.open(f"/groups/{group}")
    expect(phone.page.get_by_text("This group is closed.")).to_be_visible()


def ask_how_all_arrive(leading: Page, answering: list[Visit], words: str) -> Locator:
    """Ask, let some answer, close it; returns what those who lead see of it."""
    leading.get_by_role("button", name="Ask how everybody arrives").click()
    close = leading.get_by_role("button", name="Close it and tell everybody")
    expect(close).to_be_visible()
    for phone in answering:
        phone.page.reload()
        phone.page.get_by_role("button", name=words, exact=True).click()
        expect(phone.page.get_by_role("button", name=words, exact=True)).to_have_attribute("aria-pressed", "true")
    close.click()
    expect(close).to_have_count(0)
    return leading.locator(".group-pulse .card:visible").first


def seconds(clock: str) -> int:
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


def made(server: Server, secret: str) -> str:
    """A group by the API, with one question and a code."""
    group = server.call("POST", "/workshops", {"name": "Thursday group"}, cookie=secret)[1]["id"]
    prompts = server.call("GET", "/prompts?for=group&limit=100", cookie=secret)[1]["items"]
    lamp = next(one["id"] for one in prompts if one["title"] == "Attention like a lamp")
    server.call("POST", f"/workshops/{group}/assignments", {"prompt": lamp}, cookie=secret)
    server.call("POST", f"/workshops/{group}/invitations", {}, cookie=secret)
    return str(group)
