"""Odd input is a 4xx, never a 5xx (security.md 7.2)."""

import json
import time
from collections.abc import Iterator

import pytest

from tests.people import Actor

NAN = b'{"body": NaN}'
ODD = {
    "nested 2 000 deep": (b'{"body": ' + b"[" * 2_000 + b"]" * 2_000 + b"}", 400),
    "nested 100 000 deep": (b"[" * 100_000, 400),
    "an integer of 5 000 digits": (b'{"body": ' + b"9" * 5_000 + b"}", 400),
    "a duplicate key": (b'{"body": "a", "body": "b"}', 400),
    "not a number": (NAN, 400),
    "a float that overflows": (b'{"body": 1e400}', 422),
    "bad UTF-8": (b'{"body": "\xff"}', 400),
    "UTF-16": ('{"body": "a"}'.encode("utf-16"), 400),
    "an empty body": (b"", 400),
    "a list": (b"[]", 422),
    "null": (b"null", 422),
    "a bare string": (b'"body"', 422),
    "a lone surrogate": (b'{"body": "\\ud800"}', 422),
    "an unknown field": (b'{"body": "a", "person_id": "b"}', 422),
    "a number for text": (b'{"body": 3}', 422),
    "NUL in a readable name": (b'{"body": "a", "prompt": "a\\u0000b"}', 422),
    "a text beyond the limit": (json.dumps({"body": "x" * 100_001}).encode(), 422),
    "two megabytes": (b'{"body": "' + b"x" * 2_000_000 + b'"}', 413),
    "a day that is none": (b'{"body": "a", "day": "2026-02-30"}', 422),
    "a week for a day": (b'{"body": "a", "day": "2026-W01"}', 422),
    "an instant without a zone": (b'{"body": "a", "written_at": "2026-01-01T00:00:00"}', 422),
    "true as text": (b'{"body": true}', 422),
    "one as a boolean": (b'{"body": "a", "starred": 1}', 422),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_body_is_refused_in_plain_words(alice: Actor, name: str) -> None:
    raw, status = ODD[name]

    response = send(alice, raw)

    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_anything_but_json_is_the_wrong_media_type(alice: Actor, media_type: str) -> None:
    response = send(alice, b'{"body": "a"}', media_type)

    assert response.status_code == 415


def test_nul_lies_safely_inside_a_box(alice: Actor) -> None:
    entry = alice.write("before\x00after")

    assert alice.get(f"/entries/{entry['id']}").json["body"] == "before\x00after"


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "limit=3.7", "limit=999999999999999999999", "cursor=%00", "cursor=%FF",
     "cursor=e30", "from=yesterday", "trashed=maybe", "page=2",
     "from=2026-01-01&from=2026-01-02&limit=1&limit=2&cursor=a"],
)  # fmt: skip
def test_an_odd_query_is_refused(alice: Actor, query: str) -> None:
    response = alice.get(f"/entries?{query}")

    assert response.status_code in (200, 422) if query.startswith("from=2026") else response.status_code == 422


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PATCH"])
def test_a_method_that_is_not_offered_is_refused(alice: Actor, method: str) -> None:
    response = alice.call(method, "/entries")

    assert response.status_code == 405


@pytest.mark.parametrize("version", ["", "x", '"-1"', '"99999999999999999999"', "W/", '"1", "2"', "*", "\x7f"])
def test_an_odd_version_is_refused(alice: Actor, version: str) -> None:
    entry = alice.write()

    response = alice.put(f"/entries/{entry['id']}", {"body": "b"}, If_Match=version)

    assert response.status_code in (412, 422)


@pytest.mark.parametrize("identifier", ["x", "00000000", "..%2f..%2fetc", "%00", "a" * 3_000, "{}"])
def test_an_odd_id_is_nothing(alice: Actor, identifier: str) -> None:
    response = alice.get(f"/entries/{identifier}")

    assert response.status_code == 404


def test_every_year_is_answered_or_refused(alice: Actor) -> None:
    statuses = {year: alice.get(f"/calendar?year={year}").status_code for year in odd_years()}

    assert set(statuses.values()) <= {200, 422}


def test_the_last_leap_day_has_a_this_day(alice: Actor) -> None:
    assert alice.get("/on-this-day?day=2024-02-29").status_code == 200
    assert alice.get("/on-this-day?day=0001-01-01").status_code == 200
    assert alice.get("/on-this-day?day=9999-12-31").status_code == 200


def odd_years() -> Iterator[str]:
    yield from ("0", "-1", "1899", "1900", "2999", "3000", "99999", "x", "", "2026.0", "٢٠٢٦")


def send(actor: Actor, raw: bytes, media_type: str = "application/json"):  # type: ignore[no-untyped-def]
    return actor.client.post(
        "/api/v1/entries",
        data=raw,
        content_type=media_type,
        base_url="https://localhost",
        headers=actor.headers,
    )


def test_a_string_that_never_ends_is_refused_at_once(alice: Actor) -> None:
    began = time.perf_counter()

    response = send(alice, b'"' + b'\\"' * 600_000)

    assert response.status_code == 400
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_an_instant_beyond_the_calendar_is_refused(alice: Actor, instant: str) -> None:
    response = alice.post("/entries", {"body": "a", "written_at": instant})

    assert (response.status_code, list(response.json["errors"])) == (422, ["written_at"])


@pytest.mark.parametrize("number", ["2147483648", "9" * 23, "9" * 5_000])
def test_a_huge_revision_number_is_nothing(alice: Actor, number: str) -> None:
    entry = alice.write()

    response = alice.post(f"/entries/{entry['id']}/revisions/{number}/revival", If_Match='"1"')

    assert response.status_code == 404


@pytest.mark.parametrize("zone", ["Nowhere/At-All", "", "europe/london\x00"])
def test_a_time_zone_that_is_none_is_refused(alice: Actor, zone: str) -> None:
    response = alice.patch("/person", {"time_zone": zone}, If_Match='"1"')

    assert (response.status_code, list(response.json["errors"])) == (422, ["time_zone"])
