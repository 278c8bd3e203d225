"""The keyring: what it holds, how it grows, and what it says when it cannot open something."""

from uuid import UUID, uuid4

import pytest

from app.vault import box
from app.vault.box import OutOfScope, Unreadable, WrongKey
from app.vault.keyring import LABELS, Keyring

PERSON, KEY, LATER = UUID(int=7), bytes(range(32)), bytes([5]) * 32
RING = Keyring(PERSON, {("*", 1): KEY})
BOTH = Keyring(PERSON, {("*", 1): KEY, ("*", 0x01020304): LATER})


def test_a_new_persons_keyring_is_theirs_and_holds_a_first_key_of_chance() -> None:
    one, other = Keyring.fresh(PERSON), Keyring.fresh(PERSON)

    assert (one.person_id, one.epoch, len(one.pack())) == (PERSON, 1, 1 + 1 + 4 + 32)
    assert one.pack() != other.pack()


def test_a_grown_keyring_holds_the_key_of_the_next_epoch_and_those_before() -> None:
    grown = BOTH.grown()

    assert (grown.person_id, grown.epoch) == (PERSON, 0x01020305)
    assert grown.pack().startswith(BOTH.pack()[: 2 * 38])
    assert len(grown.pack()) == 3 * 38


def test_the_payload_is_label_epoch_and_key_for_each() -> None:
    assert BOTH.pack() == b"\x01*\x00\x00\x00\x01" + KEY + b"\x01*\x01\x02\x03\x04" + LATER


def test_what_was_packed_is_unpacked_for_the_same_person() -> None:
    unpacked = Keyring.unpack(PERSON, BOTH.scoped("entry", "settings").pack())

    assert unpacked.person_id == PERSON
    assert unpacked.pack() == BOTH.scoped("entry", "settings").pack()


@pytest.mark.parametrize("length", [1, 2, 5, 6, 37, 39, 75])
def test_a_payload_that_is_cut_short_is_no_keyring(length: int) -> None:
    with pytest.raises(Unreadable, match=r"^the keyring is cut short$"):
        Keyring.unpack(PERSON, BOTH.pack()[:length])


def test_an_empty_payload_is_a_keyring_that_opens_nothing() -> None:
    blank = Keyring.unpack(PERSON, b"")

    assert blank.pack() == b""
    assert not any(blank.can_open(label) for label in LABELS)


def test_a_box_names_the_newest_epoch_to_the_last_byte() -> None:
    sealed = BOTH.seal("entry", b"words", 1)

    assert sealed[:5] == b"\x01\x01\x02\x03\x04"
    assert box.epoch_of(sealed) == 0x01020304
    assert BOTH.open("entry", sealed, 1) == b"words"


def test_a_box_may_be_larger_than_its_data_needs_and_stays_so_when_sealed_anew() -> None:
    sealed = RING.seal("checkin", b"midstream", 1, fixed=4_096)
    anew = BOTH.seal_anew("checkin", sealed, 1)

    assert len(sealed) == len(anew) == box.HEADER + 4_096 + box.TAG
    assert BOTH.newest().open("checkin", anew, 1) == b"midstream"


def test_a_class_key_is_derived_once_however_many_boxes_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    ring, derive, infos = Keyring(PERSON, {("*", 1): KEY}), box.derive, list[bytes]()
    sealed = [RING.seal("entry", b"words", number) for number in range(3)]

    def noted(secret: bytes, info: bytes, **more: object) -> bytes:
        infos.append(info)
        return derive(secret, info, **more)

    monkeypatch.setattr(box, "derive", noted)

    assert [ring.open("entry", one, number) for number, one in enumerate(sealed)] == [b"words"] * 3
    assert infos.count(b"braid/v1/class/entry") == 1


def test_a_box_of_an_epoch_that_is_gone_needs_another_key() -> None:
    sealed = RING.seal("entry", b"words", 1)

    for ring in (BOTH.newest(), BOTH.newest().scoped("entry")):
        with pytest.raises(WrongKey, match=r"^no key of that epoch$") as refused:
            ring.open("entry", sealed, 1)
        assert type(refused.value) is WrongKey


def test_a_scoped_keyring_says_what_is_outside_its_scope() -> None:
    with pytest.raises(OutOfScope, match=r"^outside this scope$"):
        RING.scoped("entry").open("settings", RING.seal("settings", b"words"))


def test_a_class_that_does_not_exist_is_refused_even_with_every_key() -> None:
    with pytest.raises(OutOfScope, match=r"^there is no such class of boxes$"):
        RING.seal("diary", b"words")


def test_a_scoped_keyring_opens_every_epoch_of_its_class() -> None:
    scoped, old = BOTH.scoped("entry"), RING.seal("entry", b"words", 1)

    assert (scoped.can_open("entry"), scoped.can_open("settings"), BOTH.can_open("settings")) == (True, False, True)
    assert scoped.open("entry", old, 1) == b"words"
    assert scoped.person_id == PERSON


def test_the_same_keys_are_no_others_keyring() -> None:
    assert Keyring.unpack(uuid4(), RING.pack()).person_id != PERSON


def test_a_keyring_remembers_whether_anything_hangs_on_its_newest_key() -> None:
    opens, seals, is_kept = (Keyring.unpack(PERSON, BOTH.pack()) for _ in range(3))
    box = seals.seal("entry", b"words")

    opens.open("entry", box)
    is_kept.pack()

    assert (opens.has_sealed, seals.has_sealed, is_kept.has_sealed) == (False, True, True)
    assert isinstance(opens.has_sealed, bool)
