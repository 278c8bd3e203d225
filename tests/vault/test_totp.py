"""Codes that change: those of the standard, of the half minute around now, and of no other."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from app.vault import totp

# The seed and the codes of RFC 6238, appendix B, whose last six digits an app shows.
SEED = base64.b32encode(b"12345678901234567890").decode()
CODES = {59: "287082", 1_111_111_109: "081804", 1_234_567_890: "005924", 20_000_000_000: "353130"}


@pytest.mark.parametrize(("at", "code"), CODES.items())
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert totp.code_at(SEED, at) == code
    assert totp.step_of(SEED, code, at) == at // 30


@pytest.mark.parametrize(("at", "counts"), [(59, False), (60, True), (90, True), (149, True), (150, False)])
def test_a_code_counts_a_step_early_and_a_step_late_and_no_more(at: int, counts: bool) -> None:
    assert totp.step_of(SEED, totp.code_at(SEED, 90), at) == (3 if counts else None)


@pytest.mark.parametrize("code", ["", "28708", "2870822", "287083", "abcdef", "２８７０８２"])
def test_other_codes_are_of_no_moment(code: str) -> None:
    assert totp.step_of(SEED, code, 59) is None


def test_a_code_may_be_typed_as_it_is_shown_in_two_groups() -> None:
    assert totp.step_of(SEED, " 287 082\n", 59) == 1


def test_a_new_seed_is_160_bits_that_nobody_had_before() -> None:
    seeds = {totp.new_seed() for _ in range(100)}

    assert len(seeds) == 100
    assert {len(base64.b32decode(one)) for one in seeds} == {20}


@pytest.mark.parametrize(
    ("text", "could_be"),
    [(SEED, True), (SEED[:-8], False), (SEED + SEED[:8], False), ("", False), ("1" * 32, False), ("é" * 32, False)],
)
def test_a_seed_of_ours_is_known_by_its_form(text: str, could_be: bool) -> None:
    assert totp.is_seed(text) is could_be


def test_an_app_reads_everything_from_the_address() -> None:
    address = urlsplit(totp.address(SEED, "alice", "Braid"))

    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Braid:alice")
    assert parse_qs(address.query) == {
        "secret": [SEED],
        "issuer": ["Braid"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }
