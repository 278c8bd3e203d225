"""The pepper file: read strictly, replaced whole, and safe on the disk before anybody relies on it."""

import hashlib
import hmac
import os
import stat
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault import pepper
from app.vault.canon import canon
from app.vault.pepper import DamagedPepper, Peppers, SubstitutedKey, UnknownPepper, check_peppers

ONE, TWO, TEN = bytes(range(32)), bytes([5]) * 32, bytes([9]) * 32
PERSON, PUBLIC = UUID(int=7), bytes([3]) * 32
BOTH = Peppers({"p10": TEN, "p2": TWO})
HEADING = "# Without this file nobody can sign in with a passphrase. Keep a copy."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "pepper"
    found.write_text(f"# ours\n\np1 {ONE.hex()}  # the first\np2 {TWO.hex()}\n")
    return found


def by_the_book(secret: bytes, info: bytes, *fields: bytes | str | UUID) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)
    return hmac.digest(key, canon(*fields), hashlib.sha256)


def test_comments_and_blank_lines_are_passed_over(path: Path) -> None:
    loaded = Peppers.load(path)

    assert (loaded.secret("p1"), loaded.secret("p2"), loaded.ids) == (ONE, TWO, ("p1", "p2"))


@pytest.mark.parametrize(
    "line",
    ["p1", f"1 {'0' * 64}", f"q1 {'0' * 64}", f"p {'0' * 64}", f"p1x {'0' * 64}", f"p1 {'0' * 62}", f"p1 {'0' * 66}"],
)
def test_a_line_that_is_no_pepper_is_refused(path: Path, line: str) -> None:
    path.write_text(f"p1 {ONE.hex()}\n{line}\n")

    with pytest.raises(DamagedPepper, match=r"^Each line of the pepper file is an id such as p1 and 64 hex digits\.$"):
        Peppers.load(path)


def test_a_file_of_comments_alone_is_empty(path: Path) -> None:
    path.write_text("# nothing\n\n")

    with pytest.raises(DamagedPepper, match=r"^The pepper file is empty\.$"):
        Peppers.load(path)


@pytest.mark.parametrize("text", ["p1 ٠", "p١ 00"])
def test_digits_of_other_scripts_are_no_id(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DamagedPepper, match=r"^Each line of the pepper file is"):
        Peppers.load(path)


def test_two_peppers_with_one_id_are_refused_since_one_would_be_lost(path: Path) -> None:
    path.write_text(f"p1 {ONE.hex()}\np1 {TWO.hex()}\n")

    with pytest.raises(DamagedPepper, match=r"^The pepper file names one pepper twice\.$"):
        Peppers.load(path)


def test_a_file_that_cannot_be_read_is_told_so_without_its_name(tmp_path: Path) -> None:
    with pytest.raises(DamagedPepper, match=r"^The pepper file cannot be read: Is a directory\.$"):
        Peppers.load(tmp_path)


def test_a_first_file_says_what_it_is_for_and_holds_one_pepper(tmp_path: Path) -> None:
    made = Peppers.create(tmp_path / "deep" / "keys" / "pepper")

    text = (tmp_path / "deep" / "keys" / "pepper").read_text()
    assert text == f"{HEADING}\np1 {made.secret('p1').hex()}\n"
    assert (tmp_path / "deep" / "keys").stat().st_mode & 0o777 == 0o700
    assert (made.ids, len(made.secret("p1"))) == (("p1",), 32)


def test_two_first_peppers_are_never_the_same(tmp_path: Path) -> None:
    secrets = {Peppers.create(tmp_path / str(number)).secret("p1") for number in range(10)}

    assert len(secrets) == 10


def test_the_next_pepper_is_written_below_the_others_and_is_the_newest(path: Path) -> None:
    before = path.read_text()
    grown = Peppers.load(path).add(path)

    assert (grown.ids, grown.newest_id) == (("p1", "p2", "p3"), "p3")
    assert path.read_text() == f"{before}p3 {grown.secret('p3').hex()}\n"
    assert Peppers.load(path).secret("p3") == grown.secret("p3") != Peppers.load(path).add(path).secret("p4")
    assert grown.secret("p1") == ONE


def test_a_pepper_that_is_retired_leaves_every_other_line_as_it_is(path: Path) -> None:
    left = Peppers.load(path).retire(path, "p2")

    assert (left.ids, left.secret("p1")) == (("p1",), ONE)
    assert path.read_text() == f"# ours\n\np1 {ONE.hex()}  # the first\n"


def test_a_link_to_the_file_stays_one(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(path)

    Peppers.load(link).retire(link, "p1")

    assert link.is_symlink()
    assert Peppers.load(path).ids == ("p2",)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["elsewhere", "pepper"]


def test_what_was_left_by_a_cut_does_not_stand_in_the_way(path: Path) -> None:
    path.with_name(".pepper.new").write_text("half")

    Peppers.load(path).add(path)

    assert [one.name for one in path.parent.iterdir()] == ["pepper"]


def test_the_file_and_then_its_folder_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, folders = os.fsync, list[bool]()

    def noted(handle: int) -> None:
        folders.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        synced(handle)

    monkeypatch.setattr(os, "fsync", noted)
    peppers = Peppers.create(tmp_path / "pepper")
    assert folders == [False, True]

    peppers.add(tmp_path / "pepper")

    assert folders[2:] == [False, True, True]


def test_it_is_written_beside_its_place_under_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, names = os.link, list[Path]()
    monkeypatch.setattr(pepper.os, "link", lambda old, new: (names.append(Path(old)), link(old, new)))

    Peppers.create(tmp_path / "keys" / "pepper")

    assert [one.parent for one in names] == [tmp_path / "keys"]
    assert names[0].name.startswith(".pepper-")


def test_the_newest_is_the_one_with_the_greatest_number() -> None:
    assert (BOTH.ids, BOTH.newest_id, repr(BOTH)) == (("p2", "p10"), "p10", "<Peppers p2, p10>")


def test_a_pepper_that_is_not_here_is_named() -> None:
    with pytest.raises(UnknownPepper, match=r"^Pepper 'p3' is needed but is not in the pepper file\.$"):
        BOTH.secret("p3")


def test_a_public_key_is_bound_to_its_person_by_the_book() -> None:
    assert BOTH.public_key_mac(PERSON, PUBLIC) == by_the_book(TEN, b"braid/v1/pubkey", PERSON, PUBLIC)


def test_a_public_key_tells_which_pepper_it_was_bound_with() -> None:
    older = by_the_book(TWO, b"braid/v1/pubkey", PERSON, PUBLIC)

    assert BOTH.check_public_key(PERSON, PUBLIC, older) == "p2"
    assert BOTH.check_public_key(PERSON, PUBLIC, BOTH.public_key_mac(PERSON, PUBLIC)) == "p10"
    with pytest.raises(SubstitutedKey, match=r"^This public key was not made by this server\.$"):
        Peppers({"p10": TEN}).check_public_key(PERSON, PUBLIC, older)


def test_a_pseudonym_is_made_by_the_book_with_the_newest_or_a_named_pepper() -> None:
    newest, named = BOTH.pseudonym("erasure", "entry", PERSON), BOTH.pseudonym("way", "a", pepper_id="p2")

    assert newest == by_the_book(TEN, b"braid/v1/pseudonym/erasure", "entry", PERSON).hex()
    assert named == by_the_book(TWO, b"braid/v1/pseudonym/way", "a").hex()


def test_a_server_whose_peppers_are_all_here_may_start() -> None:
    check_peppers(BOTH, ["p2", "p2"])
    check_peppers(BOTH, [])


def test_a_server_without_its_peppers_says_which_and_what_to_do() -> None:
    with pytest.raises(UnknownPepper) as refused:
        check_peppers(BOTH, ["p7", "p2", "p3"])

    assert str(refused.value) == (
        "The database was used with pepper p3, p7, which the pepper file does not hold. "
        "Put the old pepper file back; without it nobody can sign in with a passphrase."
    )
