"""What is over is deleted by the nightly command, whoever asks for it or not."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Invite, SpentChallenge, Throttle
from app.accounts.signing_up import invite_id
from app.core.clock import timestamp
from app.extensions import db
from app.vault.models import KeySlot
from app.vault.slots import new_secret
from tests.accounts.authenticator import add
from tests.people import PASSPHRASE, Actor

OPEN = select(KeySlot.id).where(KeySlot.kind == "session")


def tidy(app: Flask) -> str:
    return app.test_cli_runner().invoke(args=["accounts", "tidy"]).output


def how_many(app: Flask, kind: Any) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count()).select_from(kind)) or 0)


def keep_invite(app: Flask, **terms: int) -> None:
    known = {"max_uses": 1, "uses": 0, "expires_at": timestamp() + 60, **terms}
    with app.app_context():
        db.session.add(Invite(id=invite_id(new_secret()), **known))
        db.session.commit()


@pytest.mark.parametrize(("terms", "left"), [({}, 1), ({"uses": 1}, 0), ({"expires_at": timestamp()}, 0)])
def test_an_invitation_that_lets_nobody_in_any_more_goes(app: Flask, terms: dict[str, int], left: int) -> None:
    keep_invite(app, **terms)

    told = tidy(app)

    assert told == f"0 sessions and tokens forgotten, {1 - left} invitations\n"
    assert how_many(app, Invite) == left


def test_one_goes_when_the_next_is_made_too(app: Flask) -> None:
    keep_invite(app, uses=1)

    app.test_cli_runner().invoke(args=["accounts", "invite"])

    assert how_many(app, Invite) == 1


@pytest.mark.parametrize("kind", [SpentChallenge, Throttle])
def test_challenges_and_counts_go_that_are_too_old(
    app: Flask, alice: Actor, move_clock: Callable[..., None], kind: Any
) -> None:
    add(alice)
    alice.post("/session/confirmation", {"passphrase": "not the right one at all"})
    before = how_many(app, kind)
    move_clock(days=3)

    tidy(app)

    assert (before > 0, how_many(app, kind)) == (True, 0)


def test_a_session_goes_that_nobody_used_for_as_long_as_it_may_rest(
    app: Flask, anybody: Actor, alice: Actor, move_clock: Callable[..., None]
) -> None:
    anybody.post("/session", {"username": "alice", "passphrase": PASSPHRASE, "device": "own"})
    with app.app_context():
        before = len(db.session.scalars(OPEN).all())

    move_clock(days=14)
    tidy(app)

    with app.app_context():
        assert (before, db.session.scalars(OPEN).all()) == (2, [])
