"""Whatever is sent in a passkey's place is refused, and never stumbled over."""

import base64
from typing import Any

import cbor2
import pytest

from tests.accounts.authenticator import Authenticator, add, ask, touch
from tests.people import Actor


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


ODD = ["", "A", "!!", "é", "A" * 2048, text(b"\x00"), text(b"[" * 1500), text(b"{}"), text(b"\xff\xfe"), text(b"\xbf")]
CLAIMS: list[dict[str, Any]] = [
    {"challenge": 7},
    {"challenge": None},
    {"challenge": ""},
    {"challenge": "A" * 76},
    {"challenge": "é"},
    {"type": "webauthn.create"},
    {"type": []},
    {"origin": {}},
    {"tokenBinding": {"status": "odd"}, "origin": "https://localhost"},
]
AUTH_DATA = [b"", b"\x00" * 36, b"\x00" * 37, b"\xff" * 37, b"\xff" * 200, 7, "text", [1], None]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("member", ["id", "rawId", "clientDataJSON", "authenticatorData", "signature"])
def test_an_odd_member_opens_nothing(alice: Actor, anybody: Actor, member: str, value: str) -> None:
    sent = touch(anybody, add(alice))
    inner = sent["passkey"] if member in sent["passkey"] else sent["passkey"]["response"]
    inner[member] = value

    assert anybody.post("/session", sent).status_code == 401


@pytest.mark.parametrize("claims", CLAIMS)
def test_an_odd_claim_opens_nothing(alice: Actor, anybody: Actor, claims: dict[str, Any]) -> None:
    device, options = add(alice), ask(anybody, "signing-in")

    response = anybody.post("/session", {"passkey": device.touch(options, **claims), **device.secret(options)})

    assert response.status_code == 401


@pytest.mark.parametrize("said", AUTH_DATA, ids=str)
def test_an_odd_device_makes_no_passkey(alice: Actor, said: object) -> None:
    made = Authenticator().make(ask(alice, "adding"))
    odd = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
    made["response"]["attestationObject"] = text(odd)

    response = alice.post("/passkeys", {"credential": made, "name": "Odd"})

    assert (response.status_code, list(response.json["errors"])) == (422, ["credential"])


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("member", ["id", "rawId", "clientDataJSON", "attestationObject"])
def test_an_odd_member_makes_no_passkey(alice: Actor, member: str, value: str) -> None:
    made = Authenticator().make(ask(alice, "adding"))
    (made if member in made else made["response"])[member] = value

    assert alice.post("/passkeys", {"credential": made, "name": "Odd"}).status_code == 422


@pytest.mark.parametrize("statement", [{"fmt": "packed", "attStmt": {"alg": -7, "sig": b"x"}}, {"fmt": "tpm"}, {}])
def test_what_a_device_says_about_its_make_is_left_aside(alice: Actor, statement: dict[str, Any]) -> None:
    made = Authenticator().make(ask(alice, "adding"))
    said = cbor2.loads(base64.urlsafe_b64decode(made["response"]["attestationObject"] + "=="))
    made["response"]["attestationObject"] = text(cbor2.dumps({**said, **statement}))

    assert alice.post("/passkeys", {"credential": made, "name": "A key of steel"}).status_code == 201


@pytest.mark.parametrize("prf", ["", "A" * 42, "A" * 44, "A" * 42 + "=", "é" * 43])
def test_what_is_not_a_passkeys_secret_is_refused(alice: Actor, anybody: Actor, prf: str) -> None:
    device = add(alice)

    assert anybody.post("/session", {**touch(anybody, device), "prf": prf}).status_code == 422


@pytest.mark.parametrize(
    ("sent", "missing"),
    [({}, {"username", "passphrase"}), ({"username": "alice"}, {"passphrase"}), ({"passphrase": "x"}, {"username"})],
)
def test_half_a_way_in_is_none(anybody: Actor, sent: dict[str, str], missing: set[str]) -> None:
    response = anybody.post("/session", sent)

    assert (response.status_code, set(response.json["errors"])) == (422, missing)


def test_a_passkey_beside_half_a_way_in_is_none_either(alice: Actor, anybody: Actor) -> None:
    device = add(alice)

    response = anybody.post("/session", {**touch(anybody, device), "username": "alice"})

    assert (response.status_code, set(response.json["errors"])) == (422, {"passphrase"})


@pytest.mark.parametrize("purpose", ["adding", "confirming"])
def test_a_stranger_is_asked_for_no_passkey_of_theirs(anybody: Actor, purpose: str) -> None:
    assert anybody.post("/passkey-challenges", {"purpose": purpose}).status_code == 401
