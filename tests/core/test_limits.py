"""How often people and networks may ask: counted by person, generous to rooms, never an error of its own."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.core import limits
from app.core.policy import every_policy
from app.extensions import db
from tests.conftest import INSECURE_FOR_TESTS
from tests.people import Actor, join
from tests.redis import redis_server
from tests.serving import free_port

AS_THEY_ARE = dict(limits.ALLOWANCES)
FEW = {"writes": "3 per minute", "search": "2 per minute", "anonymous": "2 per minute", "reports": "1 per minute"}
SOMETHING = {"text": "kettle"}
Build = Callable[..., Flask]


@pytest.fixture(scope="module")
def limiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Make apps on one database that allow little."""
    folder = tmp_path_factory.mktemp("limits")

    def build(**settings: str) -> Flask:
        named = {f"BRAID_{name}": value for name, value in settings.items()}
        environ = {"BRAID_DATA_DIR": str(folder), "BRAID_LOG_LEVEL": "WARNING", **named}
        return create_app(Settings.from_environment(environ), cost=INSECURE_FOR_TESTS)

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(limits, "ALLOWANCES", {**limits.ALLOWANCES, **FEW})
        yield build


@pytest.fixture(scope="module")
def app(limiting: Build) -> Flask:
    made = limiting()
    with made.app_context():
        db.create_all()
    return made


@pytest.fixture(autouse=True)
def nothing_counted_yet(app: Flask) -> None:
    for limiter in app.extensions["limiter"]:
        limiter.reset()


def answers(ask: Callable[[], object], times: int) -> list[int]:
    return [ask().status_code for _ in range(times)]  # type: ignore[attr-defined]


def test_who_writes_too_much_is_asked_to_wait_and_told_how_long(alice: Actor):

    refused = [alice.post("/entries", {"body": "a"}) for _ in range(4)][-1]

    assert refused.status_code == 429
    assert refused.json["type"] == "/api/problems/too-many-requests"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_what_one_person_does_is_not_counted_for_another_behind_the_same_address(alice: Actor, bob: Actor):
    answers(lambda: alice.post("/entries", {"body": "a"}), 4)

    assert bob.post("/entries", {"body": "b"}).status_code == 201


def test_two_devices_of_one_person_count_together(app: Flask, alice: Actor):
    phone = Actor(app)
    phone.cookie = alice.cookie
    answers(lambda: alice.post("/entries", {"body": "a"}), 2)

    assert answers(lambda: phone.post("/entries", {"body": "b"}), 2) == [201, 429]


def test_searching_has_an_allowance_of_its_own(alice: Actor):

    assert answers(lambda: alice.post("/searches", SOMETHING), 3) == [200, 200, 429]
    assert alice.post("/entries", {"body": "a"}).status_code == 201


def test_whoever_is_signed_in_reads_and_takes_back_as_much_as_they_like(alice: Actor):
    answers(lambda: alice.post("/entries", {"body": "a"}), 4)

    assert answers(lambda: alice.get("/entries"), 20) == [200] * 20
    assert answers(lambda: alice.get("/themes"), 20) == [200] * 20
    assert alice.delete("/session").status_code == 204


def test_strangers_of_one_network_count_together(app: Flask):
    assert answers(lambda: Actor(app).get("/themes"), 3) == [200, 200, 429]


def test_pages_and_files_are_not_counted(anybody: Actor):
    assert answers(lambda: anybody.client.get("/sign-up", base_url="https://localhost"), 20) == [200] * 20


def test_reports_of_a_broken_page_cannot_fill_the_log(anybody: Actor):
    assert answers(lambda: anybody.client.post("/csp-report", data=b"{}"), 2) == [204, 429]


def test_a_cookie_that_opens_nothing_makes_nobody_known(anybody: Actor):
    anybody.cookie = "A" * 43

    assert answers(lambda: anybody.get("/themes"), 3) == [200, 200, 429]


def test_h10_a_forwarded_address_changes_nothing_unless_a_proxy_is_configured(app: Flask):
    places = iter(range(1, 9))

    assert answers(lambda: Actor(app).get("/themes", X_Forwarded_For=f"10.{next(places)}.0.1"), 3)[-1] == 429


def test_h10_behind_a_configured_proxy_the_nearest_address_counts(limiting: Build):
    behind = limiting(TRUSTED_PROXIES="1")
    places = iter(range(1, 9))

    pretending = answers(lambda: Actor(behind).get("/themes", X_Forwarded_For=f"10.{next(places)}.0.1, 192.0.2.1"), 3)

    assert pretending[-1] == 429
    assert Actor(behind).get("/themes", X_Forwarded_For="198.51.100.7").status_code == 200


def test_they_are_off_for_measuring(limiting: Build):
    measured = limiting(RATE_LIMITS="off")

    assert answers(lambda: Actor(measured).get("/themes"), 9) == [200] * 9


def test_two_apps_count_each_for_itself_in_memory(app: Flask, limiting: Build):
    answers(lambda: Actor(app).get("/themes"), 3)

    assert Actor(limiting()).get("/themes").status_code == 200


def test_two_apps_count_together_where_they_share_a_storage(limiting: Build, tmp_path: Path):
    with redis_server(tmp_path / "cache") as address:
        one, other = limiting(RATE_LIMIT_STORAGE=address), limiting(RATE_LIMIT_STORAGE=address)

        asked = [Actor(node).get("/themes").status_code for node in (one, other, one, other)]

    assert asked == [200, 200, 429, 429]


def test_whoever_asks_every_node_whether_it_is_ready_asks_each_for_itself(
    limiting: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(limits.ALLOWANCES, "probes", "2 per minute")
    with redis_server(tmp_path / "cache") as address:
        nodes = [limiting(RATE_LIMIT_STORAGE=address) for _ in range(3)]

        asked = [[node.test_client().get("/readyz").status_code == 429 for _ in range(3)] for node in nodes]

    assert asked == [[False, False, True]] * 3


def test_a_storage_that_has_gone_lets_people_through_and_says_so(limiting: Build, capfd: pytest.CaptureFixture[str]):
    alone = limiting(RATE_LIMIT_STORAGE=f"redis://127.0.0.1:{free_port()}")
    began = time.monotonic()

    assert Actor(alone).get("/themes").status_code == 200
    assert time.monotonic() - began < 2
    assert "storage unreachable" in capfd.readouterr().err


def test_without_its_storage_each_process_goes_on_counting(limiting: Build, tmp_path: Path):
    with redis_server(tmp_path / "cache") as address:
        node = limiting(RATE_LIMIT_STORAGE=address)
        Actor(node).get("/themes")

    assert answers(lambda: Actor(node).get("/themes"), 3) == [200, 200, 429]


def test_where_counts_are_kept_nobody_is_named(limiting: Build, tmp_path: Path):
    with redis_server(tmp_path / "cache") as address:
        carol = join(limiting(RATE_LIMIT_STORAGE=address), "carol")
        carol.write()
        me = carol.get("/session").json["person"]["id"]
        kept = subprocess.run(["redis-cli", "-u", address, "keys", "*"], capture_output=True, text=True).stdout

    assert "writes" in kept
    assert not [name for name in (me, "carol", "127.0.0") if name in kept]


def test_every_policy_has_its_allowance(app: Flask):
    counted = {f"{method} {rule}": found for method, rule, found in every_allowance(app)}

    assert counted["PUT /api/v1/entries/<uuid:entry_id>"] == "writes"
    assert counted["GET /api/v1/workshops/<uuid:workshop_id>/moment"] is None
    assert counted["POST /api/v1/session"] is None
    assert counted["POST /api/v1/exports"] == "exports"
    assert counted["POST /api/v1/imports"] == "imports"
    assert counted["POST /api/v1/entries/<uuid:entry_id>/shares"] == "shares"


def test_a_room_of_two_hundred_comes_in_from_one_address(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "ALLOWANCES", AS_THEY_ARE)

    for number in range(200):
        phone = join(app, f"phone-{number}")
        Actor(app).post("/invitation-previews", {"code": "0000000000"})
        answered = answers(lambda: Actor(app).post("/passphrase-suggestions"), 2)

        assert [*answered, phone.get("/workshops").status_code] == [200] * 3


def every_allowance(app: Flask) -> Iterator[tuple[str, str, str | None]]:
    endpoints = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules()}
    return ((method, rule, limits.allowance_of(app, endpoints[rule], method)) for method, rule, _ in every_policy(app))
