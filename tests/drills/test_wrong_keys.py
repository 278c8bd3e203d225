"""F4: a key that does not fit opens nothing, breaks nothing, and says which one is missing."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import create_app
from app.config import Settings
from app.extensions import db
from app.vault.models import KeySlot
from app.vault.pepper import UnknownPepper
from tests.conftest import INSECURE_FOR_TESTS
from tests.drills.journey import Lives, live
from tests.drills.noting import note
from tests.people import PASSPHRASE, Actor, join, sign_in

pytestmark = pytest.mark.drill
NEW = "pebble harbour violet comet"
WORDS = "Words of the"
# One change to a row of key_slots each, after which its secret must open nothing.
ALTERED = {
    "expiry put off": {"expires_at": 4_000_000_000},
    "no expiry": {"expires_at": None},
    "another scope": {"scope": "everything"},
    "another kind": {"kind": "token"},
    "other parameters": {"params": '{"confirmed_until":4000000000,"device":"own","started":1}'},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def house(folder: Path) -> Iterator[Flask]:
    """A journal whose server can be started again over other keys."""
    app = started(folder)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def started(folder: Path) -> Flask:
    settings = Settings.from_environment({"BRAID_DATA_DIR": str(folder), "BRAID_LOG_LEVEL": "ERROR"})
    return create_app(settings, cost=INSECURE_FOR_TESTS)


def pepper_of(folder: Path, number: str = "p1") -> None:
    """Put another secret into the pepper file, as when a database came from elsewhere."""
    (folder / "keys" / "pepper").write_text(f"{number} {secrets.token_hex(32)}\n")


def statuses(lives: Lives) -> list[int]:
    return [who.call(method, path, body).status_code for who, method, path, body in lives.reads()]


def refusal(folder: Path) -> str:
    """What a start says that is refused; empty when it is not."""
    try:
        app = started(folder)
    except UnknownPepper as error:
        return str(error)
    with app.app_context():
        db.engine.dispose()
    return ""


def moved(app: Flask, old: Lives) -> Lives:
    """The same sessions at a server that has been started anew."""
    leader, member = Actor(app), Actor(app)
    leader.cookie, member.cookie = old.leader.cookie, old.member.cookie
    return Lives(leader, member, *(getattr(old, name) for name in list(Lives.__dataclass_fields__)[2:]))


def entered(app: Flask, cookie: str) -> int:
    actor = Actor(app)
    actor.cookie = cookie
    return actor.get("/person").status_code


def test_f4_a_pepper_that_does_not_fit(house: Flask, folder: Path) -> None:
    lives = live(join(house, "lee"), join(house, "amira"), lambda name: f"{WORDS} {name}.")
    code, kept = lives.member.recovery_code, (folder / "keys" / "pepper").read_text()
    pepper_of(folder)
    elsewhere = started(folder)

    with_wrong = Actor(elsewhere).post("/session", {"username": "amira", "passphrase": PASSPHRASE}).status_code
    read = statuses(moved(elsewhere, lives))
    recovered = Actor(elsewhere)
    by_code = recovered.post("/recovery", {"recovery_code": code, "passphrase": NEW}).status_code
    text = recovered.get(f"/entries/{lives.page['id']}").json["body"]
    starts = refused_starts(folder, kept)

    with elsewhere.app_context():
        db.engine.dispose()
    broken = sum(status >= 500 for status in read)
    note(
        "F4",
        f"wrong pepper: sign-in {with_wrong}, {len(read)} answers with {broken} × 5xx, recovery {by_code}; "
        f"{told(starts)}; {len(ALTERED)} ways to alter a slot, one to swap it: nothing opens",
    )
    assert (with_wrong, broken, by_code) == (401, 0, 201)
    assert text.startswith(f"{WORDS} edit")
    assert starts == {"no pepper file": "p1", "only p7": "p1", "the right one": ""}


def refused_starts(folder: Path, kept: str) -> dict[str, str]:
    """Which pepper a start without the right one asks for."""
    file, found = folder / "keys" / "pepper", {}
    file.unlink()
    found["no pepper file"] = refusal(folder)
    assert not file.exists(), "a new pepper was made over passphrases that need the old one"
    pepper_of(folder, "p7")
    found["only p7"] = refusal(folder)
    file.write_text(kept)
    found["the right one"] = refusal(folder)
    return {name: "p1" if "p1" in said else said for name, said in found.items()}


def told(starts: dict[str, str]) -> str:
    return ", ".join(f"{name}: {f'refused, names {said}' if said else 'starts'}" for name, said in starts.items())


@pytest.mark.parametrize("change", ALTERED)
def test_f4_a_slot_that_was_altered_opens_nothing(app: Flask, alice: Actor, change: str) -> None:
    with app.app_context():
        db.session.execute(update(KeySlot).where(KeySlot.kind == "session").values(ALTERED[change]))
        db.session.commit()

    assert entered(app, alice.cookie) == 401


def test_f4_a_slot_in_another_persons_place_opens_nothing(app: Flask, alice: Actor, bob: Actor) -> None:
    with app.app_context():
        boxes = {
            slot.person_id: slot.box for slot in db.session.scalars(select(KeySlot).where(KeySlot.kind == "session"))
        }
        (one, first), (other, second) = boxes.items()
        for person, box in ((one, second), (other, first)):
            mine = (KeySlot.person_id == person, KeySlot.kind == "session")
            db.session.execute(update(KeySlot).where(*mine).values(box=box))
        db.session.commit()

    assert [entered(app, actor.cookie) for actor in (alice, bob)] == [401, 401]


def test_f4_a_session_that_ran_out_or_ended_opens_nothing(app: Flask, move_clock: Callable[..., None]) -> None:
    join(app, "robin")
    ended, idle = sign_in(app, "robin"), sign_in(app, "robin")
    cookie = ended.cookie
    ended.delete("/session")
    after_the_end = entered(app, cookie)

    move_clock(minutes=31)

    assert (after_the_end, entered(app, idle.cookie)) == (401, 401)


def test_f4_a_secret_of_one_kind_is_none_of_another(app: Flask, alice: Actor) -> None:
    as_code = Actor(app).post("/recovery", {"recovery_code": alice.cookie, "passphrase": NEW})

    assert as_code.status_code == 401
    assert entered(app, alice.recovery_code) == 401
