"""Codes that people type: every bit of chance reaches a letter, and what people type leads back to what was shown."""

import os

import pytest

from app.vault import codes

RECOVERY = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"
GROUP = "01234-GHJKM"


def chance(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """From now on the operating system's chance is this number, in as many bytes as are asked for."""
    monkeypatch.setattr(os, "urandom", lambda size: number.to_bytes(size, "big"))


def bits(code: str) -> int:
    number = 0
    for letter in code.replace("-", ""):
        number = number * 32 + codes.CROCKFORD.index(letter)
    return number


def test_a_recovery_code_shows_160_bits_of_chance_from_the_first_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    chance(monkeypatch, bits(RECOVERY))

    assert codes.new_recovery_code() == RECOVERY


def test_a_groups_code_shows_50_bits_of_chance_from_the_first_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    # Seven bytes are six bits more than ten letters; those are left out.
    chance(monkeypatch, (0b101010 << 50) + bits(GROUP))

    assert codes.new_group_code() == GROUP


def test_no_code_comes_twice() -> None:
    assert len({codes.new_recovery_code() for _ in range(200)} | {codes.new_group_code() for _ in range(200)}) == 400


@pytest.mark.parametrize("typed", [GROUP, "o1234 ghjkm", "0I234-GHJKM", " 0l2 34g\thj km-", "oi234ghjkm", "01234GHJKM"])
def test_a_groups_code_is_read_as_people_type_it(typed: str) -> None:
    assert codes.normal_group_code(typed) == GROUP


@pytest.mark.parametrize("typed", ["o123456789abcdefghjkmnpqrstvwxyz", RECOVERY.lower(), RECOVERY.replace("-", "  ")])
def test_a_recovery_code_is_brought_to_the_form_it_was_shown_in(typed: str) -> None:
    assert codes.normal_recovery_code(typed) == RECOVERY


@pytest.mark.parametrize("typed", ["", "0123", "01234-GHJK", "01234-GHJKMN", "0123U-GHJKM", "01234_GHJKM", RECOVERY])
def test_what_cannot_be_a_groups_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not such a code$"):
        codes.normal_group_code(typed)


def test_a_groups_code_is_no_recovery_code() -> None:
    with pytest.raises(ValueError, match=r"^not such a code$"):
        codes.normal_recovery_code(GROUP)
