"""A journal leaves one account as a file and comes into another, at a phone, with everything told on the way."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser
SEALING = "another harbour violet comet"


def pages(server: Server, secret: str, count: int) -> None:
    for number in range(1, count + 1):
        server.call("POST", "/entries", {"body": f"page {number}", "day": f"2026-11-{number:02}"}, cookie=secret)


def taken(page: Page, form: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator(f"[data-form={form}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(page.get_by_text(f"Saved as {path.name}")).to_be_visible()
    return path


def test_a_sealed_copy_of_some_days_goes_out_and_comes_in_once(
    server: Server, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    secret = server.join("leaver")
    pages(server, secret, 5)
    out = visit(server, secret=secret)
    out.open("/taking-along")
    out.page.get_by_text("Only a part, or sealed").click()
    out.page.get_by_label("From").fill("2026-11-03")
    out.page.get_by_label("Seal it with a passphrase").fill(SEALING)
    path = taken(out.page, "json", tmp_path)
    assert b"page 3" not in path.read_bytes()

    into = visit(server, secret=server.join("comer"))
    into.open("/taking-along")
    into.page.get_by_label("A file").set_input_files(path)
    into.page.get_by_label("The passphrase it was sealed with").fill("not this one, surely not")
    into.page.get_by_role("button", name="Open it").click()
    expect(into.page.get_by_text("It was sealed with another passphrase.")).to_be_visible()
    into.page.get_by_label("The passphrase it was sealed with").fill(SEALING)
    into.page.get_by_role("button", name="Open it").click()
    expect(into.page.get_by_text("3 pages would come, from 3 Nov to 5 Nov")).to_be_visible()
    into.page.get_by_role("button", name="Bring 3 pages along").click()
    expect(into.page.get_by_text("3 pages came, from 3 Nov to 5 Nov")).to_be_visible()

    into.page.reload()
    into.page.get_by_label("A file").set_input_files(path)
    into.page.get_by_label("The passphrase it was sealed with").fill(SEALING)
    into.page.get_by_role("button", name="Open it").click()
    expect(into.page.get_by_text("3 pages are here already")).to_be_visible()
    expect(into.page.get_by_role("button", name="along")).to_have_count(0)
    assert out.all_complaints() == []


def test_a_file_nobody_can_read_is_refused_in_words_and_another_can_be_chosen(
    server: Server, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    (tmp_path / "odd.bin").write_bytes(b"nothing that we know")
    (tmp_path / "2026-11-24.md").write_text("---\nday: 2026-11-24\n---\n\nA word.")
    seen = visit(server, secret=server.join("chooser"))
    seen.open("/taking-along")

    seen.page.get_by_label("A file").set_input_files(tmp_path / "odd.bin")
    expect(seen.page.get_by_text("It is none of the kinds of file that we can read.")).to_be_visible()
    seen.page.get_by_label("A file").set_input_files(tmp_path / "2026-11-24.md")
    seen.page.get_by_role("button", name="Bring 1 page along").click()

    seen.page.get_by_role("link", name="To your journal").click()
    expect(seen.page.get_by_text("A word.")).to_be_visible()


def test_every_trouble_is_told_and_check_ins_alone_can_be_brought(
    server: Server, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    ids = [f"8f14e45f-ceea-467f-a0e6-1a2b3c4d5e6{digit}" for digit in "123"]
    rivers = ["nowhere known", "nowhere either", "ashore"]
    marks = [{"id": own, "day": "2026-11-24", "river": river} for own, river in zip(ids, rivers, strict=True)]
    told = {"format": "braid-journal", "version": 1, "entries": [], "check_ins": marks}
    (tmp_path / "journal.json").write_text(json.dumps(told))
    seen = visit(server, secret=server.join("marker"))
    seen.open("/taking-along")

    seen.page.get_by_label("A file").set_input_files(tmp_path / "journal.json")
    seen.page.get_by_text("2 things could not be read").click()

    expect(seen.page.get_by_text("check-in of 2026-11-24")).to_have_count(2)
    seen.page.get_by_role("button", name="Bring it along").click()
    expect(seen.page.get_by_text("1 check-in came")).to_be_visible()
