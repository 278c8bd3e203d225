"""No plain text where none belongs: database files, write-ahead log, log lines, errors (K1, L1, L2)."""

import base64
import io
import logging
from pathlib import Path

import pytest
from flask import Flask

from app.core.logs import JsonLines
from tests.disk import database_files
from tests.people import CONSENT, Actor
from tests.portability.files import bring, packed, send, take

CANARIES = {
    "username": None,  # the name is readable; docs/privacy.md says so
    "passphrase": "canary passphrase velvet anchor",
    "body": "canary-in-the-body-ὄρνις",
    "title": "canary-in-the-title",
    "tag": "canary-in-a-tag",
    "note": "canary-in-a-note",
    "feeling": "canary-feeling",
    "search": "canary-in-a-search",
    "second": "canary-in-an-edit",
    "wrong": "canary in a wrong passphrase",
    "brought": "canary-in-a-file",
    "file": "canary-name-of-a-file",
    "sealing": "canary that seals a file",
}
TEXTS = [text for text in CANARIES.values() if text]


def disguises(text: str) -> list[bytes]:
    raw = text.encode()
    plain = [raw, text.casefold().encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode()]
    shifted = [base64.b64encode(b" " * shift + raw)[4:-4] for shift in range(3)]
    return [*plain, *shifted, *(one.replace(b"+", b"-").replace(b"/", b"_") for one in shifted)]


@pytest.fixture
def journey(app: Flask) -> tuple[Actor, str]:
    """Somebody has typed a canary into every field there is."""
    handler = logging.StreamHandler(log := io.StringIO())
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("braid")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    robin = Actor(app)
    robin.post("/people", {"username": "robin", "passphrase": CANARIES["passphrase"], "consent": CONSENT})
    robin.post("/session", {"username": "robin", "passphrase": CANARIES["wrong"]})
    entry = robin.write(CANARIES["body"], title=CANARIES["title"], tags=[CANARIES["tag"]])
    robin.put(f"/entries/{entry['id']}", {"body": CANARIES["second"]}, If_Match='"1"')
    robin.mark(river="both", feelings=[CANARIES["feeling"]], note=CANARIES["note"])
    robin.post("/searches", {"text": CANARIES["search"]})
    robin.post("/searches", {"text": CANARIES["second"], "cursor": CANARIES["search"]})
    robin.call("PUT", f"/entries/{CANARIES['search']}", {"body": CANARIES["body"]})
    bring(robin, f"[2026-11-24 08:00] {CANARIES['brought']}\n".encode())
    send(robin, packed({f"{CANARIES['file']}.md": b"no day"}))
    take(robin, "json", passphrase=CANARIES["sealing"])
    logger.removeHandler(handler)
    logger.setLevel("WARNING")
    return robin, log.getvalue()


@pytest.mark.parametrize("text", TEXTS)
def test_l1_no_file_holds_what_was_written(app: Flask, journey: tuple[Actor, str], text: str) -> None:
    beside = [path for path in Path(app.extensions["settings"].data_dir).rglob("*") if path.is_file()]
    held = {**{path.name: path.read_bytes() for path in beside}, **database_files(app)}

    found = [(name, form) for name, data in held.items() for form in disguises(text) if form in data]

    assert any(b"username_key" in data for data in held.values())
    assert found == []


def test_k1_no_file_holds_a_secret(app: Flask, journey: tuple[Actor, str]) -> None:
    robin, _ = journey
    secrets = [robin.cookie, robin.post("/person/recovery-code").json["recovery_code"]]
    held = database_files(app)

    found = [name for name, data in held.items() for secret in secrets for form in disguises(secret) if form in data]

    assert any(b"username_key" in data for data in held.values())
    assert found == []


def test_l1_the_log_holds_routes_and_nothing_that_was_typed(journey: tuple[Actor, str]) -> None:
    robin, log = journey

    assert "/api/v1/entries/<uuid:entry_id>" in log
    assert [text for text in (*TEXTS, "robin", robin.cookie, "canary") if text in log] == []


def test_a_forced_error_tells_nothing(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("canary-in-an-exception")

    monkeypatch.setattr("app.journal.routes.finding.search", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    handler = logging.StreamHandler(log := io.StringIO())
    handler.setFormatter(JsonLines())
    logging.getLogger("braid").addHandler(handler)

    response = alice.post("/searches", {"text": "canary-in-a-search"})
    logging.getLogger("braid").removeHandler(handler)

    assert response.status_code == 500
    assert "canary" not in response.text + log.getvalue()
    assert '"kind": "RuntimeError"' in log.getvalue()
