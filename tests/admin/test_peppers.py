"""A new pepper comes, everything moves to it, and the old one may go (F4, K9)."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from app.accounts.identity import public_key_of
from app.accounts.models import Person
from app.core.erasures import EVERY
from app.extensions import db
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers, UnknownPepper
from tests.admin.conftest import stop
from tests.people import PASSPHRASE, Actor, join, sign_in
from tests.workshops.cast import gather

Start, Command = Callable[[], Flask], Callable[..., Result]


def pepper_file(app: Flask) -> Path:
    return Path(app.extensions["settings"].pepper_file)


@pytest.fixture
def moved(house: Flask, command: Command, restarted: Start) -> Flask:
    """Alice leads a group, and a new pepper was made; the server has been started again."""
    alice = join(house, "alice")
    gather(alice)
    assert command(house, "vault", "new-pepper").exit_code == 0
    stop(house)
    return restarted()


def test_a_new_pepper_is_added_whole_and_for_the_owner_alone(house: Flask, command: Command) -> None:
    before = pepper_file(house).read_text()

    done = command(house, "vault", "new-pepper")

    assert done.exit_code == 0, done.output
    assert pepper_file(house).read_text().startswith(before)
    assert Peppers.load(pepper_file(house)).ids == ("p1", "p2")
    assert pepper_file(house).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in pepper_file(house).parent.iterdir()] == ["pepper"]


def test_what_needs_nobodys_keys_moves_at_once(moved: Flask, command: Command) -> None:
    listed = command(moved, "vault", "pepper").output.splitlines()

    assert listed == ["p1: 1 × passphrase", "p2: 2 × box of a group, 1 × public key"]
    with moved.app_context():
        alice = db.session.scalars(select(Person)).one()
        assert public_key_of(alice, moved.extensions["guard"].peppers) == alice.public_key


def test_a_passphrase_moves_when_its_person_signs_in(moved: Flask, command: Command) -> None:
    alice = sign_in(moved, "alice")

    assert "p1: needed for nothing" in command(moved, "vault", "pepper").output
    assert [one["name"] for one in alice.get("/workshops").json["items"]] == ["Thursday group"]


def test_an_old_pepper_stays_while_anything_needs_it(moved: Flask, command: Command) -> None:
    refused = command(moved, "vault", "retire-pepper", "p1")

    assert (refused.exit_code, refused.output) == (1, "Error: p1 is still needed for 1 × passphrase.\n")
    assert Peppers.load(pepper_file(moved)).ids == ("p1", "p2")


def test_an_old_pepper_goes_when_nothing_needs_it(moved: Flask, command: Command, restarted: Start) -> None:
    secret = Peppers.load(pepper_file(moved)).secret("p1").hex()
    sign_in(moved, "alice")

    done = command(moved, "vault", "retire-pepper", "p1")

    assert done.exit_code == 0, done.output
    assert secret not in pepper_file(moved).read_text()
    again = restarted()
    alice = sign_in(again, "alice")
    assert [one["name"] for one in alice.get("/workshops").json["items"]] == ["Thursday group"]


@pytest.mark.parametrize(("pepper_id", "why"), [("p2", "is the newest"), ("p7", "no pepper p7")])
def test_only_an_older_pepper_can_go(moved: Flask, command: Command, pepper_id: str, why: str) -> None:
    refused = command(moved, "vault", "retire-pepper", pepper_id)

    assert (refused.exit_code, why in refused.output) == (1, True)


@pytest.mark.parametrize("args", [("new-pepper",), ("retire-pepper", "p1")])
def test_a_running_server_keeps_its_peppers(
    house: Flask, command: Command, restarted: Start, args: tuple[str, ...]
) -> None:
    other = restarted()
    with other.app_context():
        db.session.execute(select(Person.id)).all()
        before = pepper_file(house).read_text()

        refused = command(house, "vault", *args)

        assert (refused.exit_code, "Stop the server" in refused.output) == (1, True)
        assert pepper_file(house).read_text() == before


def test_a_pepper_that_cannot_be_written_changes_nothing(
    house: Flask, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = pepper_file(house).read_text()
    monkeypatch.setattr("app.vault.pepper.os.fsync", fail)

    refused = command(house, "vault", "new-pepper")

    assert (refused.exit_code, "No space left" in refused.output) == (1, True)
    assert pepper_file(house).read_text() == before
    assert len(list(pepper_file(house).parent.iterdir())) == 1


def test_a_swapped_public_key_is_not_vouched_for_anew(house: Flask, command: Command, restarted: Start) -> None:
    join(house, "alice")
    with house.app_context():
        db.session.execute(update(Person).values(public_key=bytes(32)))
        db.session.commit()

    command(house, "vault", "new-pepper")

    assert "public key" not in command(restarted(), "vault", "pepper").output


def test_the_ledger_needs_its_pepper_as_long_as_copies_are_kept(
    moved: Flask, command: Command, move_clock: Callable[..., None], tmp_path: Path
) -> None:
    peppers = moved.extensions["guard"].peppers
    old = Ledger(tmp_path / "erasures", Peppers({"p1": peppers.secret("p1")}))
    new = Ledger(tmp_path / "erasures", Peppers({"p2": peppers.secret("p2")}))
    old.keep({"entry": {UUID(int=1): EVERY}})
    new.keep({"entry": {UUID(int=2): EVERY}})

    assert new.peppers_needed() == {"p1": 1, "p2": 1}
    with pytest.raises(UnknownPepper, match="p1"):
        new.erased_among("entry", [UUID(int=2)])
    move_clock(days=36)
    assert new.peppers_needed() == {}
    assert new.erased_among("entry", [UUID(int=1), UUID(int=2)]) == {UUID(int=2)}


def test_k9_a_missing_or_foreign_pepper_file_is_told_by_its_id(house: Flask, restarted: Start) -> None:
    join(house, "alice")
    pepper_file(house).write_text(f"p3 {'0' * 64}\n")
    with pytest.raises(UnknownPepper, match="pepper p1, which the pepper file does not hold"):
        restarted()

    pepper_file(house).unlink()

    with pytest.raises(UnknownPepper, match="pepper p1"):
        restarted()
    assert not pepper_file(house).exists()


def test_k9_the_recovery_code_opens_under_another_pepper(house: Flask, restarted: Start) -> None:
    alice = join(house, "alice")
    pepper_file(house).write_text(f"p1 {'0' * 64}\n")
    other = restarted()

    wrong = Actor(other).post("/session", {"username": "alice", "passphrase": PASSPHRASE})
    right = Actor(other).post("/recovery", {"recovery_code": alice.recovery_code, "passphrase": PASSPHRASE})

    assert (wrong.status_code, right.status_code) == (401, 201)
