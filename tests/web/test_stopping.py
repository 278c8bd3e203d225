"""A server that is told to stop finishes what it has begun, and begins nothing new."""

import json
import os
import signal
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.drills.house import opened
from tests.serving import Server, family, serving

PAGE = json.dumps({"body": "The bus driver waited. " * 200}).encode()


def test_a_page_that_is_on_its_way_when_the_server_is_stopped_is_kept(tmp_path: Path):
    with serving(tmp_path, workers=2) as server:
        line = begin_to_write(server, server.join("robin"))
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        line.send(PAGE[1000:])
        answer = line.getresponse()

        assert (answer.status, json.loads(answer.read())["words"]) == (201, 800)
        assert server.process.wait(timeout=20) == 0
        with pytest.raises(OSError):
            server.call("GET", "/themes")


def begin_to_write(server: Server, secret: str) -> HTTPConnection:
    """Send the head of a request and the beginning of its body."""
    line = HTTPConnection("localhost", server.port, timeout=20)
    line.putrequest("POST", "/api/v1/entries")
    sent = {"Origin": server.address, "Content-Type": "application/json", "Content-Length": str(len(PAGE))}
    for name, value in {**sent, "Cookie": f"__Host-session={secret}"}.items():
        line.putheader(name, value)
    line.endheaders(PAGE[:1000])
    time.sleep(0.5)
    return line


def test_a_server_that_is_stopped_says_so_before_it_goes_and_told_again_goes_at_once(tmp_path: Path):
    with opened(tmp_path, {"BRAID_LEAVE_SECONDS": "600", "BRAID_WORKERS": "1"}) as house:
        house.process.send_signal(signal.SIGTERM)
        wait_until(lambda: house.caller().send("GET", "//readyz", None, {}).status_code == 503)

        assert house.caller().get("/themes").status_code == 200
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(timeout=20) == 0


def test_a_worker_that_falls_while_the_server_leaves_takes_nobody_elses_time_to_leave(tmp_path: Path):
    with opened(tmp_path, {"BRAID_LEAVE_SECONDS": "600", "BRAID_WORKERS": "2"}) as house:
        house.process.send_signal(signal.SIGTERM)
        wait_until(lambda: house.caller().send("GET", "//readyz", None, {}).status_code == 503)

        os.kill(family(house.process.pid)[1], signal.SIGKILL)
        time.sleep(1)
        assert house.process.poll() is None
        assert house.caller().get("/themes").status_code == 200
        house.process.send_signal(signal.SIGTERM)
        house.process.wait(timeout=20)


def test_a_server_none_of_whose_workers_is_left_goes(tmp_path: Path):
    with opened(tmp_path, {"BRAID_LEAVE_SECONDS": "600", "BRAID_WORKERS": "2"}) as house:
        for one in family(house.process.pid):
            os.kill(one, signal.SIGINT)

        house.process.wait(timeout=20)


def test_a_server_that_cannot_say_that_it_stops_stops_all_the_same(tmp_path: Path):
    nowhere = {"BRAID_LEAVING_FILE": str(tmp_path / "no-folder" / "leaving"), "BRAID_WORKERS": "1"}

    with opened(tmp_path, {"BRAID_LEAVE_SECONDS": "600", **nowhere}) as house:
        house.process.send_signal(signal.SIGTERM)

        assert house.process.wait(timeout=20) == 0
    assert "could not be told" in (tmp_path / "server.log").read_text()


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.2)
