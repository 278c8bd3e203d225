"""What a slot says of itself, how it is wrapped once more, and why it does not open."""

import base64
import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask

from app.core.clock import now
from app.extensions import db
from app.vault import box, slots
from app.vault.argon2 import Argon2Cost
from app.vault.box import WrongKey
from app.vault.canon import canon
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers, UnknownPepper
from app.vault.slots import PassphraseGuard, Terms

RING = Keyring.fresh(uuid4())
GROWN = RING.grown()
COST = Argon2Cost(memory=64, passes=2, lanes=1)
GUARD = PassphraseGuard(Peppers({"p1": bytes(32), "p2": bytes([5]) * 32}), COST)
WORDS = "lantern otter gravel sunday"
SECRET = base64.urlsafe_b64encode(bytes(range(200, 232))).decode().rstrip("=")
PRF = base64.urlsafe_b64encode(bytes(range(100, 132))).decode().rstrip("=")


def hkdf(secret: bytes, info: bytes, length: int = 32) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


def changed(slot: Any, **changes: Any) -> Any:
    columns = ("id", "person_id", "kind", "scope", "expires_at", "params", "box")
    return SimpleNamespace(**{**{name: getattr(slot, name) for name in columns}, **changes})


def test_a_new_secret_is_32_bytes_of_chance_in_43_letters() -> None:
    secrets = {slots.new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert {(len(one), len(base64.urlsafe_b64decode(one + "="))) for one in secrets} == {(43, 32)}


def test_a_slots_place_is_derived_by_the_book() -> None:
    session = UUID(bytes=hkdf(bytes(range(200, 232)), canon("braid/v1/id", "session"), 16))
    group = UUID(bytes=hkdf(b"01234-GHJKM", canon("braid/v1/id", "group"), 16))

    assert (slots.slot_id("session", SECRET), slots.slot_id("group", "01234-GHJKM")) == (session, group)


def test_a_slot_says_whose_it_is_and_nothing_that_was_not_agreed() -> None:
    slot, today = slots.wrap(RING, "session", SECRET), now().date()

    assert (slot.id, slot.person_id, slot.kind) == (slots.slot_id("session", SECRET), RING.person_id, "session")
    assert (slot.scope, slot.expires_at, slot.params) == ("", None, "{}")
    assert (slot.created_on, slot.last_used_on) == (today, today)


def test_a_slot_says_its_terms_in_one_way_only() -> None:
    terms = Terms(scope="export", expires_at=1_800_000_000, params={"zone": "é", "device": "own"})
    slot = slots.wrap(RING, "token", SECRET, terms)

    assert (slot.scope, slot.expires_at) == ("export", 1_800_000_000)
    assert slot.params == '{"device":"own","zone":"\\u00e9"}'


def test_a_tokens_slot_opens_by_the_book() -> None:
    slot = slots.wrap(RING, "token", SECRET, Terms(scope="export", expires_at=1_800_000_000))
    key = hkdf(bytes(range(200, 232)), canon("braid/v1/kek", "token", RING.person_id))
    about = canon("slot", RING.person_id, slot.id, "token", "export", "1800000000", "{}")

    assert box.open_box(key, "slot/token", slot.box, about=about) == RING.pack()


def test_a_passphrases_slot_says_what_opening_it_needs() -> None:
    slot, today = slots.wrap_passphrase(RING, WORDS, GUARD), now().date()
    told = json.loads(slot.params)

    assert (slot.person_id, slot.kind, slot.created_on) == (RING.person_id, "password", today)
    assert (slot.scope, slot.expires_at) == ("", None)
    assert {**told, "salt": len(bytes.fromhex(told["salt"]))} == {"m": 64, "t": 2, "p": 1, "salt": 16, "pepper": "p2"}


def test_the_same_passphrase_has_another_salt_and_another_place_each_time() -> None:
    made = [slots.wrap_passphrase(RING, WORDS, GUARD) for _ in range(5)]

    assert len({one.id for one in made}) == len({one.params for one in made}) == 5


def test_an_opened_keyring_is_that_of_the_slots_person() -> None:
    passphrase, passkey = slots.wrap_passphrase(RING, WORDS, GUARD), slots.wrap_passkey(RING, UUID(int=11), b"c", PRF)
    opened = [
        slots.unwrap(slots.wrap(RING, "session", SECRET), "session", SECRET),
        slots.unwrap_passphrase(passphrase, WORDS, GUARD),
        slots.unwrap_passkey(passkey, b"c", PRF),
    ]

    assert [one.person_id for one in opened] == [RING.person_id] * 3


def test_a_slot_may_be_wrapped_around_other_keys_and_says_the_same() -> None:
    slot = slots.wrap(RING, "session", SECRET, Terms(scope="x", expires_at=5, params={"device": "own"}))

    again = changed(slot, box=slots.wrap_again(slot, GROWN, SECRET))

    assert slots.unwrap(again, "session", SECRET).pack() == GROWN.pack()
    assert slots.unwrap(slot, "session", SECRET).pack() == RING.pack()


def test_a_passphrases_slot_may_be_wrapped_around_other_keys_under_the_pepper_it_has() -> None:
    older = PassphraseGuard(Peppers({"p1": bytes(32)}), COST)
    slot = slots.wrap_passphrase(RING, WORDS, older)

    again = changed(slot, box=slots.wrap_passphrase_again(slot, GROWN, WORDS, GUARD))

    assert slots.unwrap_passphrase(again, WORDS, older).pack() == GROWN.pack()
    with pytest.raises(UnknownPepper):
        slots.wrap_passphrase_again(slots.wrap_passphrase(RING, WORDS, GUARD), GROWN, WORDS, older)


def test_a_passkeys_slot_lies_under_its_id_and_opens_with_what_it_derives() -> None:
    slot = slots.wrap_passkey(RING, UUID(int=11), b"credential", PRF)

    assert (slot.id, slot.person_id, slot.kind, slot.params) == (UUID(int=11), RING.person_id, "passkey", "{}")
    assert slots.unwrap_passkey(slot, b"credential", PRF).pack() == RING.pack()
    for credential, prf in ((b"another", PRF), (b"credential", SECRET)):
        with pytest.raises(WrongKey, match=r"^this key does not fit$"):
            slots.unwrap_passkey(slot, credential, prf)


@pytest.mark.parametrize("secret", ["", SECRET[:-1], SECRET + "A", SECRET + "!", SECRET[:-1] + "!", "é" * 43, "=" * 43])
def test_what_is_no_secret_is_refused_before_anything_is_opened(secret: str) -> None:
    with pytest.raises(WrongKey, match=r"^not a secret$"):
        slots.slot_id("session", secret)


def test_a_slot_that_does_not_open_says_why() -> None:
    slot = slots.wrap(RING, "session", SECRET)

    with pytest.raises(WrongKey, match=r"^another kind of slot$"):
        slots.unwrap(slot, "token", SECRET)
    with pytest.raises(WrongKey, match=r"^the slot does not open$"):
        slots.unwrap(changed(slot, box=slot.box[:-1]), "session", SECRET)


@pytest.mark.parametrize("params", ["", "{}", "[]", "7", '{"m":64,"t":1,"p":1,"salt":"x","pepper":"p1"}'])
def test_a_passphrases_slot_whose_terms_are_damaged_does_not_open(params: str) -> None:
    slot = changed(slots.wrap_passphrase(RING, WORDS, GUARD), params=params)

    with pytest.raises(WrongKey, match=r"^the slot's parameters do not fit$"):
        slots.unwrap_passphrase(slot, WORDS, GUARD)


@pytest.mark.parametrize("change", [{"memory": 65}, {"passes": 3}, {"lanes": 2}])
def test_a_slot_of_another_cost_is_dated(change: dict[str, int]) -> None:
    slot = slots.wrap_passphrase(RING, WORDS, GUARD)

    assert not slots.is_dated(slot, GUARD)
    assert slots.is_dated(slot, replace(GUARD, cost=replace(COST, **change)))


def test_peppers_in_use_are_those_of_passphrases_that_can_be_read(context: Flask) -> None:
    told = ['{"pepper":"p7"}', '{"pepper":"p2"}', "{}", "[]", "spoilt", '{"pepper":""}']
    for kind, params in [*(("password", one) for one in told), ("session", '{"pepper":"p9"}')]:
        slot = slots.wrap(Keyring.fresh(uuid4()), kind, slots.new_secret())
        slot.params = params
        db.session.add(slot)
    db.session.flush()

    assert sorted(slots.pepper_ids_in_use()) == ["p2", "p7"]


def test_an_unknown_name_costs_what_a_passphrase_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, Argon2Cost]] = []
    monkeypatch.setattr(slots, "stretch", lambda words, salt, cost: asked.append((words, len(salt), cost)))

    slots.spend_as_much(WORDS, GUARD)

    assert asked == [(WORDS, 16, COST)]
