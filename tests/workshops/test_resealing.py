"""An older pepper is let go only when nothing needs it any more."""

from uuid import UUID

from flask import Flask

from app.extensions import db
from app.vault.pepper import Peppers
from app.workshops import gathering
from app.workshops.resealing import peppers_in_use, reseal
from tests.people import Actor
from tests.workshops.cast import ask_all, ask_of, gather, newcomer

OLD, NEW = bytes(32), bytes([7]) * 32


def test_groups_move_to_the_newest_pepper_and_the_old_one_may_go(app: Flask, alice: Actor) -> None:
    group = gather(alice)
    newcomer(app, alice, group, "member")
    ask_of(alice, group)
    alice.put(f"/questions/{ask_all(alice, group)['id']}/publication")
    with app.app_context():
        old = app.extensions["guard"].peppers
        both = Peppers({**{name: old.secret(name) for name in old.ids}, "p2": NEW})
        before = peppers_in_use()

        assert reseal(both) == 6
        assert reseal(both) == 0

        assert (before, peppers_in_use()) == ({"p1": 6}, {"p2": 6})
        seats = gathering.seats_in(UUID(group["id"]))
        assert [gathering.called(seat, Peppers({"p2": NEW})) for seat in seats] == ["Lee", "Member"]
        assert [gathering.called(seat, Peppers({"p2": OLD})) for seat in seats] == ["", ""]
        db.session.rollback()


def test_the_command_says_how_many(app: Flask, alice: Actor) -> None:
    gather(alice)

    told = app.test_cli_runner().invoke(args=["workshops", "reseal"])

    assert told.output == "0 boxes sealed anew\n"
