"""Padding: sizes by the book, and a mark that cannot be mistaken."""

import pytest

from app.vault import box, exchange
from app.vault.padding import BadPadding, bucket, is_bucket, pad, unpad

# After the rule of the paper, by hand: as many leading bits are kept as the exponent has digits in base 2.
BY_THE_PAPER = [
    (0, 64), (64, 64), (65, 72), (72, 72), (73, 80), (100, 104), (127, 128), (128, 128), (129, 144), (256, 256),
    (257, 272), (1_000, 1_024), (1_025, 1_088), (4_097, 4_352), (65_537, 67_584), (100_000, 100_352),
    (1_048_577, 1_081_344),
]  # fmt: skip


@pytest.mark.parametrize(("size", "padded"), BY_THE_PAPER)
def test_buckets_are_those_of_the_paper(size: int, padded: int) -> None:
    assert bucket(size) == padded


@pytest.mark.parametrize("size", [63, 64, 71, 72, 1_023, 1_024])
def test_data_and_its_mark_just_fit_into_a_bucket(size: int) -> None:
    assert len(pad(bytes(size))) == bucket(size + 1)


def test_only_the_sizes_of_buckets_are_taken_for_sealed_data() -> None:
    assert [size for size in range(150) if is_bucket(size)] == [*range(64, 129, 8), 144]


def test_a_box_is_as_long_as_its_bucket_and_what_lies_around_it() -> None:
    assert [size for size in range(170) if box.could_be(size)] == [*range(149, 170, 8)]
    assert [size for size in range(130) if exchange.could_be(size)] == [*range(113, 130, 8)]


def test_anything_but_zeros_after_the_mark_is_refused() -> None:
    for after in set(range(1, 256)) - {0x80}:
        with pytest.raises(BadPadding):
            unpad(b"words\x80" + bytes([after]) + bytes(4))


def test_only_the_last_mark_is_taken_off() -> None:
    assert unpad(pad(b"\x80\x00\x80")) == b"\x80\x00\x80"
