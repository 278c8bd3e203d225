"""F21 to F23: three nodes are one house; one of them may fall or be replaced without anybody noticing."""

import random
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.accounts.throttling import PAIR_TRIES
from app.core.limits import ALLOWANCES
from tests.drills import engine
from tests.drills.calling import Caller
from tests.drills.load import Writer, statuses_of, told, under_load
from tests.drills.newer import newer
from tests.drills.nodes import MANY, Nodes, served, stop, together
from tests.drills.noting import IS_SHORT, note, sized
from tests.drills.test_races import counted
from tests.proxies import caddy_before

pytestmark = pytest.mark.drill
WRITERS = sized(4, 8)
# As in deploy/compose.yaml and deploy/Caddyfile.
LEAVING, CADDY_ASKS_EVERY = "8", 5
FOUND: list[str] = []
NUMBERS = count(1)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    FOUND.clear()
    with pytest.MonkeyPatch.context() as changed, served(tmp_path_factory.mktemp("nodes")) as running:
        changed.setattr(engine, "URL", running.settings["BRAID_DATABASE_URL"])
        yield running


@pytest.fixture
def writers(nodes: Nodes) -> list[Writer]:
    """People of whom each may write as much as anybody else who has just come."""
    names = [f"writer-{next(NUMBERS)}" for _ in range(WRITERS)]
    return [Writer(*found) for found in zip(together(nodes.join, names), names, strict=True)]


def test_f21_nodes_that_start_at_once_bring_the_database_up_to_date_once(nodes: Nodes) -> None:
    assert [one.returncode for one in nodes.brought] == [0] * MANY
    assert nodes.asked_of_the_database("CREATE TABLE entries") == 1


def test_f21_who_came_in_at_one_node_is_in_at_all(nodes: Nodes) -> None:
    alice = nodes.join("alice")
    page = alice.write("Read me anywhere.")

    read = [nodes.at(house.port, alice.secret).get(f"/entries/{page['id']}").json["body"] for house in nodes.houses]

    assert read == ["Read me anywhere."] * MANY


def test_f21_guessing_is_slowed_down_by_all_together(nodes: Nodes) -> None:
    nodes.join("bob-b")

    guesses = [guess(nodes.at(house.port)) for _ in range(PAIR_TRIES) for house in nodes.houses]

    FOUND.append(f"guesses {counted(guesses)}")
    assert guesses == [401] * PAIR_TRIES + [429] * (len(guesses) - PAIR_TRIES)


def guess(caller: Caller) -> int:
    return caller.post("/session", {"username": "bob-b", "passphrase": "not what bob says at all"}).status_code


def test_f21_what_one_person_may_do_is_counted_by_all_together(nodes: Nodes) -> None:
    carol, most = nodes.join("carol"), int(ALLOWANCES["search"].split()[0])
    lines = [nodes.at(house.port, carol.secret) for house in nodes.houses]

    searches = [lines[number % MANY].post("/searches", {"text": "e"}).status_code for number in range(most + MANY)]

    FOUND.append(f"searches {counted(searches)}")
    assert searches == [200] * most + [429] * MANY


def test_f21_when_nodes_are_killed_nothing_is_lost_and_nothing_doubled(nodes: Nodes, writers: list[Writer]) -> None:
    chance, kills = random.Random(21), sized(2, 12)
    with under_load(writers):
        for number in range(kills):
            time.sleep(chance.uniform(0.5, 1.5))
            house = nodes.houses[number % MANY]
            house.kill()
            house.start()

    lost = [text for writer in writers for text in writer.lost()]
    doubled = [text for writer in writers for text in writer.doubled()]
    promised = sum(len(writer.promised) for writer in writers)
    kept = f"{promised} new pages acknowledged, {len(lost)} lost, {len(doubled)} twice"
    note("F21", "; ".join([*FOUND, f"{kills} nodes killed under {WRITERS} writers: {told(writers)}; {kept}"]))
    assert (promised > 0, lost, doubled) == (True, [], [])
    assert {one for one in statuses_of(writers) if isinstance(one, int)} <= {200, 201, 412, 502, 503}


def test_f22_nodes_are_replaced_one_by_one_beside_a_newer_shape(
    nodes: Nodes, writers: list[Writer], tmp_path: Path
) -> None:
    with under_load(writers):
        brought = nodes.houses[0].flask("db", "upgrade", "-d", newer(tmp_path))
        ended = [nodes.replace(house) for house in nodes.houses * sized(1, 3)]

    note("F22", f"a column added and {len(ended)} nodes replaced under {WRITERS} writers: {told(writers)}")
    assert (brought.returncode, nodes.asked_of_the_database("ADD COLUMN later")) == (0, 1)
    assert ended == [0] * len(ended)
    assert set(statuses_of(writers)) == {200, 201}


@pytest.mark.skipif(IS_SHORT, reason="only in full: nodes take their time to leave")
def test_f23_a_proxy_that_asks_knows_before_a_node_goes(nodes: Nodes, writers: list[Writer], tmp_path: Path) -> None:
    for house in nodes.houses:
        nodes.replace(house, BRAID_LEAVE_SECONDS=LEAVING)
    with caddy_before(nodes.nginx.nodes, tmp_path) as (address, _):
        port = int(address.rpartition(":")[2])
        visitors = [Writer(nodes.at(port, one.caller.secret), f"{one.name} again") for one in writers]
        with under_load(visitors):
            for house in nodes.houses:
                assert stop(house) == 0
                nodes.start(house)
                time.sleep(CADDY_ASKS_EVERY)

    note("F23", f"{MANY} nodes replaced under {len(visitors)} writers: {told(visitors)}")
    assert set(statuses_of(visitors)) == {200, 201}
