"""A real server, a real Chromium at phone size, and a page that remembers every complaint."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.serving import Server, serving

PHONE = {"width": 390, "height": 844}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What the browser would look up for itself. Whatever a page asks for is seen before that.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)
# Kept by the first script of every page, so that a broken policy is a failed test.
LISTEN = """
window.__complaints = [];
addEventListener('securitypolicyviolation', event => window.__complaints.push('CSP ' + event.effectiveDirective));
"""
# How the browser says that it turns a page without moving it, because the machine is too slow for that.
GIVEN_UP = "Transition was aborted"
# Beside the other half of the tests, and under a tracer (F13), a page takes its time.
expect.set_options(timeout=10_000)


class Visit:
    """One person's browser: its page, and everything the console and the policy had to say."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        context.add_init_script(LISTEN)
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._note)
        context.on("request", lambda request: self.addresses.append(request.url))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def elsewhere(self) -> set[str]:
        """The hosts other than ours that any of its pages asked."""
        hosts = {urlsplit(address).hostname for address in self.addresses if address.startswith(("http", "ws"))}
        return {str(host) for host in hosts - {"localhost"}}

    def all_complaints(self) -> list[str]:
        return [*self.complaints, *self.page.evaluate("window.__complaints")]

    def _note(self, error: object) -> None:
        if not str(error).startswith(GIVEN_UP):
            self.complaints.append(f"error: {error}")

    def _hear(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.complaints.append(getattr(message, "text", ""))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("served")
    with serving(folder) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a browser of one's own: at phone size by day unless said otherwise; signed in with a session secret."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def start(server: Server, *, secret: str = "", scheme: str = "light", size: dict[str, int] = PHONE) -> Visit:
        context = chromium.new_context(
            viewport=size,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="en-GB",
            ignore_https_errors=server.trust is not None,
        )
        if secret:
            cookie = {"name": "__Host-session", "value": secret, "domain": "localhost", "path": "/"}
            context.add_cookies([{**cookie, "secure": True, "httpOnly": True, "sameSite": "Strict"}])  # type: ignore[list-item]
        context.set_default_timeout(8_000)
        contexts.append(context)
        visits.append(Visit(context, server.address))
        return visits[-1]

    yield start
    for context in contexts:
        context.close()
    assert [visit.elsewhere() for visit in visits if visit.elsewhere()] == []
