"""HPKE: sealed to one person, for one purpose."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.box import NewerVersion, Unreadable
from app.vault.exchange import new_identity, open_with, seal_to
from app.vault.pepper import Peppers, SubstitutedKey

PRIVATE, PUBLIC = new_identity()
PEPPERS = Peppers({"p1": bytes(32)})


@given(st.binary(max_size=500))
def test_what_is_sealed_is_opened_by_the_right_person(data: bytes) -> None:
    assert open_with(PRIVATE, seal_to(PUBLIC, data, "share", 1), "share", 1) == data


def test_another_purpose_does_not_open_it() -> None:
    with pytest.raises(Unreadable):
        open_with(PRIVATE, seal_to(PUBLIC, b"words", "share", 1), "share", 2)


def test_another_person_does_not_open_it() -> None:
    with pytest.raises(Unreadable):
        open_with(new_identity()[0], seal_to(PUBLIC, b"words", "share"), "share")


def test_r1_any_flip_is_detected() -> None:
    sealed = seal_to(PUBLIC, b"words", "share")

    for position in range(len(sealed)):
        broken = bytearray(sealed)
        broken[position] ^= 1
        with pytest.raises(Unreadable):
            open_with(PRIVATE, bytes(broken), "share")


def test_another_suite_says_that_it_is_newer() -> None:
    with pytest.raises(NewerVersion):
        open_with(PRIVATE, b"\x02" + bytes(80), "share")


def test_a6_a_substituted_public_key_is_refused() -> None:
    person = uuid4()
    mac = PEPPERS.public_key_mac(person, PUBLIC)
    PEPPERS.check_public_key(person, PUBLIC, mac)

    with pytest.raises(SubstitutedKey):
        PEPPERS.check_public_key(person, new_identity()[1], mac)
    with pytest.raises(SubstitutedKey):
        PEPPERS.check_public_key(uuid4(), PUBLIC, mac)
