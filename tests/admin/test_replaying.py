"""What an older copy does not bring back: seats and leads that were lost, codes, captures, ways in (T17)."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.journal.models import Concordance
from app.vault.models import KeySlot
from tests.accounts.authenticator import add, touch
from tests.accounts.test_second_step import set_up
from tests.admin.cast import appoint, operate
from tests.admin.test_copies import backed_up, command, restored, sign_in
from tests.everything import look_back
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


def forget(actor: Actor, entry_id: str) -> None:
    actor.put(f"/entries/{entry_id}/trashing", If_Match='"1"')
    assert actor.delete(f"/entries/{entry_id}", If_Match='"2"').status_code == 204


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


def test_a_page_made_anew_under_the_id_of_a_forgotten_one_comes_back(house: Flask, copy: Path) -> None:
    alice, own, mark = join(house, "alice"), str(uuid4()), str(uuid4())
    alice.put(f"/entries/{own}", {"body": "forgotten"}, If_None_Match="*")
    alice.put(f"/check-ins/{mark}", {"river": "ashore"}, If_None_Match="*")
    forget(alice, own)
    alice.delete(f"/check-ins/{mark}", If_Match='"1"')
    alice.put(f"/entries/{own}", {"body": "made anew"}, If_None_Match="*")
    alice.put(f"/check-ins/{mark}", {"river": "midstream"}, If_None_Match="*")
    backed_up(house, copy)

    restored(house, copy)

    alice = sign_in(house, "alice")
    assert alice.get(f"/entries/{own}").json["body"] == "made anew"
    assert alice.get(f"/check-ins/{mark}").json["river"] == "midstream"


def test_l4_no_concordance_tells_the_words_of_a_page_that_was_forgotten_since(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    alice.write("today")
    page = look_back(house, alice)
    backed_up(house, copy)
    forget(alice, page)

    restored(house, copy)

    with house.app_context():
        assert db.session.scalars(select(Concordance.id)).all() == []


def test_a_capture_whose_page_was_forgotten_does_not_wait_in_an_older_copy(house: Flask, copy: Path) -> None:
    alice = join(house, "alice")
    put = program(alice, "capture").post("/captures", {"body": "put in"}).json
    backed_up(house, copy)
    alice.get("/session")
    forget(alice, put["id"])

    restored(house, copy)

    assert sign_in(house, "alice").get("/entries").json["items"] == []


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
