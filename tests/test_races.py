"""Many at once, as several processes answer them: what each was told is what became of it (F10)."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Entry
from app.reminders.keeping import MOST
from app.vault.models import KeySlot
from tests.people import CONSENT, PASSPHRASE, Actor, joining
from tests.portability.files import entries_of, send
from tests.workshops.cast import OWN, Pair, Room, answer, ask_all, co_lead, counts, offer, status
from tests.workshops.conftest import pair, room

__all__ = ["pair", "room"]
pytestmark = pytest.mark.usefixtures("without_turns")
NEW = "pebble harbour violet comet"
LINES = b"".join(b"[2026-11-%02d 08:00] The heron, day %d.\n\n" % (day, day) for day in range(1, 21))


def at_once(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """What came of each, all begun together."""
    acts = list(acts)
    with ThreadPoolExecutor(len(acts)) as pool:
        return [waiting.result() for waiting in [pool.submit(act) for act in acts]]


def devices(app: Flask, actor: Actor, many: int) -> list[Actor]:
    """The same session at many tabs."""
    tabs = [Actor(app) for _ in range(many)]
    for tab in tabs:
        tab.cookie = actor.cookie
    return tabs


def signing_in(app: Flask, passphrase: str = PASSPHRASE) -> tuple[Actor, Callable[[], int]]:
    actor = Actor(app)
    sent = {"username": "alice", "passphrase": passphrase}
    return actor, lambda: actor.post("/session", sent).status_code


def test_nobody_who_knew_the_old_passphrase_stays_signed_in_past_the_new_one(app: Flask, alice: Actor) -> None:
    thieves = [signing_in(app) for _ in range(4)]
    change = {"current": PASSPHRASE, "new": NEW}

    told = at_once([lambda: alice.put("/person/passphrase", change).status_code, *(act for _, act in thieves)])

    assert told[0] == 204
    assert [thief.get("/person").status_code for thief, _ in thieves] == [401] * 4


def test_whoever_leaves_while_their_devices_write_and_sign_in_leaves_nothing_behind(app: Flask, alice: Actor) -> None:
    writing = [lambda tab=tab: tab.post("/entries", {"body": "x"}).status_code for tab in devices(app, alice, 6)]
    acts = [*writing, lambda: alice.delete("/person").status_code, *(signing_in(app)[1] for _ in range(2))]

    told = at_once(acts)

    assert (told[6], set(told) <= {201, 204, 401, 404, 503}) == (204, True), told
    with app.app_context():
        left = [db.session.scalar(select(func.count()).select_from(kind)) for kind in (Entry, KeySlot)]
    assert left == [0, 0]


def test_of_two_clicks_that_confirm_the_slower_is_told_that_its_session_ended(app: Flask, alice: Actor) -> None:
    told = at_once(
        lambda tab=tab: tab.post("/session/confirmation", {"passphrase": PASSPHRASE}).status_code
        for tab in devices(app, alice, 3)
    )

    assert sorted(told) == [201, 401, 401]


def test_guesses_at_once_are_all_counted(app: Flask, alice: Actor) -> None:
    told = at_once(signing_in(app, "not the right one at all")[1] for _ in range(12))

    assert Counter(told) == {401: 5, 429: 7}


def test_settings_changed_at_once_are_changed_by_one(app: Flask, alice: Actor) -> None:
    told = at_once(
        lambda tab=tab: tab.patch("/person", {"region": "GB"}, If_Match='"1"').status_code
        for tab in devices(app, alice, 6)
    )

    assert sorted(told) == [200] + [412] * 5


def test_a_consent_given_twice_at_once_is_given(app: Flask, alice: Actor) -> None:
    told = at_once(lambda tab=tab: tab.put("/person/consent", CONSENT).status_code for tab in devices(app, alice, 6))

    assert told == [200] * 6


def test_reminders_at_once_are_no_more_than_there_may_be(app: Flask, alice: Actor) -> None:
    evening = {"days": ["monday"], "time": "20:00"}

    told = at_once(lambda tab=tab: tab.post("/reminders", evening).status_code for tab in devices(app, alice, MOST + 4))

    assert Counter(told) == {201: MOST, 422: 4}


def test_the_same_file_brought_twice_at_once_is_there_once(app: Flask, alice: Actor) -> None:
    at_once(lambda tab=tab: send(tab, LINES).status_code for tab in devices(app, alice, 2))

    assert len(entries_of(alice)) == 20


def test_one_invitation_lets_one_in(app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = app.extensions["settings"]
    link = app.test_cli_runner().invoke(args=["accounts", "invite"]).output.strip()
    monkeypatch.setitem(app.extensions, "settings", type(settings)(**{**vars(settings), "registration": "invite"}))
    sent = [joining(f"newcomer-{number}", invite=link.partition("#")[2]) for number in range(6)]

    told = at_once(lambda body=body: Actor(app).post("/people", body).status_code for body in sent)

    assert sorted(told) == [201] + [403] * 5


def test_w3_one_who_answers_everywhere_at_once_counts_once(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)

    told = at_once(
        lambda tab=tab, choice=number % 3: answer(tab, question, choice)
        for number, tab in enumerate(devices(app, members[0], 6))
    )

    assert (told, sum(counts(app))) == ([204] * 6, 1)


def test_w3_everybody_who_answers_at_once_counts(app: Flask, room: Room) -> None:
    leader, members, group = room
    question = ask_all(leader, group, **OWN)

    at_once(lambda member=member: answer(member, question, 1) for member in members)

    assert counts(app) == [0, 6, 0]


def test_of_two_who_lead_and_leave_at_once_one_stays(app: Flask, pair: Pair) -> None:
    leader, _, group = pair
    both = (leader, co_lead(app, pair, "other"))

    told = at_once(lambda one=one: one.delete(f"/workshops/{group['id']}/membership").status_code for one in both)

    assert sorted(told) == [204, 409]


def test_whoever_comes_in_twice_at_once_has_one_seat(app: Flask, pair: Pair, alice: Actor) -> None:
    leader, _, group = pair
    code = leader.post(f"/workshops/{group['id']}/invitations", {"uses": 5}).json["code"]

    told = at_once(
        lambda tab=tab: tab.post("/memberships", {"code": code, "called": "Alice"}).status_code
        for tab in devices(app, alice, 5)
    )

    assert sorted(told) == [200] * 4 + [201]
    assert leader.get(f"/workshops/{group['id']}/invitations").json["items"][0]["uses"] == 1


def test_a_copy_given_while_its_giver_is_removed_can_be_read_by_nobody(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    path, entry = f"/workshops/{group['id']}/members/{member.get('/person').json['id']}", member.write()
    sent = offer(group)

    given, removed = at_once(
        [lambda: member.post(f"/entries/{entry['id']}/shares", sent), lambda: leader.delete(path).status_code]
    )

    assert (given.status_code in (201, 404), removed) == (True, 204)
    assert [status(leader, one) for one in (given.json.get("items") or [])] in ([], [404])
