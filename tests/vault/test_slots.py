"""Key slots: each opens only with its own credential, and only as it was written (K2–K4, K9, K11)."""

import ast
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.errors import Busy
from app.extensions import db
from app.vault import codes, slots
from app.vault.argon2 import STANDARD, Gate
from app.vault.box import WrongKey
from app.vault.keyring import Keyring
from app.vault.pepper import Peppers, UnknownPepper, check_peppers
from app.vault.slots import PassphraseGuard
from tests.conftest import INSECURE_FOR_TESTS

APP = Path(__file__).parents[2] / "app"
RING = Keyring.fresh(uuid4())
GUARD = PassphraseGuard(Peppers({"p1": bytes(32)}), INSECURE_FOR_TESTS)
WORDS = "lantern otter gravel sunday"
COLUMNS = ("id", "person_id", "kind", "scope", "expires_at", "params", "box")


def copy(slot: Any, **changes: Any) -> Any:
    return SimpleNamespace(**{**{name: getattr(slot, name) for name in COLUMNS}, **changes})


@pytest.mark.parametrize("kind", ["session", "token"])
def test_k3_a_secret_opens_its_slot_and_no_other_does(kind: str) -> None:
    secret = slots.new_secret()
    slot = slots.wrap(RING, kind, secret, slots.Terms(expires_at=5, params={"device": "own"}))

    assert slots.unwrap(slot, kind, secret).pack() == RING.pack()
    with pytest.raises(WrongKey):
        slots.unwrap(slot, kind, slots.new_secret())


@pytest.mark.parametrize(
    "change",
    [
        {"id": uuid4()},
        {"person_id": uuid4()},
        {"kind": "token"},
        {"scope": "export"},
        {"expires_at": 6},
        {"params": '{"device":"shared"}'},
        {"box": b""},
    ],
)
def test_k3_changing_any_one_column_shuts_the_slot(change: dict[str, Any]) -> None:
    secret = slots.new_secret()
    slot = slots.wrap(RING, "session", secret, slots.Terms(expires_at=5, params={"device": "own"}))

    with pytest.raises(WrongKey):
        slots.unwrap(copy(slot, **change), "session", secret)


@pytest.mark.parametrize("change", [{"id": uuid4()}, {"person_id": uuid4()}, {"scope": "x"}, {"params": "{}"}])
def test_k3_a_changed_passphrase_slot_does_not_open(change: dict[str, Any]) -> None:
    slot = slots.wrap_passphrase(RING, WORDS, GUARD)

    with pytest.raises(WrongKey):
        slots.unwrap_passphrase(copy(slot, **change), WORDS, GUARD)


def test_a_passphrase_opens_its_slot_however_it_was_composed() -> None:
    slot = slots.wrap_passphrase(RING, "caf\u00e9 otter gravel sunday", GUARD)

    opened = slots.unwrap_passphrase(slot, "cafe\u0301 otter gravel sunday", GUARD)

    assert opened.pack() == RING.pack()


def test_a_passphrase_is_not_trimmed() -> None:
    slot = slots.wrap_passphrase(RING, WORDS, GUARD)

    with pytest.raises(WrongKey):
        slots.unwrap_passphrase(slot, WORDS + " ", GUARD)


def test_another_pepper_does_not_open_a_passphrase_slot() -> None:
    slot = slots.wrap_passphrase(RING, WORDS, GUARD)
    other = PassphraseGuard(Peppers({"p1": b"x" * 32}), INSECURE_FOR_TESTS)

    with pytest.raises(WrongKey):
        slots.unwrap_passphrase(slot, WORDS, other)


def test_a_slot_under_an_older_pepper_opens_and_is_dated() -> None:
    slot = slots.wrap_passphrase(RING, WORDS, GUARD)
    newer = PassphraseGuard(Peppers({"p1": bytes(32), "p2": b"y" * 32}), INSECURE_FOR_TESTS)

    assert slots.unwrap_passphrase(slot, WORDS, newer).pack() == RING.pack()
    assert slots.is_dated(slot, newer)
    assert not slots.is_dated(slot, GUARD)


def test_k6_a_recovery_code_needs_no_pepper() -> None:
    code = codes.new_recovery_code()
    slot = slots.wrap(RING, "recovery", code)

    assert slots.unwrap(slot, "recovery", code).pack() == RING.pack()


@pytest.mark.parametrize("_attempt", range(20))
def test_a_recovery_code_is_read_as_people_type_it(_attempt: int) -> None:
    code = codes.new_recovery_code()

    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert codes.normal_recovery_code(f"  {typed}  ") == code


@pytest.mark.parametrize("text", ["", "x", "U" * 32, "0" * 31, "0" * 33])
def test_what_cannot_be_a_recovery_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not such a code"):
        codes.normal_recovery_code(text)


@pytest.mark.parametrize("kind", ["password", "recovery"])
def test_k4_a_person_has_at_most_one_slot_of_a_kind(context: Flask, kind: str) -> None:
    for _ in range(2):
        slot = slots.wrap(RING, kind, codes.new_recovery_code() if kind == "recovery" else slots.new_secret())
        db.session.add(slot)

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_k9_an_unknown_pepper_is_named_in_a_sentence() -> None:
    with pytest.raises(UnknownPepper, match="p7"):
        check_peppers(GUARD.peppers, ["p1", "p7"])


def test_k9_a_pepper_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pepper"
    made = Peppers.create(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert Peppers.load(path).secret("p1") == made.secret("p1")
    with pytest.raises(FileExistsError):
        Peppers.create(path)


def test_k9_a_pepper_that_could_not_be_written_whole_was_never_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(OSError, match="no room"):
        Peppers.create(tmp_path / "pepper")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "p1", "p1 abc", "x1 " + "0" * 64, "p1 " + "0" * 64 + " more"])
def test_a_spoilt_pepper_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pepper"
    path.write_text(text)

    with pytest.raises(ValueError, match="pepper file"):
        Peppers.load(path)


def test_k1_peppers_never_show_their_secrets() -> None:
    assert repr(GUARD.peppers) == "<Peppers p1>"
    assert bytes(32).hex() not in repr(GUARD)


def test_k11_only_the_vault_imports_cryptography_and_nobody_imports_random() -> None:
    found = {(path.relative_to(APP).parts[0], name) for path in APP.rglob("*.py") for name in imports_of(path)}

    assert {place for place, name in found if name == "cryptography"} == {"vault"}
    assert not [place for place, name in found if name == "random"]


def test_the_standard_cost_is_the_one_we_promise() -> None:
    assert (STANDARD.memory, STANDARD.passes, STANDARD.lanes) == (65_536, 3, 4)


def test_the_gate_turns_away_who_finds_the_queue_full() -> None:
    gate = Gate(running=1, waiting=0)

    with gate.passing(), pytest.raises(Busy), gate.passing():
        pass
    with gate.passing():
        pass


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
