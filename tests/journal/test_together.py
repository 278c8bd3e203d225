"""Many hands at once: nothing acknowledged is lost, pages and entries stay in step, and who waits too long is told."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask

from tests.disk import somebody_writing
from tests.people import Actor, joining

pytestmark = pytest.mark.usefixtures("without_turns")
DEVICES, EACH = 6, 12


def device_of(app: Flask, secret: str) -> Actor:
    """The same person on one more device."""
    device = Actor(app)
    device.cookie = secret
    return device


def test_f9_what_several_devices_write_at_once_is_all_there_and_found(app: Flask, alice: Actor) -> None:
    def write(number: int) -> list[str]:
        device = device_of(app, alice.cookie)
        return [device.write(f"common word{number}x{step}")["id"] for step in range(EACH)]

    with ThreadPoolExecutor(DEVICES) as pool:
        written = {entry_id for ids in pool.map(write, range(DEVICES)) for entry_id in ids}

    listed = {entry["id"] for entry in alice.get("/entries?limit=100").json["items"]}
    hits = {hit["entry"]["id"] for hit in alice.post("/searches", {"text": "common", "limit": 100}).json["items"]}
    assert len(written) == DEVICES * EACH
    assert listed == hits == written


def test_f9_edits_at_once_end_in_one_text_and_the_others_are_handed_back(app: Flask, alice: Actor) -> None:
    entry = alice.write("start")

    def revise(number: int) -> int:
        path = f"/entries/{entry['id']}"
        return device_of(app, alice.cookie).put(path, {"body": f"hand {number}"}, If_Match='"1"').status_code

    with ThreadPoolExecutor(DEVICES) as pool:
        statuses = sorted(pool.map(revise, range(DEVICES)))

    assert statuses == [200] + [412] * (DEVICES - 1)
    assert len(alice.post("/searches", {"text": "hand"}).json["items"]) == 1


def test_f10_the_same_page_sent_by_several_devices_is_made_once(app: Flask, alice: Actor) -> None:
    path = f"/entries/{uuid4()}"

    def create(_number: int) -> int:
        return device_of(app, alice.cookie).put(path, {"body": "once"}, If_None_Match="*").status_code

    with ThreadPoolExecutor(DEVICES) as pool:
        statuses = sorted(pool.map(create, range(DEVICES)))

    assert statuses == [200] * (DEVICES - 1) + [201]
    assert len(alice.get("/entries").json["items"]) == 1


def test_f10_one_name_chosen_by_several_people_at_once_is_given_once(app: Flask) -> None:
    def join(_number: int) -> int:
        return Actor(app).post("/people", joining("wanted")).status_code

    with ThreadPoolExecutor(DEVICES) as pool:
        statuses = sorted(pool.map(join, range(DEVICES)))

    assert statuses == [201] + [409] * (DEVICES - 1)


def test_f10_a_recovery_code_used_at_once_works_once(app: Flask, alice: Actor) -> None:
    body = {"recovery_code": alice.recovery_code, "passphrase": "pebble harbour violet comet"}

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda _: Actor(app).post("/recovery", body).status_code, range(4)))

    assert statuses == [201, 401, 401, 401]


def test_who_waits_too_long_for_the_pen_is_asked_to_come_back(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with somebody_writing(app, monkeypatch):
        response = alice.post("/entries", {"body": "later"})

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert alice.post("/entries", {"body": "later"}).status_code == 201
