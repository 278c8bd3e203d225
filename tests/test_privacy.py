"""No plain text where none belongs: database files, write-ahead log, log lines, errors (K1, L1–L3)."""

import base64
import io
import logging
import socket
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.identity import private_key_of
from app.accounts.sessions import recognise
from app.accounts.settings import find_person
from app.core.logs import JsonLines
from app.vault.keyring import LABELS
from tests.disk import database_files
from tests.people import CONSENT, Actor, program
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
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every line that anything in this process opens to somewhere, and every name that it asks for."""
    made: list[object] = []
    for owner, name in ((socket.socket, "connect"), (socket.socket, "connect_ex"), (socket, "getaddrinfo")):
        monkeypatch.setattr(owner, name, lambda *asked, **_named: made.append(asked))
    return made


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
    token = program(robin, "entries:read", "export").token
    secrets = [robin.cookie, token, robin.post("/person/recovery-code").json["recovery_code"]]
    held = database_files(app)

    found = [name for name, data in held.items() for secret in secrets for form in disguises(secret) if form in data]

    assert any(b"username_key" in data for data in held.values())
    assert found == []


def test_k1_no_file_holds_a_key(app: Flask, journey: tuple[Actor, str]) -> None:
    robin, _ = journey
    held = b"".join(database_files(app).values())

    keys = keys_of(app, robin)

    assert len(set(keys)) == len(LABELS) + 2
    assert [
        form for key in keys for form in (key, key.hex().encode(), base64.b64encode(key)[:-2]) if form in held
    ] == []


def keys_of(app: Flask, actor: Actor) -> list[bytes]:
    """What a session opens: the data key, the key of each class of things, and the private key."""
    with app.app_context():
        visitor = recognise(actor.cookie)
        assert visitor is not None
        person = find_person(visitor)
        rings = [visitor.keyring, *(visitor.keyring.scoped(label) for label in LABELS)]
        return [*(ring.pack()[-32:] for ring in rings), private_key_of(person, visitor.keyring)]


def test_l1_the_log_holds_routes_and_nothing_that_was_typed(journey: tuple[Actor, str]) -> None:
    robin, log = journey

    assert "/api/v1/entries/<uuid:entry_id>" in log
    assert [text for text in (*TEXTS, "robin", robin.cookie, "canary") if text in log] == []


def test_l2_a_forced_error_tells_nothing(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_l3_a_whole_journey_calls_nobody(calls: list[object], journey: tuple[Actor, str]) -> None:
    robin, _ = journey

    assert robin.get("/entries").json["items"]
    assert calls == []
