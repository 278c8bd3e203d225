"""Passkeys before any request: what a browser is asked for, and what of a device's word is believed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor, parse_cbor

from app.vault.authenticators import (
    Made,
    NotGenuine,
    Site,
    challenge_in,
    credential_id_in,
    made,
    to_make,
    to_touch,
    touched,
)
from app.vault.pepper import Peppers
from tests.accounts.authenticator import PRESENT, Authenticator

SITE = Site("https://journal.example:8443", Peppers({}))
ALICE = (UUID(int=7), "alice")
DERIVING = {"prf": {"eval": {"first": "2ORFKcX8PMIaAA4rL-zikqugS8Yt-CUzlVBSK0-pBY0"}}}


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(origin=SITE.origin)


def new_passkey(device: Authenticator) -> dict[str, Any]:
    return device.make(to_make(SITE, b"challenge", whose=ALICE, besides=[]))


def touch_of(device: Authenticator) -> dict[str, Any]:
    return device.touch(to_touch(SITE, b"challenge"))


def key_of(device: Authenticator) -> bytes:
    return made(SITE, new_passkey(device)).public_key


def test_a_browser_is_asked_for_a_passkey_that_knows_its_person_and_derives() -> None:
    asked = to_make(SITE, b"challenge", whose=ALICE, besides=[b"one", b"two"])

    assert asked["rp"] == {"name": "Braid", "id": "journal.example"}
    assert asked["user"] == {"id": "AAAAAAAAAAAAAAAAAAAABw", "name": "alice", "displayName": "alice"}
    assert (asked["challenge"], asked["timeout"], asked["attestation"]) == ("Y2hhbGxlbmdl", 300_000, "none")
    assert [one["id"] for one in asked["excludeCredentials"]] == ["b25l", "dHdv"]
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["extensions"] == DERIVING


def test_a_browser_is_asked_for_a_touch_that_verifies_its_person_and_derives() -> None:
    assert to_touch(SITE, b"challenge", among=[b"one"]) == {
        "challenge": "Y2hhbGxlbmdl",
        "timeout": 300_000,
        "rpId": "journal.example",
        "allowCredentials": [{"id": "b25l", "type": "public-key"}],
        "userVerification": "required",
        "extensions": DERIVING,
    }


def test_whoever_is_not_known_yet_is_asked_for_any_passkey() -> None:
    assert to_touch(SITE, b"challenge")["allowCredentials"] == []


def test_a_site_is_its_host_without_scheme_and_port() -> None:
    hosts = [Site(origin, Peppers({})).host for origin in ("https://a.example", "http://localhost:8000", "")]

    assert hosts == ["a.example", "localhost", ""]


def test_a_new_passkey_tells_how_it_is_found_checked_and_counted(device: Authenticator) -> None:
    device.counter = 4
    found = made(SITE, new_passkey(device))

    numbers = device.key.public_key().public_numbers()
    key = parse_cbor(found.public_key)
    assert found == Made(device.credential_id, found.public_key, 4)
    assert (key[-2], key[-3]) == (numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big"))


def test_what_a_device_says_about_its_make_is_left_aside_unread(device: Authenticator) -> None:
    passkey = new_passkey(device)
    said = parse_cbor(base64url_to_bytes(passkey["response"]["attestationObject"]))
    praising = {**said, "fmt": "packed", "attStmt": {"alg": -7, "sig": b"steel"}}
    passkey["response"]["attestationObject"] = bytes_to_base64url(encode_cbor(praising))

    assert made(SITE, passkey).credential_id == device.credential_id


def test_an_answer_names_its_challenge_and_its_passkey(device: Authenticator) -> None:
    touch = touch_of(device)

    assert (challenge_in(touch), credential_id_in(touch)) == (b"challenge", device.credential_id)


def test_a_touch_tells_the_new_counter(device: Authenticator) -> None:
    key = key_of(device)
    device.counter = 6

    assert touched(SITE, touch_of(device), public_key=key, counter=6) == 7


def test_a_device_that_does_not_count_stays_at_nothing() -> None:
    device = Authenticator(origin=SITE.origin, counts=False)

    assert touched(SITE, touch_of(device), public_key=key_of(device), counter=0) == 0


@pytest.mark.parametrize("counter", [7, 8])
def test_a_counter_that_does_not_move_on_is_a_copy_of_the_device(device: Authenticator, counter: int) -> None:
    key = key_of(device)
    device.counter = 6

    with pytest.raises(NotGenuine, match=r"^a device's answer does not fit$"):
        touched(SITE, touch_of(device), public_key=key, counter=counter)


@pytest.mark.parametrize("origin", ["https://elsewhere.example:8443", "https://journal.example", "http://localhost"])
def test_what_was_said_to_another_site_is_not_believed(device: Authenticator, origin: str) -> None:
    key = key_of(device)
    device.origin = origin

    with pytest.raises(NotGenuine):
        made(SITE, new_passkey(device))
    with pytest.raises(NotGenuine):
        touched(SITE, touch_of(device), public_key=key, counter=0)


def test_what_is_bound_to_another_host_is_not_believed(device: Authenticator) -> None:
    key, elsewhere = key_of(device), Site("https://elsewhere.example", Peppers({}))

    with pytest.raises(NotGenuine):
        made(SITE, device.make(to_make(elsewhere, b"challenge", whose=ALICE, besides=[])))
    with pytest.raises(NotGenuine):
        touched(SITE, device.touch(to_touch(elsewhere, b"challenge")), public_key=key, counter=0)


def test_a_person_who_was_not_verified_is_not_believed(device: Authenticator) -> None:
    key = key_of(device)
    device.flags = PRESENT

    with pytest.raises(NotGenuine):
        made(SITE, new_passkey(device))
    with pytest.raises(NotGenuine):
        touched(SITE, touch_of(device), public_key=key, counter=0)


def test_a_touch_of_another_device_is_not_believed(device: Authenticator) -> None:
    other = replace(Authenticator(origin=SITE.origin), credential_id=device.credential_id)

    with pytest.raises(NotGenuine):
        touched(SITE, touch_of(other), public_key=key_of(device), counter=0)


@pytest.mark.parametrize("said", ["", "A", "!", bytes_to_base64url(b"not JSON")])
def test_what_cannot_be_read_is_not_believed(device: Authenticator, said: str) -> None:
    odd = {**touch_of(device), "response": {"clientDataJSON": said}}

    with pytest.raises(NotGenuine):
        challenge_in(odd)
    with pytest.raises(NotGenuine):
        credential_id_in({})
