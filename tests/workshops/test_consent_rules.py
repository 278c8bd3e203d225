"""The rules of sharing at their edges: until when, to whom, and what ends and what stays."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.sessions import recognise
from app.core import clock
from app.errors import Invalid, NotFound
from app.extensions import db
from app.journal.errors import EntryUnreadable
from app.journal.models import Entry
from app.vault.keyring import Keyring
from app.workshops import consent, roles
from app.workshops.consent import Offer
from app.workshops.models import Share, ShareConsent
from tests.people import Actor
from tests.workshops.cast import Pair, a_share, ask_of, co_lead, code_of, come_in, gather, give, offer, status

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)
GIVER = roles.Seat(uuid4(), uuid4(), number=2, role=roles.PARTICIPANT, is_open=True, leading=1)


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "source", lambda: NOON)


def until(day: date, time_zone: str = "UTC") -> Offer:
    return Offer(uuid4(), [], title="", text="", until=day, time_zone=time_zone, consent_version="1")


def keyring_of(actor: Actor) -> Keyring:
    return recognise(actor.cookie).keyring


def rows() -> list[Any]:
    return list(db.session.execute(select(Share.__table__)))


@pytest.mark.parametrize(
    ("day", "time_zone", "ends_at"),
    [
        (date(2026, 3, 28), "UTC", datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (date(2026, 3, 29), "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 3, 29), "Pacific/Auckland", datetime(2026, 3, 29, 11, tzinfo=UTC)),
        (date(2027, 3, 29), "UTC", datetime(2027, 3, 30, 0, tzinfo=UTC)),
    ],
)
def test_a_copy_ends_when_its_last_day_is_over_where_its_author_is(
    at_noon: None, day: date, time_zone: str, ends_at: datetime
) -> None:
    assert consent.end_of(until(day, time_zone)) == int(ends_at.timestamp())


@pytest.mark.parametrize(
    ("day", "time_zone"),
    [(date(2026, 3, 27), "UTC"), (date(2026, 3, 28), "Pacific/Auckland"), (date(2027, 3, 30), "UTC")],
)
def test_a_last_day_that_is_over_or_more_than_a_year_away_is_refused(at_noon: None, day: date, time_zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        consent.end_of(until(day, time_zone))

    assert refused.value.extra()["errors"] == {"until": ["Choose a day from today on, at most 366 days ahead."]}


@pytest.mark.parametrize("role", [None, roles.PARTICIPANT, "oneself"])
def test_only_somebody_else_who_leads_is_given_a_copy(role: str | None) -> None:
    person = GIVER.person_id if role == "oneself" else uuid4()
    seat = SimpleNamespace(role=roles.FACILITATOR if role == "oneself" else role)

    with pytest.raises(Invalid) as refused:
        consent.reader({person: seat} if role else {}, GIVER, person)

    assert refused.value.extra()["errors"] == {"recipients": ["Choose people who lead this group."]}


def test_somebody_else_who_leads_is_given_it() -> None:
    person, seat = uuid4(), SimpleNamespace(role=roles.FACILITATOR)

    assert consent.reader({person: seat}, GIVER, person) is seat


def test_whoever_is_named_twice_is_given_one_copy(pair: Pair) -> None:
    _, member, group = pair
    twice = [group["facilitators"][0]["id"]] * 2

    assert len(give(member, member.write(), group, recipients=twice)) == 1


def test_a_copy_is_kept_with_all_that_was_agreed(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    task = ask_of(leader, group)
    a_share(pair, assignment=task["id"], until=datetime.now(UTC).date().isoformat())

    with app.app_context():
        row, record = rows()[0], db.session.scalars(select(ShareConsent)).one()
        giver, reader = keyring_of(member).person_id, keyring_of(leader).person_id
    assert (row.author_id, row.recipient_id, row.workshop_id) == (giver, reader, UUID(group["id"]))
    assert (row.assignment_id, row.consent_version) == (UUID(task["id"]), "1")
    assert (row.given_on, row.opened_on, row.ends_at % 86_400) == (datetime.now(UTC).date(), None, 0)
    assert (record.person_id, record.share_id) == (giver, row.id)


def test_a_task_of_another_group_is_not_what_this_group_is_asked(pair: Pair) -> None:
    leader, member, group = pair
    task = ask_of(leader, gather(leader, name="Another"))

    refused = member.post(f"/entries/{member.write()['id']}/shares", offer(group, assignment=task["id"]))

    assert (refused.status_code, refused.json["errors"]) == (422, {"assignment": ["This group is not asked that."]})


def test_an_entry_that_cannot_be_read_is_not_given(app: Flask, pair: Pair) -> None:
    _, member, _ = pair
    entry = member.write()
    with app.app_context():
        db.session.execute(update(Entry).values(box=b"\x01" + bytes(200)))

        with pytest.raises(EntryUnreadable):
            consent.day_of(keyring_of(member), UUID(entry["id"]))
        db.session.rollback()


def test_nobody_takes_back_what_somebody_else_gave(pair: Pair) -> None:
    leader, member, _ = pair
    made = a_share(pair)

    assert leader.delete(f"/shares/{made['id']}").status_code == 404
    assert (status(leader, made), status(member, made)) == (200, 200)


def test_taking_one_copy_back_leaves_the_others(app: Flask, pair: Pair) -> None:
    _, member, _ = pair
    made, kept = a_share(pair), a_share(pair)
    member.delete(f"/shares/{made['id']}")

    assert [one["id"] for one in member.get("/shares").json["items"]] == [kept["id"]]
    with app.app_context():
        ended = {str(one.share_id): one.ended_on is not None for one in db.session.scalars(select(ShareConsent))}
    assert ended == {made["id"]: True, kept["id"]: False}


def test_a_copy_is_over_in_the_very_second_it_ends(app: Flask, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_share(pair)
    with app.app_context():
        row = rows()[0]
        for second, found in ((row.ends_at - 1, True), (row.ends_at, False)):
            monkeypatch.setattr(clock, "source", lambda second=second: datetime.fromtimestamp(second, UTC))

            assert bool(consent.find_given(row.author_id)) is found
        with pytest.raises(NotFound):
            consent.find_share(UUID(made["id"]))


def test_only_what_is_over_is_tidied_away_and_counted(app: Flask, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = datetime.combine(datetime.now(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)
    for days in (-1, -1, 0):
        a_share(pair, until=(midnight + timedelta(days=days)).date().isoformat())
    monkeypatch.setattr(clock, "source", lambda: midnight)

    with app.app_context():
        assert (consent.end_overdue(), len(rows())) == (2, 1)
        assert (consent.end_overdue(), len(rows())) == (0, 1)
        db.session.rollback()


def test_the_newest_of_what_one_gave_comes_first_and_nobody_elses_with_it(app: Flask, pair: Pair) -> None:
    _, member, group = pair
    noor = co_lead(app, pair, "noor")
    give(noor, noor.write(), group)
    one, two, three, four = sorted(UUID(a_share(pair)["id"]) for _ in range(4))
    days = {one: 3, two: 4, three: 4, four: 5}

    with app.app_context():
        for share_id, day in days.items():
            db.session.execute(update(Share).where(Share.id == share_id).values(given_on=date(2026, 3, day)))
        given = [row.id for row in consent.find_given(keyring_of(member).person_id)]
        db.session.rollback()

    assert given == [four, two, three, one]


def test_leaving_a_group_ends_nothing_in_another(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    another = gather(leader, name="Another")
    come_in(member, code_of(leader, another), "Amira")
    made, kept = a_share(pair), give(member, member.write(), another)[0]

    member.delete(f"/workshops/{group['id']}/membership")

    assert (status(leader, made), status(leader, kept)) == (404, 200)


def test_whoever_gives_or_takes_back_holds_the_groups_pen(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    _, member, group = pair
    take_pen, taken = consent.take_pen, list[Any]()
    monkeypatch.setattr(consent, "take_pen", lambda *whose: (taken.extend(whose), take_pen(*whose)))
    made = a_share(pair)

    member.delete(f"/shares/{made['id']}")

    assert taken == [UUID(group["id"])] * 2


def test_leaving_ends_what_one_was_given_and_nothing_between_others(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    noor = co_lead(app, pair, "noor")
    to_both = give(member, member.write(), leader.get(f"/workshops/{group['id']}").json)
    from_noor = give(noor, noor.write(), group)[0]

    noor.delete(f"/workshops/{group['id']}/membership?shares=keep")

    assert sorted(status(member, one) for one in to_both) == [200, 404]
    assert status(leader, from_noor) == 200


def test_who_is_gone_cannot_be_given_anything(context: Flask) -> None:
    with pytest.raises(NotFound):
        consent.person_of(uuid4())
