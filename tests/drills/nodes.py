"""Three nodes behind nginx, on one PostgreSQL and one Redis, all of it made for a drill and thrown away."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests import postgres
from tests.drills.calling import Answer, Caller
from tests.drills.house import House
from tests.people import joining
from tests.proxies import Nginx, nginx_before
from tests.redis import redis_server
from tests.serving import free_port

MANY = 3
# nginx reads its file anew beside what it does, and for a moment still goes by the old one.
READING_SECONDS = 0.5
Given, Made = TypeVar("Given"), TypeVar("Made")


class Passer(Caller):
    """Somebody on a new line each time: nginx closes quiet ones when it reads its file again."""

    def send(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> Answer:
        try:
            return super().send(method, path, data, headers)
        finally:
            self.line.close()


class Nodes:
    """Houses that keep one journal together, and the proxy before them."""

    database_log: Path

    def __init__(self, folder: Path, database: str, counts: str) -> None:
        self.folder, self.port = folder, free_port()
        self.brought: list[subprocess.CompletedProcess[str]] = []
        self.settings = {
            "BRAID_DATABASE_URL": database,
            "BRAID_RATE_LIMIT_STORAGE": counts,
            "BRAID_RATE_LIMITS": "on",
            "BRAID_PUBLIC_ORIGIN": f"http://localhost:{self.port}",
            "BRAID_TRUSTED_PROXIES": "1",
            "BRAID_WORKERS": "1",
        }
        self.houses = [self.build(number) for number in range(MANY)]
        self.nginx = Nginx(folder, [house.port for house in self.houses], is_secure=False, port=self.port)

    def build(self, number: int) -> House:
        """A node that is not served yet; pepper and ledger lie in one folder for all, as with deploy/compose.yaml."""
        (place := self.folder / f"node-{number}").mkdir()
        return House(place, self.settings, data_dir=self.folder / "data")

    def caller(self, secret: str = "") -> Caller:
        """Somebody who comes by the proxy."""
        return Passer(self.port, secret)

    def at(self, port: int, secret: str = "") -> Caller:
        """Somebody whom a proxy happens to send to the node at this port, or who comes by another proxy."""
        caller = Passer(port, secret)
        caller.headers = {"Origin": f"http://localhost:{self.port}", "Host": f"localhost:{port}"}
        return caller

    def join(self, username: str) -> Caller:
        """Somebody joins."""
        caller = self.caller()
        answer = caller.post("/people", joining(username, device="own"))
        assert answer.status_code == 201, answer.text
        return caller

    def replace(self, house: House, **settings: str) -> int:
        """Take a node out of nginx's list, stop it, start it anew, put it back; returns what it ended with."""
        self.nginx.rest(house.port)
        time.sleep(READING_SECONDS)
        ended = stop(house)
        house.environ.update(settings)
        self.start(house)
        self.nginx.rest()
        return ended

    def start(self, house: House) -> None:
        """Start a node, and wait until somebody may be sent there."""
        house.start()
        self.wait_until_ready(house)

    def asked_of_the_database(self, words: str) -> int:
        """How many statements with these words changed the database's shape."""
        return self.database_log.read_text().count(words)

    def wait_until_ready(self, house: House) -> None:
        until = time.monotonic() + 20
        while self.at(house.port).send("GET", "//readyz", None, {}).status_code != 200:
            assert time.monotonic() < until, house.log.read_text()[-2000:]
            time.sleep(0.1)


def stop(house: House) -> int:
    """SIGTERM, and time to finish what was begun."""
    assert house.process is not None
    house.process.send_signal(signal.SIGTERM)
    return house.process.wait(timeout=30)


def together(act: Callable[[Given], Made], things: list[Given]) -> list[Made]:
    """Do it with all of them at once."""
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(act, things))


@contextmanager
def served(folder: Path) -> Iterator[Nodes]:
    """Nodes on an empty database, each of which has brought it up to date before it serves.

    The drill is left out where PostgreSQL, Redis or nginx are not here.
    """
    if postgres.programs() is None:
        pytest.skip("there is no PostgreSQL server here")
    with (
        postgres.serving(**{**postgres.HASTE, "max_connections": "200", "log_statement": "ddl"}) as server,
        redis_server(folder / "counts") as counts,
    ):
        nodes = Nodes(folder, postgres.fresh_database(server.place, "nodes"), counts)
        nodes.database_log = server.log
        nodes.brought = together(shape, nodes.houses)
        try:
            together(House.start, nodes.houses)
            with nginx_before(nodes.nginx):
                yield nodes
        finally:
            together(House.stop, nodes.houses)


def shape(house: House) -> subprocess.CompletedProcess[str]:
    """Bring the database up to date, as bin/run does before it serves."""
    return house.flask("db", "upgrade")
