"""Boxes: every change is detected, sizes say little, nothing repeats (K10, R1, R3, R4)."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import box
from app.vault.box import NewerVersion, OutOfScope, Unreadable, WrongKey
from app.vault.canon import canon
from app.vault.keyring import Keyring
from app.vault.padding import BadPadding, bucket, pad, unpad

RING = Keyring.fresh(uuid4())
RECORD = uuid4()
SEALED = RING.seal("entry", b"a few words", RECORD, 1, "page")
BROKEN = (WrongKey, Unreadable)


@given(st.binary(max_size=3_000))
def test_r4_what_goes_in_comes_out(data: bytes) -> None:
    assert RING.open("entry", RING.seal("entry", data, RECORD, 1, "page"), RECORD, 1, "page") == data


@pytest.mark.parametrize("position", range(len(SEALED)))
def test_r1_a_flip_of_any_bit_is_detected(position: int) -> None:
    for bit in range(8):
        broken = bytearray(SEALED)
        broken[position] ^= 1 << bit

        with pytest.raises(BROKEN):
            RING.open("entry", bytes(broken), RECORD, 1, "page")


def test_r1_something_added_at_the_end_is_detected() -> None:
    for more in (b"\0", SEALED[-16:], SEALED):
        with pytest.raises(BROKEN):
            RING.open("entry", SEALED + more, RECORD, 1, "page")


def test_r1_a_cut_at_any_length_is_detected() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(BROKEN):
            RING.open("entry", SEALED[:length], RECORD, 1, "page")


@pytest.mark.parametrize(
    ("label", "about"),
    [
        ("entry", (uuid4(), 1, "page")),
        ("entry", (RECORD, 2, "page")),
        ("entry", (RECORD, 1, "title")),
        ("history", (RECORD, 1, "page")),
    ],
)
def test_r1_a_transplanted_box_does_not_open(label: str, about: tuple[object, ...]) -> None:
    with pytest.raises(BROKEN):
        RING.open(label, SEALED, *about)  # type: ignore[arg-type]


def test_r1_another_persons_box_does_not_open() -> None:
    with pytest.raises(WrongKey):
        Keyring.fresh(uuid4()).open("entry", SEALED, RECORD, 1, "page")


def test_r1_the_same_keys_under_another_name_do_not_open_it() -> None:
    impostor = Keyring.unpack(uuid4(), RING.pack())

    with pytest.raises(Unreadable):
        impostor.open("entry", SEALED, RECORD, 1, "page")


def test_r1_another_epoch_does_not_open() -> None:
    with pytest.raises(WrongKey):
        RING.open("entry", SEALED[:1] + (2).to_bytes(4, "big") + SEALED[5:], RECORD, 1, "page")


def test_r1_a_box_of_one_epoch_does_not_pass_for_another() -> None:
    both = RING.grown()

    with pytest.raises(BROKEN):
        both.open("entry", SEALED[:1] + (2).to_bytes(4, "big") + SEALED[5:], RECORD, 1, "page")


def test_k8_a_grown_keyring_opens_what_was_and_seals_with_the_new_key_alone() -> None:
    both = RING.grown()
    fresh = both.seal("entry", b"later", RECORD, 1, "page")

    assert both.open("entry", SEALED, RECORD, 1, "page") == b"a few words"
    assert both.newest().open("entry", fresh, RECORD, 1, "page") == b"later"
    assert (both.is_between, both.newest().is_between, RING.is_between) == (True, False, False)
    with pytest.raises(WrongKey):
        RING.open("entry", fresh, RECORD, 1, "page")
    with pytest.raises(WrongKey):
        both.newest().open("entry", SEALED, RECORD, 1, "page")


@given(st.binary(max_size=3_000))
def test_what_is_sealed_anew_keeps_its_size_and_its_words(data: bytes) -> None:
    both, sealed = RING.grown(), RING.seal("entry", data, RECORD, 1, "page")

    anew = both.seal_anew("entry", sealed, RECORD, 1, "page")

    assert len(anew) == len(sealed)
    assert both.newest().open("entry", anew, RECORD, 1, "page") == data


def test_a_newer_version_says_so() -> None:
    with pytest.raises(NewerVersion):
        RING.open("entry", b"\x02" + SEALED[1:], RECORD, 1, "page")


def test_k10_the_same_text_never_gives_the_same_box() -> None:
    boxes = [RING.seal("entry", b"same", RECORD, 1, "page") for _ in range(1_000)]

    assert len(set(boxes)) == 1_000
    assert len({one[box.SALT] for one in boxes}) == 1_000


@given(st.binary(max_size=5_000))
def test_r3_sizes_take_only_bucket_values(data: bytes) -> None:
    sealed = RING.seal("entry", data, RECORD, 1, "page")

    assert len(sealed) - box.HEADER - box.TAG == bucket(len(data) + 1)


@given(st.binary(max_size=63))
def test_r3_fixed_boxes_are_all_of_one_size(data: bytes) -> None:
    assert len(RING.seal("checkin", data, RECORD, 1, "mark", fixed=64)) == box.HEADER + 64 + box.TAG


def test_what_does_not_fit_its_fixed_size_is_refused() -> None:
    with pytest.raises(ValueError, match="fixed bucket"):
        pad(b"x" * 64, fixed=64)


@given(st.integers(1, 2**40))
def test_a_bucket_is_never_smaller_and_at_most_an_eighth_larger(size: int) -> None:
    assert size <= bucket(size)
    assert bucket(size) <= max(64, size * 1.125)
    assert bucket(bucket(size)) == bucket(size)


@given(st.binary(max_size=500))
def test_padding_comes_off_again(data: bytes) -> None:
    assert unpad(pad(data)) == data


def test_padding_without_its_mark_is_refused() -> None:
    with pytest.raises(BadPadding):
        unpad(bytes(64))


fields = st.lists(st.one_of(st.binary(max_size=20), st.text(max_size=20), st.integers(), st.uuids()), max_size=6)


@given(fields, fields)
def test_canon_never_says_the_same_of_different_fields(left: list[bytes], right: list[bytes]) -> None:
    as_bytes = [
        [one.bytes if isinstance(one, UUID) else one if isinstance(one, bytes) else str(one).encode() for one in side]
        for side in (left, right)
    ]

    assert (canon(*left) == canon(*right)) == (as_bytes[0] == as_bytes[1])


def test_k7_a_scoped_keyring_opens_its_classes_and_nothing_else() -> None:
    scoped = RING.scoped("entry")

    assert scoped.open("entry", SEALED, RECORD, 1, "page") == b"a few words"
    with pytest.raises(OutOfScope):
        scoped.seal("settings", b"")
    assert RING.pack()[-32:] not in scoped.pack()


def test_k1_a_keyring_never_shows_its_keys() -> None:
    shown = f"{RING!r} {RING} {[RING]}"

    assert RING.pack()[-32:].hex() not in shown
    assert str(RING.person_id) in shown


@given(st.lists(st.sampled_from(["entry", "settings"]), max_size=2, unique=True))
def test_a_keyring_survives_packing(labels: list[str]) -> None:
    ring = RING.scoped(*labels) if labels else RING

    assert Keyring.unpack(ring.person_id, ring.pack()).pack() == ring.pack()
