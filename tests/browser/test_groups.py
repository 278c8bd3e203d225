"""A workshop from end to end: one who leads, a wall, and six phones."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.evening import (
    all_arrive,
    arrive,
    begin_quiet_writing,
    close_the_group,
    give_and_take_back,
    made,
    read_and_answer,
    read_code,
    say_how_they_arrive,
    secret_of,
    write_with_half_the_line,
)
from tests.browser.test_pages import CROWDED, WORDS
from tests.browser.test_states import faults
from tests.serving import Server

pytestmark = pytest.mark.browser
WALL = {"width": 1366, "height": 860}
TABLET = {"width": 820, "height": 1180}
DESK = {"width": 1280, "height": 900}


def open_group(visit: Visit) -> str:
    """Groups, a new one, its first question, until when, done: five taps and no letter."""
    page = visit.page
    visit.open("/today")
    page.get_by_role("link", name="Groups").click()
    page.get_by_role("button", name="New group").click()
    page.get_by_role("radio", name=re.compile("Attention like a lamp")).check()
    page.get_by_role("radio", name="3 days").check()
    page.get_by_role("button", name="Create and show the code").click()
    page.wait_for_url("**/groups/*-*")
    return page.url.split("/")[-1].partition("#")[0]


def test_a_new_group_with_its_first_question_takes_under_a_minute_and_eight_taps(
    server: Server, visit: Callable[..., Visit]
) -> None:
    lee = visit(server, secret=server.join("quick-lee"))
    taps = []
    lee.page.expose_function("tapped", lambda: taps.append(1))
    lee.page.add_init_script("addEventListener('click', event => event.isTrusted && tapped(), true)")

    started = time.monotonic()
    group = open_group(lee)
    expect(lee.page.get_by_role("heading", name="Attention like a lamp")).to_be_visible()
    expect(lee.page.get_by_role("img", name="The code as a picture for a camera")).to_be_visible()

    assert time.monotonic() - started < 60
    assert 1 <= len(taps) <= 8
    assert server.call("GET", f"/workshops/{group}/assignments", cookie=secret_of(lee))[1]["items"]
    assert lee.all_complaints() == []


def test_one_who_leads_and_six_phones_go_through_an_evening(server: Server, visit: Callable[..., Visit]) -> None:
    lee = visit(server, secret=server.join("evening-lee"), size=DESK)
    group = open_group(lee)
    phones = all_arrive(server, visit, read_code(lee.page))
    wall = visit(server, secret=secret_of(lee), size=WALL)
    wall.open(f"/groups/{group}/live")

    say_how_they_arrive(lee.page, phones)
    begin_quiet_writing(lee.page, wall.page, phones)
    write_with_half_the_line(wall.page, phones)
    give_and_take_back(phones)
    read_and_answer(lee.page, phones)
    close_the_group(lee.page, phones[0], group)

    assert "canary" not in wall.page.inner_text("body")
    assert "canary" not in server.log.read_text()
    assert [line for one in (lee, wall, *phones[:3]) for line in one.all_complaints()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, TABLET, WALL], ids=["phone", "tablet", "wall"])
def test_axe_finds_nothing_on_a_groups_pages(
    server: Server, visit: Callable[..., Visit], size: dict[str, int], scheme: str
) -> None:
    name = f"axe-{size['width']}-{scheme}"
    lee = visit(server, secret=server.join(name), size=size, scheme=scheme)
    group = made(server, secret_of(lee))
    wall = visit(server, secret=secret_of(lee), size=size, scheme=scheme)
    phone = visit(server, secret=server.join(f"{name}-member"), size=size, scheme=scheme)

    found = {"lead": look_at_leading(lee, group), "wall": look_at_the_wall(wall, group)}
    found.update(look_at_taking_part(phone, read_code(lee.page)))

    assert {where: faults for where, faults in found.items() if faults} == {}
    for page in (lee.page, wall.page, phone.page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def look_at_leading(visit: Visit, group: str) -> list[str]:
    visit.open(f"/groups/{group}")
    visit.page.get_by_role("button", name="Start live session").click()
    visit.page.get_by_role("button", name="Show it").click()
    expect(visit.page.get_by_role("heading", name="Attention like a lamp").first).to_be_visible()
    visit.page.wait_for_timeout(600)
    return faults(visit.page)


def look_at_the_wall(visit: Visit, group: str) -> list[str]:
    visit.open(f"/groups/{group}/live")
    visit.page.wait_for_timeout(600)
    return faults(visit.page)


def look_at_taking_part(visit: Visit, link: str) -> dict[str, list[str]]:
    visit.page.goto(link)
    expect(visit.page.get_by_text("They cannot see")).to_be_visible()
    found = {"join": faults(visit.page)}
    arrive(visit, link, "Amira")
    found["part"] = faults(visit.page)
    visit.open("/facilitating")
    return {**found, "guide": faults(visit.page)}


def test_what_is_asked_is_changed_moved_and_asked_no_longer(server: Server, visit: Callable[..., Visit]) -> None:
    lee = visit(server, secret=server.join("changing-lee"), size=DESK)
    group = made(server, secret_of(lee))
    lee.open(f"/groups/{group}")
    page = lee.page
    page.get_by_role("radio", name="My own").check()
    page.locator("#ask-text").fill("What did you notice on the way here?")
    page.get_by_role("button", name="Ask the group").click()
    titles = page.locator(".group-task__title:visible")
    expect(titles).to_have_text(["Attention like a lamp", "What did you notice on the way here?"])

    page.get_by_role("button", name=re.compile("^Change it.*What did")).click()
    page.get_by_role("button", name="Move up").click()
    expect(titles).to_have_text(["What did you notice on the way here?", "Attention like a lamp"])
    page.get_by_role("button", name=re.compile("^Change it.*Attention")).click()
    page.get_by_label("A note", exact=True).fill("By the window.")
    page.get_by_role("button", name="Keep it so").first.click()
    expect(page.get_by_text("By the window.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Change it.*Attention")).click()
    page.get_by_role("button", name="Ask it no longer").click()

    expect(titles).to_have_text(["What did you notice on the way here?"])
    assert lee.all_complaints() == []


def test_what_cannot_be_asked_is_stopped_where_it_is_missing(server: Server, visit: Callable[..., Visit]) -> None:
    lee = visit(server, secret=server.join("hasty-lee"))
    group = made(server, secret_of(lee))
    lee.open(f"/groups/{group}")
    page = lee.page
    page.get_by_role("button", name="Ask the group").click()
    expect(page.locator("#ask-prompt")).to_be_focused()

    page.get_by_role("button", name="Start live session").click()
    page.get_by_label("Minutes").fill("0")
    page.get_by_role("button", name="Quiet writing").click()

    expect(page.get_by_label("Minutes")).to_be_focused()
    assert server.call("GET", f"/workshops/{group}/moment", cookie=secret_of(lee))[1]["stage"] == "arriving"
    assert lee.all_complaints() == []


def test_why_people_who_work_together_share_nothing_can_be_read(server: Server, visit: Callable[..., Visit]) -> None:
    lee = visit(server, secret=server.join("working-lee"))
    lee.open("/groups")
    lee.page.get_by_role("button", name="New group").click()

    said = lee.page.get_by_text("consent to an employer is rarely free")

    assert said.evaluate("one => one.scrollHeight <= one.clientHeight")


@pytest.mark.parametrize("path", ["", "/live"])
def test_letters_twice_as_large_fit_on_a_groups_pages(server: Server, visit: Callable[..., Visit], path: str) -> None:
    lee = visit(server, secret=server.join(f"large-lee{path[1:]}"))
    group = made(server, secret_of(lee))
    lee.open(f"/groups/{group}{path}")
    lee.page.evaluate("document.documentElement.style.fontSize = '200%'")
    lee.page.wait_for_load_state("networkidle")

    lee.page.wait_for_timeout(300)

    assert lee.page.evaluate(CROWDED, WORDS) == []
