"""The only way out of a journal: by name, on a sealed copy, until a day, and back at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.workshops.models import Share, ShareConsent
from tests.people import join
from tests.workshops.cast import (
    WORDS,
    Pair,
    a_share,
    ask_of,
    co_lead,
    gather,
    give,
    member_id,
    newcomer,
    offer,
    status,
    tasks_of,
)


def test_a_copy_says_what_was_shown_from_whom_and_until_when(pair: Pair) -> None:
    leader, member, group = pair
    entry = member.write("Much more than what is given.")
    made = give(member, entry, group, text=WORDS, title="Half past eight")[0]

    listed = leader.get(f"/workshops/{group['id']}/shares").json["items"][0]
    read = leader.get(f"/shares/{made['id']}").json

    assert (listed["giver"], listed["title"], listed["entry"]) == ("Amira", "Half past eight", None)
    assert "text" not in listed
    assert (read["text"], read["giver"], read["receiver"], read["mine"]) == (WORDS, "Amira", "Lee", False)
    assert (read["day"], read["until"], read["entry"]) == (entry["day"], offer(group)["until"], None)


def test_whoever_gave_it_sees_the_entry_and_the_day_it_was_first_opened(pair: Pair) -> None:
    leader, member, _ = pair
    made = a_share(pair)
    before = member.get("/shares").json["items"][0]
    leader.get(f"/shares/{made['id']}")

    after = member.get(f"/shares/{made['id']}").json

    assert before["opened_on"] is None
    assert after["opened_on"] == datetime.now(UTC).date().isoformat()
    assert (after["entry"], after["text"], after["mine"]) == (made["entry"], WORDS, True)


def test_the_answer_reaches_its_author_and_can_be_taken_back(pair: Pair) -> None:
    leader, member, _ = pair
    made = a_share(pair)

    leader.put(f"/shares/{made['id']}/answer", {"text": "Thank you for this."})
    both = [actor.get(f"/shares/{made['id']}").json["answer"] for actor in (leader, member)]
    leader.delete(f"/shares/{made['id']}/answer")

    assert both == ["Thank you for this."] * 2
    assert member.get(f"/shares/{made['id']}").json["answer"] is None


def test_l6_one_call_takes_it_back_and_the_row_is_gone(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    made = a_share(pair)

    assert member.delete(f"/shares/{made['id']}").status_code == 204

    assert (status(leader, made), status(member, made)) == (404, 404)
    assert leader.get(f"/workshops/{group['id']}/shares").json["items"] == []
    with app.app_context():
        assert db.session.scalar(select(Share)) is None
        kept = db.session.scalars(select(ShareConsent)).one()
        assert (kept.version, kept.given_on, kept.ended_on) == ("1", *[datetime.now(UTC).date()] * 2)


def test_l6_every_copy_has_its_record_of_consent(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    co_lead(app, pair, "jonas")
    seen = leader.get(f"/workshops/{group['id']}").json
    made = give(member, member.write(WORDS), seen, text=WORDS) + give(member, member.write(), group)

    with app.app_context():
        records = {str(one.share_id): one for one in db.session.scalars(select(ShareConsent))}

    assert len(made) == 3
    assert set(records) == {one["id"] for one in made}
    assert {(one.version, one.given_on, one.ended_on) for one in records.values()} == {
        ("1", datetime.now(UTC).date(), None)
    }


def test_a4_nobody_reads_it_after_its_last_day(pair: Pair, app: Flask, move_clock: Callable[..., None]) -> None:
    leader, member, _ = pair
    made = a_share(pair, until=datetime.now(UTC).date().isoformat())

    move_clock(days=1, minutes=1)

    assert (status(leader, made), status(member, made), member.get("/shares").json["items"]) == (404, 404, [])
    assert app.test_cli_runner().invoke(args=["workshops", "tidy"]).output == "1 copies deleted, 0 codes\n"
    assert app.test_cli_runner().invoke(args=["workshops", "tidy"]).output == "0 copies deleted, 0 codes\n"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"recipients": ["00000000-0000-4000-8000-000000000000"]}, "recipients"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": (datetime.now(UTC) + timedelta(days=400)).date().isoformat()}, "until"),
        ({"assignment": "00000000-0000-4000-8000-000000000000"}, "assignment"),
        ({"text": "x" * 100_001}, "text"),
    ],
)
def test_what_cannot_be_given_is_said_field_by_field(pair: Pair, fields: dict[str, Any], wrong: str) -> None:
    _, member, group = pair

    refused = member.post(f"/entries/{member.write()['id']}/shares", offer(group, **fields))

    assert (refused.status_code, list(refused.json["errors"])) == (422, [wrong])


def test_nothing_is_given_to_somebody_who_only_takes_part_or_to_oneself(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    newcomer(app, leader, group, "jonas")
    jonas, lee = (member_id(leader, group, name) for name in ("Jonas", "Lee"))

    to_jonas = member.post(f"/entries/{member.write()['id']}/shares", offer(group, recipients=[jonas]))
    to_oneself = leader.post(f"/entries/{leader.write()['id']}/shares", offer(group, recipients=[lee]))

    assert (to_jonas.status_code, to_oneself.status_code) == (422, 422)


def test_l6_other_words_of_consent_are_refused(pair: Pair) -> None:
    _, member, group = pair

    refused = member.post(f"/entries/{member.write()['id']}/shares", offer(group, consent="0"))

    assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (409, "other-words")


def test_nothing_written_is_shared_where_people_work_together(app: Flask) -> None:
    leader = join(app, "lee")
    group = gather(leader, workplace=True)
    member = newcomer(app, leader, group, "amira")

    refused = member.post(f"/entries/{member.write()['id']}/shares", offer(group))

    assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (409, "nothing-shared-here")


def test_nothing_is_given_in_a_closed_group_nor_from_the_trash(pair: Pair) -> None:
    leader, member, group = pair
    entry = member.write()
    member.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    from_the_trash = member.post(f"/entries/{entry['id']}/shares", offer(group))
    leader.patch(f"/workshops/{group['id']}", {"closed": True}, If_Match='"1"')

    closed = member.post(f"/entries/{member.write()['id']}/shares", offer(group))

    assert (from_the_trash.status_code, closed.status_code) == (409, 409)


def test_those_who_lead_are_told_how_many_shared(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    task = ask_of(leader, group)
    co_lead(app, pair, "noor")
    a_share((leader, member, leader.get(f"/workshops/{group['id']}").json), assignment=task["id"])

    assert tasks_of(leader, group)[0]["shared"] == 1
    assert tasks_of(member, group)[0]["shared"] is None


@pytest.mark.parametrize(("wish", "left"), [("", 404), ("?shares=end", 404), ("?shares=keep", 200)])
def test_leaving_takes_back_what_was_given_unless_it_is_to_be_kept(pair: Pair, wish: str, left: int) -> None:
    leader, member, group = pair
    made = a_share(pair)

    member.delete(f"/workshops/{group['id']}/membership{wish}")

    assert status(leader, made) == left
    assert member.delete(f"/shares/{made['id']}").status_code == (204 if left == 200 else 404)


def test_deleting_the_group_ends_what_was_given_in_it_in_the_log_too(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    made = a_share(pair)

    leader.delete(f"/workshops/{group['id']}", If_Match='"1"')

    assert status(member, made) == 404
    with app.app_context():
        assert db.session.scalars(select(ShareConsent)).one().ended_on == datetime.now(UTC).date()
