"""On PostgreSQL people do not wait for each other, and whoever meets somebody is asked to come back, not failed."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from app.accounts import throttling
from app.core import postgres as manners
from app.core.database import take_pen
from app.errors import StorageFull
from app.extensions import db
from tests import postgres
from tests.accounts.authenticator import Authenticator, touch
from tests.people import PASSPHRASE, Actor
from tests.test_migrations import MIGRATIONS

pytestmark = pytest.mark.postgres
# What would outlive a transaction, and come to somebody else behind PgBouncer.
LEFT_BEHIND = (
    "SELECT count(*) FROM pg_prepared_statements",
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database"
    " WHERE datname = current_database())",
    "SHOW statement_timeout",
    "SHOW lock_timeout",
)
Holding = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def holding(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Holding:
    """Somebody holds pens for the length of a block, and nobody else has much patience."""

    @contextmanager
    def hold(*whose: UUID | str, patience: str = "50ms") -> Iterator[None]:
        for name in ("BEGIN_AMONG_OTHERS", "BEGIN_ALONE"):
            monkeypatch.setattr(manners, name, getattr(manners, name).replace("15s", patience))
        with app.app_context():
            engine = db.engine
        with engine.connect() as connection:
            manners.begin(connection, whose)
            yield

    return hold


def person_id(actor: Actor) -> UUID:
    return UUID(actor.get("/person").json["id"])


def status_of_writing(actor: Actor) -> int:
    return actor.post("/entries", {"body": "words"}).status_code


def test_whoever_writes_holds_up_nobody_else(alice: Actor, bob: Actor, holding: Holding) -> None:
    with holding(person_id(alice)):
        assert (status_of_writing(alice), status_of_writing(bob)) == (503, 201)


def test_who_names_nobody_is_alone_in_the_house(alice: Actor, bob: Actor, holding: Holding) -> None:
    with holding():
        assert (status_of_writing(alice), status_of_writing(bob)) == (503, 503)


def test_who_would_be_alone_waits_for_everybody_who_writes(context: Flask, holding: Holding) -> None:
    with holding("somebody"), pytest.raises(OperationalError):
        take_pen()


def test_a_made_up_passkey_waits_for_nobody(alice: Actor, anybody: Actor, holding: Holding) -> None:
    with holding("somebody"):
        assert anybody.post("/session", touch(anybody, Authenticator())).status_code == 401


def test_whoever_holds_the_counters_waits_for_nobody(alice: Actor, holding: Holding) -> None:
    with holding(person_id(alice)):
        assert alice.post("/session/confirmation", {"passphrase": "not the right one at all"}).status_code == 401


def test_tries_are_forgotten_only_by_who_holds_their_persons_pen(
    alice: Actor, holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[object] = []
    monkeypatch.setattr(throttling, "forgive", lambda *given: forgotten.append(given))

    with holding(person_id(alice)):
        told = alice.post("/session/confirmation", {"passphrase": PASSPHRASE}).status_code

    assert (told, forgotten) == (503, [])


def test_signing_out_waits_for_the_next_secret_that_is_being_made(alice: Actor, holding: Holding) -> None:
    with holding(person_id(alice)):
        assert alice.delete("/session").status_code == 503

    assert alice.delete("/session").status_code == 204


def test_reading_waits_for_nobody(alice: Actor, holding: Holding) -> None:
    alice.write("here")

    with holding():
        assert len(alice.get("/entries").json["items"]) == 1


def test_whoever_waits_for_a_pen_lets_the_others_of_the_process_go_on(
    alice: Actor, bob: Actor, holding: Holding
) -> None:
    with ThreadPoolExecutor(1) as pool, holding(person_id(alice), patience="5s"):
        waiting = pool.submit(status_of_writing, alice)
        read = [bob.get("/entries").status_code for _ in range(20)]
        is_waiting = not waiting.done()

    assert (read, is_waiting, waiting.result()) == ([200] * 20, True, 201)


def test_a_pen_that_is_taken_twice_is_held_once_and_let_go_with_the_commit(context: Flask, holding: Holding) -> None:
    take_pen("a", "b")
    take_pen("b")
    held = pens_held()
    db.session.commit()

    assert (held, pens_held()) == (3, 0)


def test_deadlines_go_with_the_transaction(context: Flask) -> None:
    take_pen("a")
    during = db.session.execute(db.text("SHOW lock_timeout")).scalar()
    db.session.commit()

    assert (during, db.session.execute(db.text("SHOW lock_timeout")).scalar()) == ("15s", "0")


def test_nothing_of_ours_stays_in_a_connection(context: Flask, alice: Actor) -> None:
    # The driver would prepare what it is asked for the fifth time.
    for _ in range(8):
        alice.write()
        alice.get("/entries")

    left = [db.session.execute(db.text(asked)).scalar() for asked in LEFT_BEHIND]
    db.session.commit()

    assert left == [0, 0, "0", "0"]


def test_of_two_who_wait_for_each_other_one_is_told_to_come_back(context: Flask) -> None:
    with db.engine.connect() as one, db.engine.connect() as other, ThreadPoolExecutor(2) as pool:
        manners.begin(one, ["a"])
        manners.begin(other, ["b"])
        waiting = [pool.submit(manners.begin, one, ["b"]), pool.submit(manners.begin, other, ["a"])]
        refused = [error for one in waiting if (error := one.exception())]

    assert [manners.meaning(error).status for error in refused] == [503]


def test_a_lost_connection_is_noticed_before_somebody_is_answered_with_it(app: Flask, alice: Actor) -> None:
    alice.write("before")

    cut_off_everybody(app)

    assert len(alice.get("/entries").json["items"]) == 1


def test_whoever_is_cut_off_while_writing_is_asked_to_come_back(
    app: Flask, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.journal.digest.add", lambda *_: cut_off_everybody(app))

    response = alice.post("/entries", {"body": "words"})
    monkeypatch.undo()

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.json["detail"] == manners.AWAY
    assert alice.get("/entries").json["items"] == []


@pytest.mark.parametrize(
    ("state", "status"),
    [("53100", 507), ("58030", 507), ("53300", 503), ("57P03", 503), ("25006", 503), ("40P01", 503), ("42601", None)],
)
def test_every_refusal_of_the_server_has_a_meaning(app: Flask, state: str, status: int | None) -> None:
    refused = DBAPIError("SELECT", None, SimpleNamespace(sqlstate=state))  # type: ignore[arg-type]

    found = manners.meaning(refused)

    assert (found and found.status) == status
    assert isinstance(found, StorageFull) == (status == 507)


def test_a_nul_in_a_name_is_nobody_s_name(anybody: Actor) -> None:
    response = anybody.post("/session", {"username": "a\0b", "passphrase": PASSPHRASE})

    assert response.status_code in (401, 422)


def test_a_copy_of_the_same_page_under_somebody_else_s_id_is_refused(alice: Actor, bob: Actor) -> None:
    path = f"/entries/{uuid4()}"
    alice.put(path, {"body": "mine"}, If_None_Match="*")

    assert bob.put(path, {"body": "theirs"}, If_None_Match="*").status_code == 404


def pens_held() -> int:
    mine = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    return int(db.session.execute(db.text(mine)).scalar_one())


def cut_off_everybody(app: Flask) -> Any:
    name = str(make_url(app.extensions["settings"].database_url).database)
    with postgres.desk(os.environ[postgres.PLACE]) as desk:
        desk.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


def test_a_migration_waits_for_another_nodes_however_long_that_takes(app: Flask, holding: Holding) -> None:
    def bring_up_to_date() -> None:
        with app.app_context():
            stamp(MIGRATIONS, revision="base")

    with ThreadPoolExecutor() as node, holding(patience="50ms"):
        waiting = node.submit(bring_up_to_date)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=1)

    assert waiting.exception() is None
