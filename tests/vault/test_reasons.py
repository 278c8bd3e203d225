"""Whoever reads a log learns why something did not open, and nothing else."""

from uuid import UUID

import pytest

from app.vault import box, exchange
from app.vault.box import Key, NewerVersion, Unreadable, WrongKey
from app.vault.padding import BadPadding, pad, unpad

KEY = Key(bytes(range(32)), 3)
SEALED = box.seal(KEY, "entry", b"a few words", about=b"here")
PRIVATE, PUBLIC = exchange.new_identity()
GIVEN = exchange.seal_to(PUBLIC, b"a few words", UUID(int=7))
SHORTEST = box.HEADER + box.TAG

BOXES = [
    (b"", Unreadable, "the box is empty"),
    (b"\x02" + SEALED[1:], NewerVersion, "the box was written by a newer version"),
    (b"\x00", NewerVersion, "the box was written by a newer version"),
    (SEALED[: SHORTEST - 1], Unreadable, "the box is cut short"),
    (SEALED[:60], Unreadable, "the box is cut short"),
    (SEALED[:SHORTEST], Unreadable, "the box is damaged or misplaced"),
    (SEALED[:-1], Unreadable, "the box is damaged or misplaced"),
    (SEALED[:10] + b"other" + SEALED[15:], WrongKey, "this key does not fit"),
]
COPIES = [
    (b"", Unreadable, "nothing was sealed"),
    (b"\x02" + GIVEN[1:], NewerVersion, "sealed by a newer version"),
    (GIVEN[:1], Unreadable, "this was not sealed for you, or is damaged"),
    (GIVEN[:-1], Unreadable, "this was not sealed for you, or is damaged"),
]


@pytest.mark.parametrize(("blob", "kind", "why"), BOXES, ids=range(len(BOXES)))
def test_a_box_that_does_not_open_says_why(blob: bytes, kind: type[Exception], why: str) -> None:
    with pytest.raises(kind, match=f"^{why}$") as refused:
        box.open_box(KEY.secret, "entry", blob, about=b"here")

    assert type(refused.value) is kind


@pytest.mark.parametrize(("blob", "kind", "why"), COPIES, ids=range(len(COPIES)))
def test_a_copy_that_does_not_open_says_why(blob: bytes, kind: type[Exception], why: str) -> None:
    with pytest.raises(kind, match=f"^{why}$") as refused:
        exchange.open_with(PRIVATE, blob, UUID(int=7))

    assert type(refused.value) is kind


def test_padding_that_is_not_ours_says_why() -> None:
    with pytest.raises(BadPadding, match=r"^no mark$"):
        unpad(b"")
    with pytest.raises(ValueError, match=r"^the data is longer than its fixed bucket$"):
        pad(b"x" * 65, fixed=65)


def test_a_key_is_named_by_its_epoch_alone() -> None:
    assert repr(KEY) == "<Key of epoch 3>"
    assert repr(Key(b"secret")) == "<Key of epoch 0>"
