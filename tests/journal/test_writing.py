"""Writing: what is acknowledged stays, what clashes comes back whole, and retries are harmless (R5, R6)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import Actor

any_text = st.text(st.characters(blacklist_categories=("Cs",)), max_size=400)


def change(actor: Actor, entry: dict[str, Any], body: str, **fields: Any) -> Any:
    return actor.put(f"/entries/{entry['id']}", {"body": body, **fields}, If_Match=f'"{entry["version"]}"')


def test_an_entry_comes_back_as_it_was_written(alice: Actor) -> None:
    entry = alice.write("Line one.\n\n  Line two.\t", title="A day", tags=["Bus", "bus", " two  words "], starred=True)

    found = alice.get(f"/entries/{entry['id']}").json

    assert found["body"] == "Line one.\n\n  Line two.\t"
    assert found["tags"] == ["bus", "two words"]
    assert (found["title"], found["starred"], found["version"], found["words"]) == ("A day", True, 1, 4)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=any_text)
def test_r4_every_text_makes_the_round_trip(alice: Actor, body: str) -> None:
    entry = alice.write(body)

    assert alice.get(f"/entries/{entry['id']}").json["body"] == body


def test_r4_the_limit_is_counted_in_code_points(alice: Actor) -> None:
    body = "𝄞" * 100_000

    entry = alice.write(body)

    assert alice.get(f"/entries/{entry['id']}").json["body"] == body


def test_an_answer_starts_with_the_prompts_concepts(alice: Actor) -> None:
    entry = alice.write(prompt="rel-small-warm-moment")

    assert entry["concepts"] == ["co-regulation", "social-brain", "growth-needs-connection"]
    assert entry["prompt"]["title"] == "A small warm moment"


def test_the_writer_may_choose_other_concepts(alice: Actor) -> None:
    entry = alice.write(prompt="rel-small-warm-moment", concepts=["integration"])

    assert entry["concepts"] == ["integration"]


@pytest.mark.parametrize("field", [{"prompt": "no-such-prompt"}, {"concepts": ["no-such-concept"]}])
def test_what_the_library_does_not_have_is_refused(alice: Actor, field: dict[str, Any]) -> None:
    response = alice.post("/entries", {"body": "a", **field})

    assert response.status_code == 422


def test_a_client_may_make_the_id_and_repeat_itself(alice: Actor) -> None:
    path = f"/entries/{uuid4()}"

    first = alice.put(path, {"body": "once"}, If_None_Match="*")
    retry = alice.put(path, {"body": "once"}, If_None_Match="*")

    assert (first.status_code, retry.status_code) == (201, 200)
    assert len(alice.get("/entries").json["items"]) == 1


def test_another_text_under_the_same_id_gets_the_present_one_back(alice: Actor) -> None:
    path = f"/entries/{uuid4()}"
    alice.put(path, {"body": "first"}, If_None_Match="*")

    response = alice.put(path, {"body": "second"}, If_None_Match="*")

    assert response.status_code == 412
    assert response.json["current"]["body"] == "first"


def test_r6_a_stale_write_gets_the_present_text_and_changes_nothing(alice: Actor) -> None:
    entry = alice.write("one")
    change(alice, entry, "two")

    response = change(alice, entry, "three")

    assert response.status_code == 412
    assert response.headers["ETag"] == '"2"'
    assert response.json["current"]["body"] == "two"
    assert alice.get(f"/entries/{entry['id']}").json["body"] == "two"


def test_r6_repeating_a_write_that_was_done_is_harmless(alice: Actor) -> None:
    entry = alice.write("one")
    done = change(alice, entry, "two")

    retry = change(alice, entry, "two")

    assert (retry.status_code, retry.json["version"]) == (200, done.json["version"])


def test_a_write_without_a_version_is_refused(alice: Actor) -> None:
    entry = alice.write()

    assert alice.put(f"/entries/{entry['id']}", {"body": "b"}).status_code == 428


def test_a_field_left_out_stays_as_it_is(alice: Actor) -> None:
    entry = alice.write(title="Kept", tags=["kept"], day="2024-05-06")

    changed = change(alice, entry, "new words").json

    assert (changed["title"], changed["tags"], changed["day"]) == ("Kept", ["kept"], "2024-05-06")


def test_the_day_is_the_writers_own(alice: Actor, move_clock: Callable[..., None]) -> None:
    alice.patch("/person", {"time_zone": "Pacific/Kiritimati"}, If_Match='"1"')
    east = alice.write()["day"]
    alice.patch("/person", {"time_zone": "Pacific/Pago_Pago"}, If_Match='"2"')
    west = alice.write()["day"]

    assert east > west


def test_a_known_version_is_answered_without_text(alice: Actor) -> None:
    entry = alice.write()

    response = alice.get(f"/entries/{entry['id']}", If_None_Match='"1"')

    assert (response.status_code, response.data) == (304, b"")


def test_every_answer_with_content_carries_the_notice(alice: Actor) -> None:
    entry = alice.write()

    answers = [alice.get("/entries").json, entry, alice.post("/searches", {}).json, alice.get("/on-this-day").json]

    assert all(answer["notice"]["id"] == "short" for answer in answers)
