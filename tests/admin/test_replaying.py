"""What an older copy does not bring back: seats and leads that were lost, codes, ways in (T17)."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db
from app.vault.models import KeySlot
from tests.accounts.authenticator import add, touch
from tests.accounts.test_second_step import set_up
from tests.admin.cast import appoint, operate
from tests.admin.test_copies import backed_up, command, restored, sign_in
from tests.people import Actor, join, program
from tests.workshops.cast import code_of, come_in, gather, member_id, newcomer

Act = Callable[[Actor], object]
Lot = tuple[Actor, Actor, dict[str, Any]]


@pytest.fixture
def lot(house: Flask) -> Lot:
    """Two who lead a group together."""
    lee = join(house, "lee")
    group = gather(lee)
    robin = newcomer(house, lee, group, "robin")
    lead_on(lee, group, "Robin", "facilitator")
    return lee, robin, group


def lead_on(leader: Actor, group: dict[str, Any], called: str, role: str) -> None:
    place = f"/workshops/{group['id']}/members/{member_id(leader, group, called)}"
    assert leader.patch(place, {"role": role}).status_code == 204


def role_of(house: Flask, name: str, group: dict[str, Any]) -> str | None:
    found = sign_in(house, name).get(f"/workshops/{group['id']}").json
    return found.get("role")


def test_who_was_removed_from_a_group_has_no_seat_in_an_older_copy(house: Flask, copy: Path, lot: Lot) -> None:
    lee, _, group = lot
    backed_up(house, copy)
    lee.delete(f"/workshops/{group['id']}/members/{member_id(lee, group, 'Robin')}")

    restored(house, copy)

    assert (role_of(house, "robin", group), role_of(house, "lee", group)) == (None, "facilitator")


def test_who_lost_the_lead_does_not_lead_in_an_older_copy(house: Flask, copy: Path, lot: Lot) -> None:
    lee, _, group = lot
    backed_up(house, copy)
    lead_on(lee, group, "Robin", "participant")

    restored(house, copy)

    assert role_of(house, "robin", group) == "participant"


def test_who_came_back_and_leads_again_does_so_in_a_later_copy(house: Flask, copy: Path, lot: Lot) -> None:
    lee, robin, group = lot
    lead_on(lee, group, "Robin", "participant")
    robin.delete(f"/workshops/{group['id']}/membership")
    come_in(robin, code_of(lee, group), "Robin")
    lead_on(lee, group, "Robin", "participant")
    lead_on(lee, group, "Robin", "facilitator")
    backed_up(house, copy)

    restored(house, copy)

    assert role_of(house, "robin", group) == "facilitator"


def test_a_code_that_was_withdrawn_leads_nowhere_in_an_older_copy(house: Flask, copy: Path, lot: Lot) -> None:
    lee, _, group = lot
    held = lee.post(f"/workshops/{group['id']}/invitations", {}).json
    backed_up(house, copy)
    lee.delete(f"/workshops/{group['id']}/invitations/{held['id']}")

    restored(house, copy)

    assert Actor(house).post("/invitation-previews", {"code": held["code"]}).status_code == 404


def test_a_session_and_a_token_that_were_ended_are_not_open_again(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    reader = program(alice, "entries:read")
    backed_up(house, copy)
    alice.delete("/tokens")
    alice.delete("/session")

    restored(house, copy)

    assert (alice.get("/person").status_code, reader.get("/entries").status_code) == (401, 401)


def test_a_passkey_that_was_removed_opens_nothing_in_an_older_copy(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    lost, kept = add(alice, name="Lost"), add(alice, name="Kept")
    backed_up(house, copy)
    alice.delete(f"/passkeys/{passkeys_of(alice)['Lost']}")

    restored(house, copy)

    anybody = Actor(house)
    tried = [anybody.post("/session", touch(anybody, one)).status_code for one in (lost, kept)]
    assert tried == [401, 201]
    assert list(passkeys_of(sign_in(house, "alice"))) == ["Kept"]


def turn_off(actor: Actor) -> None:
    assert actor.delete("/second-step").status_code == 204


@pytest.mark.parametrize(
    ("before", "since", "status"),
    [
        ([], [turn_off], 201),
        ([], [turn_off, set_up], 201),
        ([turn_off, set_up], [], 401),
    ],
)
def test_codes_of_which_somebody_has_let_go_are_not_asked_for_in_an_older_copy(
    house: Flask, copy: Path, before: list[Act], since: list[Act], status: int, move_clock: Callable[..., None]
) -> None:
    set_up(alice := join(house, "alice"))
    for act in before:
        act(alice)
    backed_up(house, copy)
    move_clock(minutes=2)
    for act in since:
        act(alice)

    restored(house, copy)

    assert sign_in(house, "alice").status == status


@pytest.mark.parametrize(("acts", "is_admin"), [(["dismiss"], False), (["dismiss", "appoint"], True)])
def test_who_was_dismissed_is_no_admin_in_an_older_copy(
    house: Flask, copy: Path, acts: list[str], is_admin: bool
) -> None:
    join(house, "alice")
    appoint(house, "alice")
    backed_up(house, copy)
    for act in acts:
        operate(house, act, "alice")

    restored(house, copy)

    assert sign_in(house, "alice").get("/person").json["is_admin"] == is_admin


def passkeys_of(actor: Actor) -> dict[str, str]:
    return {one["name"]: one["id"] for one in actor.get("/passkeys").json["items"]}


def test_what_could_not_be_deleted_after_all_comes_back(
    house: Flask, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = join(house, "alice")
    with house.app_context(), monkeypatch.context() as full:
        full.setattr(db.engine.dialect, "do_commit", no_room)
        assert alice.delete("/person").status_code == 507
    backed_up(house, copy)

    restored(house, copy)

    assert sign_in(house, "alice").status == 201


def no_room(connection: Any) -> None:
    if isinstance(getattr(connection, "dbapi_connection", connection), sqlite3.Connection):
        raise sqlite3.OperationalError("database or disk is full")
    raise psycopg.errors.DiskFull("no space left on device")


def test_a_restore_without_the_ledger_says_so(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    backed_up(house, copy)
    alice.delete("/person")
    with_it = restored(house, copy)

    Path(house.extensions["settings"].ledger_file).unlink()
    without = restored(house, copy)

    assert ["There is no erasure ledger here" in told for told in (with_it, without)] == [False, True]


def test_one_damaged_slot_keeps_nobody_elses_journal_from_coming_back(house: Flask, copy: Path) -> None:
    join(house, "alice")
    with house.app_context():
        db.session.execute(update(KeySlot).where(KeySlot.kind == "password").values(params="{damaged"))
        db.session.commit()
    join(house, "bob-b")
    backed_up(house, copy)

    told = command(house, "admin", "restore", copy)

    assert told.exit_code == 0, told.output
    assert sign_in(house, "bob-b").status == 201
