"""What is taken along: all or a part, after a confirmation, with the notice in it, and only what is one's own."""

import http.client
import json
import threading
import time
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import jsonschema_rs
import pytest
from flask import Flask, Response

from app.portability import places
from app.portability.formats import book
from tests.people import Actor, program
from tests.portability.files import bring, members, take
from tests.portability.test_round_trips import fill
from tests.serving import serving
from tests.workshops.cast import WORDS, Pair, a_share, ask_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "journal.schema.json").read_text())
NOTICE = "It is not psychotherapy"


def days(data: bytes) -> list[str]:
    return [one["day"] for one in json.loads(data)["entries"]]


def test_the_json_is_as_its_schema_says(alice: Actor) -> None:
    fill(alice)

    jsonschema_rs.validator_for(SCHEMA).validate(json.loads(take(alice, "json")))


def test_earlier_texts_are_held_a_few_at_a_time(alice: Actor) -> None:
    earlier = [{"number": number, "body": "x" * 100_000} for number in range(1, 6)]
    pages = [{"id": str(uuid4()), "day": "2026-11-24", "body": f"{at}", "revisions": earlier} for at in range(50)]
    bring(alice, json.dumps({"format": "braid-journal", "version": 1, "entries": pages, "check_ins": []}).encode())
    sent = {"json": {"format": "json"}, "headers": alice.headers, "base_url": "https://localhost"}

    with alice.client.post("/api/v1/exports", **sent, buffered=False) as response:
        tracemalloc.start()
        size = sum(map(len, response.iter_encoded()))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert size > 25_000_000
    assert most < 15_000_000


def test_it_needs_the_passphrase_of_the_last_ten_minutes(alice: Actor, move_clock: Callable[..., None]) -> None:
    move_clock(minutes=11)

    assert alice.post("/exports", {"format": "json"}).json["type"] == "/api/problems/confirmation-needed"


@pytest.mark.parametrize("name", ["json", "html"])
def test_the_long_notice_stands_in_a_single_file(alice: Actor, name: str) -> None:
    assert NOTICE in take(alice, name).decode()


@pytest.mark.parametrize("name", ["markdown", "csv", "day-one", "jrnl", "joplin"])
def test_the_long_notice_lies_in_an_archive(alice: Actor, name: str) -> None:
    assert any(NOTICE in data.decode() for data in members(take(alice, name)).values())


def test_a_range_takes_its_days_only(alice: Actor) -> None:
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        alice.write("b", day=day)

    assert days(take(alice, "json", **{"from": "2026-01-02", "to": "2026-01-02"})) == ["2026-01-02"]


def test_a_concept_takes_the_pages_about_it_and_no_check_in(alice: Actor) -> None:
    alice.write("b", concepts=["co-regulation"], day="2026-01-01")
    alice.write("b", day="2026-01-02")
    alice.mark(river="ashore")

    told = json.loads(take(alice, "json", concept="co-regulation"))

    assert ([one["day"] for one in told["entries"]], told["check_ins"]) == (["2026-01-01"], [])


def test_a_group_takes_what_was_written_to_it(pair: Pair) -> None:
    leader, member, group = pair
    member.write("to the group", assignment=ask_of(leader, group)["id"], day="2026-01-01")
    member.write("not to it", day="2026-01-02")

    assert days(take(member, "json", workshop=group["id"])) == ["2026-01-01"]


def test_a_group_one_is_not_in_is_no_group(pair: Pair, alice: Actor) -> None:
    assert alice.post("/exports", {"format": "json", "workshop": pair[2]["id"]}).status_code == 404


def test_l5_copies_given_go_along_whole_and_copies_received_without_their_words(pair: Pair) -> None:
    leader, member, _ = pair
    share = a_share(pair)
    leader.put(f"/shares/{share['id']}/answer", {"text": "my own answer"})

    given, received = json.loads(take(member, "json")), json.loads(take(leader, "json"))

    assert [one["text"] for one in given["shares_given"]] == [WORDS]
    assert [one["share"] for one in given["consent_log"]] == [share["id"]]
    assert [one["my_answer"] for one in received["shares_received"]] == ["my own answer"]
    assert WORDS not in json.dumps(received, ensure_ascii=False)


def test_a_token_takes_along_all_but_what_is_sealed_to_the_person(pair: Pair) -> None:
    leader, member, _ = pair
    share = a_share(pair)
    leader.put(f"/shares/{share['id']}/answer", {"text": "my own answer"})

    given = json.loads(take(program(member, "export"), "json"))
    received = json.loads(take(program(leader, "export"), "json"))

    assert [(one["text"], one["answer"]) for one in given["shares_given"]] == [(WORDS, None)]
    assert [(one["my_answer"], one["unreadable"]) for one in received["shares_received"]] == [("my own answer", True)]


def test_l5_nothing_of_somebody_else_goes_along(alice: Actor, bob: Actor) -> None:
    alice.write("alice's own words")

    for name in ("json", "html", "csv"):
        assert b"alice's" not in take(bob, name)


def test_a_place_is_given_back_when_a_file_is_sent_or_given_up(alice: Actor) -> None:
    for _ in range(3 * places.AT_ONCE):
        sent = {"json": {"format": "json"}, "headers": alice.headers, "base_url": "https://localhost"}
        alice.client.post("/api/v1/exports", **sent).close()

    assert take(alice, "json")


def test_more_than_a_few_at_once_are_asked_to_come_back(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PATIENCE_SECONDS", 0.05)
    with places.Place(), places.Place():
        response = alice.post("/exports", {"format": "json"})

    assert (response.status_code, response.headers["Retry-After"]) == (503, "20")


def test_whoever_comes_a_moment_before_a_place_is_free_waits_for_it(alice: Actor) -> None:
    held = [places.Place() for _ in range(places.AT_ONCE)]
    leaving = threading.Timer(0.1, held[0].end)
    leaving.start()

    assert alice.post("/exports", {"format": "json"}).status_code == 200
    leaving.join()
    held[1].end()


def test_a_book_that_takes_long_to_set_holds_nobody_up(
    alice: Actor, bob: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[int] = []

    def slowly(_journal: bytes) -> bytes:
        with ThreadPoolExecutor() as others:
            met.append(others.submit(lambda: bob.get("/session").status_code).result(timeout=5))
        return b"%PDF-1.7"

    monkeypatch.setattr(book, "printed", slowly)

    assert take(alice, "pdf") == b"%PDF-1.7"
    assert met == [200]


def test_the_file_has_a_name_that_says_what_it_is(alice: Actor) -> None:
    response = alice.post("/exports", {"format": "markdown", "passphrase": "another harbour violet comet"})

    name = response.headers["Content-Disposition"].partition('"')[2].strip('"')
    assert name.startswith("braid-20")
    assert name.endswith("-markdown.zip.sealed")


def test_a_slow_reader_of_a_large_journal_holds_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1) as server:
        secret = server.join("slow-reader")
        for _ in range(30):
            server.call("POST", "/entries", {"body": "x" * 100_000}, cookie=secret)
        headers = {"Origin": server.address, "Content-Type": "application/json", "Cookie": f"__Host-session={secret}"}
        with closing(http.client.HTTPConnection("localhost", server.port)) as line:
            line.request("POST", "/api/v1/exports", json.dumps({"format": "json"}), headers)
            answer = line.getresponse()
            assert (answer.status, len(answer.read(1000))) == (200, 1000)

            began = time.perf_counter()
            assert server.call("GET", "/session", cookie=secret)[0] == 200

            assert time.perf_counter() - began < 1
            assert len(answer.read()) > 2_900_000


def test_what_goes_wrong_while_it_is_sent_tells_nobody_what_was_in_it(app: Flask) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"first"
        raise ValueError("the kettle sang")

    with app.test_request_context():
        answer = places.Place().sending(Response(), pieces())
        with pytest.raises(places.BrokenOff) as broken:
            list(answer.response)

    assert "kettle" not in "".join(traceback.format_exception(broken.value))
