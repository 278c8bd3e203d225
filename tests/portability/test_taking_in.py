"""Nothing is taken in twice, nothing pushes another away, and stopping half-way leaves nothing half done."""

import errno
import json
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.errors import Busy
from app.extensions import db
from app.journal import arriving
from app.journal.models import Entry
from app.portability import taking_in
from tests.people import Actor, join
from tests.portability.files import bring, entries_of, members, packed, send, take


def document(*entries: dict[str, Any], **parts: Any) -> bytes:
    told = [{"id": str(uuid4()), "day": "2026-11-24", **entry} for entry in entries]
    return json.dumps({"format": "braid-journal", "version": 1, "entries": told, "check_ins": [], **parts}).encode()


def bodies(actor: Actor) -> list[str]:
    return sorted(one["body"] for one in entries_of(actor))


def test_a_rehearsal_counts_and_writes_nothing(alice: Actor) -> None:
    report = bring(alice, document({"body": "one"}, {"body": "two"}), rehearsal="true")

    assert (report["rehearsal"], report["entries"]) == (True, {"new": 2, "here": 0})
    assert entries_of(alice) == []


@pytest.mark.parametrize("name", ["json", "markdown", "csv", "html", "day-one", "jrnl", "joplin"])
def test_the_same_file_a_second_time_brings_nothing(app: Flask, alice: Actor, name: str) -> None:
    alice.write("one")
    alice.write("two")
    data, other = take(alice, name), join(app, "newcomer")
    bring(other, data)

    report = bring(other, data)

    assert report["entries"] == {"new": 0, "here": 2}
    assert bodies(other) == ["one", "two"]


def test_a_file_without_ids_brings_the_same_words_twice_a_day_and_no_third_time(alice: Actor) -> None:
    data = b"[2026-11-24 08:00] tired\n[2026-11-24 20:00] tired\n"

    first, second = bring(alice, data), bring(alice, data)

    assert (first["entries"], second["entries"]) == ({"new": 2, "here": 0}, {"new": 0, "here": 2})
    assert bodies(alice) == ["tired", "tired"]


def test_a_page_is_known_by_its_words_when_a_file_has_no_ids(alice: Actor) -> None:
    alice.write("The  bus\nwaited.", title="Morning", day="2026-11-24")

    report = bring(alice, b"[2026-11-24 08:00] Morning\nThe bus waited.\n")

    assert report["entries"] == {"new": 0, "here": 1}


def test_what_was_written_on_since_becomes_a_page_of_its_own(alice: Actor) -> None:
    entry = alice.write("before")
    data = take(alice, "json")
    alice.put(f"/entries/{entry['id']}", {"body": "after"}, If_Match='"1"')

    first, second = bring(alice, data), bring(alice, data)

    assert (first["entries"]["new"], second["entries"]["new"]) == (1, 0)
    assert bodies(alice) == ["after", "before"]


def test_what_lies_in_the_trash_is_here_already(alice: Actor) -> None:
    entry = alice.write("thrown away")
    data = take(alice, "markdown")
    alice.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    assert bring(alice, data)["entries"] == {"new": 0, "here": 1}


def test_an_import_that_stops_half_way_goes_on_where_it_stopped(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "AT_ONCE", 2)
    data = document(*({"body": f"page {number}"} for number in range(5)))
    arrive, arrived = arriving.arrive, []

    def stops(*about: Any) -> None:
        arrived.append(about)
        if len(arrived) == 4:
            raise Busy(1)
        arrive(*about)

    with patch.object(arriving, "arrive", stops):
        stopped = send(alice, data)

    assert (stopped.status_code, len(entries_of(alice))) == (503, 2)
    assert bring(alice, data)["entries"] == {"new": 3, "here": 2}
    assert len(entries_of(alice)) == 5


def test_a_full_disk_is_told_and_leaves_nothing(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_about: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.vault.spool.os.pwrite", full)

    refused = send(alice, document({"body": "x" * 90_000}))

    assert (refused.status_code, refused.json["type"]) == (507, "/api/problems/storage-full")
    assert entries_of(alice) == []


def test_ids_of_somebody_else_stay_theirs(alice: Actor, bob: Actor) -> None:
    entry = alice.write("alice's")
    data = document({"id": entry["id"], "body": "bob's"})

    first, second = bring(bob, data), bring(bob, data)

    assert (first["entries"]["new"], second["entries"]["here"]) == (1, 1)
    assert alice.get(f"/entries/{entry['id']}").json["body"] == "alice's"
    assert entries_of(bob)[0]["id"] != entry["id"]


def test_a_text_too_long_becomes_several_pages(alice: Actor) -> None:
    text = "x" * 250_000

    report = bring(alice, packed({"2026-11-24.md": text.encode()}))

    assert report["entries"]["new"] == 3
    assert sorted(map(len, bodies(alice))) == [50_000, 100_000, 100_000]


def test_what_has_no_place_is_told(alice: Actor) -> None:
    tags = [f"tag {number}" for number in range(30)]

    report = bring(
        alice, document({"body": "b", "concepts": ["not-here"], "tags": tags, "check_in": {"river": "nowhere"}})
    )

    told = {one["what"] for one in report["left_out"]}
    assert told == {"tags beyond what a page may have", "a check-in whose words are not known here"}


def test_what_was_brought_with_too_many_ideas_can_still_be_written_on(alice: Actor) -> None:
    slugs = [one["slug"] for one in alice.get("/concepts").json["items"]][:20]

    report = bring(alice, document({"body": "one", "concepts": slugs}))

    (page,) = entries_of(alice)
    changed = {"body": "two", "concepts": page["concepts"], "tags": page["tags"]}
    assert report["left_out"] == [{"what": "tags beyond what a page may have", "count": 1}]
    assert alice.put(f"/entries/{page['id']}", changed, If_Match=f'"{page["version"]}"').status_code == 200


def test_a_record_that_does_not_fit_is_told_and_the_others_come(alice: Actor) -> None:
    report = bring(alice, document({"body": "good"}, {"body": 1, "day": "never"}, {"body": "fine", "colour": "red"}))

    assert (report["entries"]["new"], report["unreadable"]) == (1, 2)
    assert report["troubles"][0] == {"where": "entries, 2", "why": "These do not fit: body, day."}


def test_what_was_brought_can_be_found_and_read_like_anything(alice: Actor) -> None:
    bring(
        alice,
        document(*({"body": f"heron number {number}", "day": f"2026-{1 + number % 12:02}-03"} for number in range(40))),
    )

    found = alice.post("/searches", {"text": "heron number 17"}).json["items"]

    assert [one["entry"]["day"] for one in found] == ["2026-06-03"]


def test_shares_of_an_earlier_account_are_kept_as_a_record_and_once(alice: Actor) -> None:
    given = {"id": str(uuid4()), "receiver": "Lee", "text": "words", "given_on": "2026-01-01"}
    log = {"share": given["id"], "version": "1", "given_on": "2026-01-01", "ended_on": None}
    data = document({"body": "b"}, shares_given=[given], consent_log=[log])

    bring(alice, data)
    bring(alice, data)

    told = json.loads(take(alice, "json"))
    assert (told["shares_given"], told["consent_log"]) == ([given], [log])


def test_progress_is_told_line_by_line_and_the_report_last(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "AT_ONCE", 2)
    data = document(*({"body": f"page {number}"} for number in range(5)))

    lines = [json.loads(line) for line in send(alice, data, accept="application/x-ndjson").data.splitlines()]

    assert [line.get("done") for line in lines[:2]] == [2, 4]
    assert {line["of"] for line in lines[:-1]} == {5}
    assert lines[-1]["report"]["entries"]["new"] == 5


def test_r2_a_damaged_page_does_not_stop_anything(app: Flask, alice: Actor) -> None:
    damaged, whole = alice.write("damaged"), alice.write("whole")
    with app.app_context():
        row = db.session.get(Entry, UUID(damaged["id"]))
        row.box = row.box[:-1] + bytes([row.box[-1] ^ 1])
        db.session.commit()

    told = json.loads(take(alice, "json"))

    assert [one["id"] for one in told["entries"]] == [whole["id"]]
    assert [one["id"] for one in told["unreadable"]] == [damaged["id"]]
    assert bring(alice, take(alice, "json"))["entries"] == {"new": 0, "here": 1}
    assert "pages that could not be opened.txt" in members(take(alice, "markdown"))
    assert b"Damaged, and so not in here" in take(alice, "html")
    told = members(take(alice, "jrnl"))["pages that could not be opened.txt"].decode()
    assert told.count(damaged["day"]) == 1
