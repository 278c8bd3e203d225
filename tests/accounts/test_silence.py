"""What a passkey derives, and what codes are made from, is written down nowhere (K1)."""

import base64
import io
import logging
from pathlib import Path

import pytest
from flask import Flask

from app.core.logs import JsonLines
from tests.accounts.authenticator import add, ask, touch
from tests.accounts.test_second_step import code, set_up
from tests.people import PASSPHRASE, Actor, join


def forms(text: str, raw: bytes) -> list[bytes]:
    """The ways in which it could be written."""
    return [text.encode(), raw, raw.hex().encode(), base64.b64encode(raw), base64.urlsafe_b64encode(raw)]


@pytest.fixture
def heard(app: Flask) -> io.StringIO:
    handler = logging.StreamHandler(log := io.StringIO())
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("braid")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    yield log
    logger.removeHandler(handler)
    logger.setLevel("WARNING")


def kept(app: Flask) -> bytes:
    files = [path for path in Path(app.extensions["settings"].data_dir).rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def test_k1_nothing_holds_what_a_passkey_derives(app: Flask, heard: io.StringIO) -> None:
    robin, elsewhere = join(app, "robin"), Actor(app)
    device = add(robin)
    sent = touch(elsewhere, device)
    prf = device.secret(ask(elsewhere, "signing-in"))["prf"]

    answers = [elsewhere.post("/session", sent), elsewhere.post("/session", sent), robin.get("/passkeys")]
    answers += [elsewhere.post("/session", {**touch(elsewhere, device), "prf": prf[:-1]})]

    written = kept(app) + heard.getvalue().encode() + b"".join(one.data for one in answers)
    assert [one.status_code for one in answers] == [201, 401, 200, 422]
    assert [form for form in forms(prf, base64.urlsafe_b64decode(prf + "=")) if form in written] == []


def test_k1_a_secret_inside_the_credential_is_left_aside(app: Flask, heard: io.StringIO) -> None:
    robin, elsewhere = join(app, "robin"), Actor(app)
    device = add(robin)
    sent = touch(elsewhere, device)
    results = {"prf": {"results": {"first": sent["prf"]}}}

    answer = elsewhere.post("/session", {**sent, "passkey": {**sent["passkey"], "clientExtensionResults": results}})

    assert answer.status_code == 201
    assert sent["prf"].encode() not in kept(app) + heard.getvalue().encode() + answer.data


def test_k1_nothing_holds_what_codes_are_made_from(app: Flask, heard: io.StringIO) -> None:
    robin, elsewhere = join(app, "robin"), Actor(app)
    seed = set_up(robin)

    answer = elsewhere.post("/session", {"username": "robin", "passphrase": PASSPHRASE, "code": code(seed, 30)})

    written = kept(app) + heard.getvalue().encode() + answer.data
    assert answer.status_code == 201
    assert [form for form in forms(seed, base64.b32decode(seed)) if form in written] == []
