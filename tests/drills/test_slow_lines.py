"""F17: whoever sends slowly, or stops in the middle, keeps nobody else waiting."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.drills.calling import Caller
from tests.drills.house import House, opened
from tests.drills.measuring import going_on
from tests.drills.noting import IS_SHORT, note, sized, within

pytestmark = pytest.mark.drill
HEAD = "POST /api/v1/session HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
BODY = "Content-Type: application/json\r\nContent-Length: 600\r\n\r\n"
DRIP = 1.0
PATIENCE = 10.0
TOLD: list[str] = []
Begin = Callable[[socket.socket, int], None]


def endless_head(line: socket.socket, port: int) -> None:
    line.sendall(HEAD.format(port=port).encode())


def slow_body(line: socket.socket, port: int) -> None:
    line.sendall((HEAD.format(port=port) + BODY).encode())


def half_closed(line: socket.socket, port: int) -> None:
    line.sendall((HEAD.format(port=port) + BODY).encode() + b'{"user')
    line.shutdown(socket.SHUT_WR)


KINDS: dict[str, tuple[Begin, int]] = {
    "heads that never end": (endless_head, 200),
    "bodies of a byte a second": (slow_body, 60),
    "half-closed lines": (half_closed, 200),
}


@contextmanager
def dripping(port: int, begin: Begin, many: int) -> Iterator[None]:
    """Hold many lines open, with a byte a second on each, for the length of the block."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(many)]
    is_over = threading.Event()
    for line in lines:
        begin(line, port)
    room = threading.Thread(target=drip, args=(lines, is_over))
    room.start()
    try:
        yield
    finally:
        is_over.set()
        room.join()
        for line in lines:
            line.close()


def drip(lines: list[socket.socket], is_over: threading.Event) -> None:
    while not is_over.wait(DRIP):
        for line in lines:
            try:
                line.send(b"x")
            except OSError:
                continue


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("slow")) as served:
        yield served


@pytest.fixture(scope="module")
def reader(house: House) -> Caller:
    found = house.join("reader")
    for number in range(10):
        found.write(f"The bus driver waited, {number}.")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_f17_a_slow_line_keeps_nobody_waiting(house: House, reader: Caller, kind: str) -> None:
    begin, many = KINDS[kind]
    lines = [house.caller(reader.secret, timeout=PATIENCE) for _ in range(2)]
    with dripping(house.port, begin, many), going_on(*lines) as (reading, writing):
        time.sleep(sized(4, 60))
    after = max(house.again(reader).get("/entries").seconds for _ in range(8))

    TOLD.append(f"{many} {kind}: reading {reading}; writing {writing}; a new line afterwards {after * 1000:.0f} ms")
    if len(TOLD) == len(KINDS):
        note("F17", "; ".join(TOLD))
    assert reading.worst == 200
    # While all threads that may wait for somebody do so, others are told to send theirs later; a quarter of a minute.
    assert set(writing.statuses) <= {201, 503}
    assert IS_SHORT or writing.statuses[201] > writing.statuses[503]
    assert max(reading.p95, writing.p95, after) <= within(1)
