"""Who can read what was given, and that nobody else can, whatever goes wrong (A3 to A6, A8)."""

from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import Person
from app.extensions import db
from app.vault.exchange import new_identity
from app.workshops import consent, received
from app.workshops.models import Share
from tests.people import join
from tests.workshops.cast import WORDS, Pair, a_share, co_lead, give, member_id, offer, status


def test_a4_a_copy_is_read_only_while_its_recipient_leads(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    noor = co_lead(app, pair, "noor")
    path = f"/workshops/{group['id']}/members/{member_id(leader, group, 'Noor')}"
    made = give(member, member.write(), leader.get(f"/workshops/{group['id']}").json)
    for_noor = next(one for one in made if one["receiver"] == "Noor")
    at_first = status(noor, for_noor)

    leader.patch(path, {"role": "participant"})
    demoted = status(noor, for_noor)
    leader.patch(path, {"role": "facilitator"})

    assert (at_first, demoted, status(noor, for_noor)) == (200, 404, 404)


def test_a4_somebody_new_who_leads_sees_nothing_earlier(app: Flask, pair: Pair) -> None:
    made = a_share(pair)
    noor = co_lead(app, pair, "noor")

    assert status(noor, made) == 404
    assert noor.get(f"/workshops/{pair[2]['id']}/shares").json["items"] == []


def test_a5_the_copy_stays_as_it_was_given_and_goes_with_its_author(pair: Pair) -> None:
    leader, member, group = pair
    entry = member.write(WORDS)
    made = give(member, entry, group, text=WORDS)[0]

    member.put(f"/entries/{entry['id']}", {"body": "Something else."}, If_Match='"1"')
    member.put(f"/entries/{entry['id']}/trashing", If_Match='"2"')
    member.delete(f"/entries/{entry['id']}", If_Match='"3"')
    kept = leader.get(f"/shares/{made['id']}").json["text"]
    gone = member.delete("/person", {"username": "amira"})

    assert kept == WORDS
    assert (gone.status_code, status(leader, made)) == (204, 404)


def test_a6_to_a_key_that_was_put_in_place_of_theirs_nothing_is_sealed(app: Flask, pair: Pair) -> None:
    _, member, group = pair
    with app.app_context():
        db.session.execute(update(Person).where(Person.username == "lee").values(public_key=new_identity()[1]))
        db.session.commit()

    refused = member.post(f"/entries/{member.write()['id']}/shares", offer(group))

    assert (refused.status_code, member.get("/shares").json["items"]) == (refused.status_code, [])
    assert refused.status_code >= 400


def test_a3_without_the_filter_of_who_may_read_no_word_crosses(
    app: Flask, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_share(pair, title="Half past eight")
    monkeypatch.setattr(received, "find_for", lambda _keyring, share_id: consent.find_share(share_id))

    answers = [actor.get(f"/shares/{made['id']}") for actor in (co_lead(app, pair, "noor"), join(app, "stranger"))]

    assert [one.status_code for one in answers] == [200, 200]
    assert all(one.json["unreadable"] for one in answers)
    assert not any(word in one.text for one in answers for word in ("bus", "Half", "Amira"))


def test_a8_somebody_removed_reads_nothing_and_what_they_gave_is_gone(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    noor = co_lead(app, pair, "noor")
    made = give(member, member.write(), leader.get(f"/workshops/{group['id']}").json)
    by_noor = give(noor, noor.write(), group)[0]

    leader.delete(f"/workshops/{group['id']}/members/{member_id(leader, group, 'Noor')}")

    assert [status(noor, one) for one in made] == [404, 404]
    assert status(leader, by_noor) == 404


def test_l1_nothing_at_rest_holds_a_word_of_it(app: Flask, pair: Pair) -> None:
    leader, _, _ = pair
    made = a_share(pair, title="canary-in-a-title")
    leader.put(f"/shares/{made['id']}/answer", {"text": "canary-in-an-answer"})

    files = [path for path in Path(app.extensions["settings"].data_dir).rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)

    assert len(held) > 0
    assert not any(word in held for word in (WORDS.encode(), b"canary-in-a-title", b"canary-in-an-answer"))


def test_r2_damage_stands_in_nobodys_way(app: Flask, pair: Pair) -> None:
    leader, member, group = pair
    made = a_share(pair)
    with app.app_context():
        ruined = {"box": b"\1broken", "own_box": b"\1broken", "answer_box": b"", "kept_answer_box": b""}
        db.session.execute(update(Share).where(Share.id == UUID(made["id"])).values(**ruined))
        db.session.commit()

    lists = [leader.get(f"/workshops/{group['id']}/shares"), member.get("/shares")]
    pages = [actor.get(f"/shares/{made['id']}").json for actor in (leader, member)]

    assert [one.json["items"][0]["unreadable"] for one in lists] == [True, True]
    assert [(one["text"], one["answer"], one["unreadable"]) for one in pages] == [("", None, True)] * 2
