"""What a circle reads: sealed under the pepper, by its number, for one class and one place."""

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault import box
from app.vault.box import Unreadable, WrongKey
from app.vault.canon import canon
from app.vault.circle import open_for_circle, seal_for_circle
from app.vault.pepper import Peppers

OLD, NEW = {"p7": bytes(range(32))}, {"p300": bytes([5]) * 32}
PEPPERS = Peppers({**OLD, **NEW})
SEALED = seal_for_circle(PEPPERS, "workshop", b"Thursday group", "here", 1)


def test_what_was_sealed_with_any_pepper_that_is_here_opens() -> None:
    older = seal_for_circle(Peppers(OLD), "workshop", b"Monday group", "here", 1)

    assert open_for_circle(PEPPERS, "workshop", SEALED, "here", 1) == b"Thursday group"
    assert open_for_circle(PEPPERS, "workshop", older, "here", 1) == b"Monday group"


def test_it_is_sealed_with_the_newest_pepper_and_names_it_by_number() -> None:
    assert box.epoch_of(SEALED) == 300
    assert open_for_circle(Peppers(NEW), "workshop", SEALED, "here", 1) == b"Thursday group"


def test_it_opens_by_the_book() -> None:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"braid/v1/circle").derive(NEW["p300"])

    assert box.open_box(key, "circle/workshop", SEALED, about=canon("here", 1)) == b"Thursday group"


@pytest.mark.parametrize(("label", "about"), [("seat", ("here", 1)), ("workshop", ("here", 2)), ("workshop", ())])
def test_another_class_or_another_place_does_not_open(label: str, about: tuple[str | int, ...]) -> None:
    with pytest.raises((WrongKey, Unreadable)):
        open_for_circle(PEPPERS, label, SEALED, *about)


def test_another_pepper_of_the_same_number_does_not_open() -> None:
    with pytest.raises(WrongKey):
        open_for_circle(Peppers({"p300": bytes(32)}), "workshop", SEALED, "here", 1)


def test_a_pepper_that_is_not_here_is_the_reason() -> None:
    with pytest.raises(Unreadable, match=r"^sealed with a pepper that is not here$"):
        open_for_circle(Peppers(OLD), "workshop", SEALED, "here", 1)


def test_names_may_all_be_of_one_size() -> None:
    sealed = [seal_for_circle(PEPPERS, "seat", b"x" * size, fixed=512) for size in (0, 1, 511)]

    assert {len(one) for one in sealed} == {box.HEADER + 512 + box.TAG}
