"""F12: whatever is typed or brought, no page takes it for a script."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.drills.calling import Caller
from tests.drills.house import House
from tests.drills.journey import Lives, live
from tests.drills.noting import note, sized
from tests.drills.payloads import PAYLOADS, at_most
from tests.people import Actor
from tests.portability.files import packed

pytestmark = pytest.mark.drill
A_PAGE = 10
PLACES = ("today", "journal", "river", "search", "print", "settings", "taking-along", "groups", "write", "library")


@dataclass(frozen=True)
class Served:
    """What a browser needs to know of a house."""

    address: str
    trust: None = None


def type_everywhere(house: House) -> tuple[Lives, list[str]]:
    """A payload in every field, and all of them in pages: typed, and brought in files."""
    short = iter(at_most(38))
    lives = live(house.join("lee"), house.join("amira"), lambda _: next(short))
    pages = [written(lives.member, PAYLOADS[at : at + A_PAGE]) for at in range(0, len(PAYLOADS), A_PAGE)]
    words = [one for one in at_most(80) if len(one) > 38]
    group = {"name": words[0], "purpose": "\n".join(words[:7]), "agreements": words[:12]}
    changed = lives.leader.patch(f"/workshops/{lives.group['id']}", group, If_Match='"1"')
    assert changed.status_code == 200, changed.text
    assert isinstance(lives.member, Caller)
    brought(lives.member)
    return lives, pages


def written(member: Actor, payloads: list[str]) -> str:
    short = next((one for one in payloads if len(one) <= 40 and "\0" not in one), "plain")
    title = payloads[0].replace("\0", "")[:100]
    return str(member.write("\n".join(payloads), title=title, tags=[short])["id"])


def brought(member: Caller) -> None:
    """The same in files: as JSON, and as Markdown under names that are scripts themselves."""
    entries = [{"id": str(uuid4()), "day": "2026-11-23", "title": one[:100], "body": one} for one in at_most(400)]
    journal = {"format": "braid-journal", "version": 1, "check_ins": [], "entries": entries[: sized(40, 400)]}
    assert member.bring(json.dumps(journal).encode()).status_code == 200
    named = {f"{one.replace('/', '∕')}.md": f"---\nday: 2026-11-22\n---\n\n{one}".encode() for one in at_most(60)[:40]}
    member.bring(packed(named))


def listen(visit: Visit) -> list[str]:
    """Remember, and close, every dialog that opens."""
    opened: list[str] = []

    def hear(dialog: Any) -> None:
        opened.append(dialog.type)
        dialog.dismiss()

    visit.page.on("dialog", hear)
    return opened


def walk(visit: Visit, paths: list[str]) -> list[str]:
    """Go through pages as somebody does who waits until each is whole; returns all complaints."""
    complaints: list[str] = []
    for path in paths:
        visit.open(path)
        visit.page.wait_for_load_state("networkidle")
        complaints += [f"{path}: {one}" for one in visit.page.evaluate("window.__complaints")]
    return [*complaints, *visit.complaints]


def search_for(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}/search")
    page.get_by_role("searchbox").first.fill(words)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def taken_along(member: Actor, folder: Path) -> str:
    """The journal as a page of its own, as it would be opened from a folder."""
    made = member.post("/exports", {"format": "html"})
    assert made.status_code == 200
    (folder / "journal.html").write_bytes(made.data)
    return f"file://{folder / 'journal.html'}"


def test_f12_no_page_runs_what_was_typed(house: House, visit: Callable[..., Visit], tmp_path: Path) -> None:
    lives, pages = type_everywhere(house)
    group = f"/groups/{lives.group['id']}"
    own = [f"/{place}" for place in PLACES] + [group, f"/entries/{lives.page['id']}"]
    own += [f"/entries/{page}" for page in pages[: sized(3, len(pages))]]
    served = Served(f"http://localhost:{house.port}")
    dialogs, complaints = [], []
    for actor, paths in ((lives.member, own), (lives.leader, ["/groups", group, f"{group}/live"])):
        seen = visit(served, secret=actor.cookie)
        dialogs.append(listen(seen))
        complaints += walk(seen, paths)
        search_for(seen.page, served.address, PAYLOADS[1])
    seen.page.goto(taken_along(lives.member, tmp_path))

    opened = sum(len(one) for one in dialogs)
    note(
        "F12",
        f"{len(PAYLOADS)} payloads in every field and in {len(pages)} pages, {len(own) + 3} pages walked, "
        f"two searches, the journal as HTML: {opened} dialogs, {len(complaints)} complaints of the policy",
    )
    assert opened == 0
    assert complaints == []
