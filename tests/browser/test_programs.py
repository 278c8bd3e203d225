"""A program is let in from a page: its line works in a terminal, and it is let out again."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.serving import Server

pytestmark = pytest.mark.browser


def in_a_terminal(lines: str, token: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What the lines do, with the token given at the prompt."""
    return subprocess.run(
        ["bash", "-c", lines],
        input=f"{token}\n",
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ,
    )


def test_a_program_is_let_in_and_out(server: Server, visit: Callable[..., Visit], tmp_path: Path) -> None:
    secret = server.join("scripter")
    server.call("POST", "/entries", {"body": "The heron stood still."}, cookie=secret)
    seen = visit(server, secret=secret)
    seen.open("/settings")
    page = seen.page
    page.locator("#programs").get_by_role("link", name="Open").click()
    expect(page.get_by_text("There are none.")).to_be_visible()

    page.get_by_label("What is it called?").fill("Nightly copy")
    page.get_by_label("Read pages").check()
    page.get_by_role("button", name="Make a token").click()
    shown = page.get_by_label("The token", exact=True)
    expect(shown).to_have_text(re.compile(r"braid_[\w-]{43}"))
    token = shown.inner_text()
    lines = page.get_by_label("Two lines for a terminal").inner_text()
    done = in_a_terminal(lines, token, tmp_path)

    assert done.returncode == 0, done.stderr
    assert "The heron stood still." in done.stdout
    assert (tmp_path / "braid-token").stat().st_mode & 0o077 == 0
    page.get_by_role("button", name="I have kept it").click()
    assert token not in page.content()
    expect(page.locator(".tokens li")).to_contain_text("Nightly copyRead pages · made or last used on")

    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("There are none.")).to_be_visible()
    expect(page.get_by_role("heading", name="Tokens that are good now")).to_be_focused()
    expect(page.locator(".tokens").get_by_role("alert")).to_be_hidden()
    assert in_a_terminal(lines, token, tmp_path).returncode == 22
