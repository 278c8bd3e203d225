"""A room of phones that follow one live session: how long an answer takes, and how much of a core it costs."""

import os
import statistics
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from tests.serving import Server, serving

PHONES = int(os.environ.get("BENCH_PHONES", "200"))
EVERY, SECONDS = 2.5, int(os.environ.get("BENCH_SECONDS", "30"))
TURN_EVERY = 5.0
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print the figures; returns 1 when they are not what docs/performance.md promises."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        leader = server.join("lee")
        group = server.call("POST", "/workshops", {"name": "Thursday group"}, leader)[1]["id"]
        code = server.call("POST", f"/workshops/{group}/invitations", {"uses": PHONES}, leader)[1]["code"]
        phones = [come_in(server, code, number) for number in range(PHONES)]
        before = cpu_of(server)
        took = follow(server, group, phones, leader)
        share = (cpu_of(server) - before) / SECONDS
    took.sort()
    p95 = took[int(len(took) * 0.95)] * 1000
    say(f"{PHONES} phones, every {EVERY} s for {SECONDS} s: {len(took)} answers")
    say(f"median {statistics.median(took) * 1000:.1f} ms, p95 {p95:.1f} ms, {share:.2f} of a core")
    return 0 if p95 <= 100 and share <= 0.5 else 1


def come_in(server: Server, code: str, number: int) -> str:
    secret = join_in_turn(server, f"phone-{number}")
    server.call("POST", "/memberships", {"code": code, "called": f"Phone {number}"}, secret)
    return secret


def join_in_turn(server: Server, name: str) -> str:
    """Join as soon as the throttle for one network lets somebody in again."""
    try:
        return server.join(name)
    except HTTPError as refusal:
        time.sleep(int(refusal.headers["Retry-After"]) + 1)
        return server.join(name)


def follow(server: Server, group: str, phones: list[str], leader: str) -> list[float]:
    """Every phone asks every few seconds, spread as people are, while whoever leads goes on now and then."""
    took: list[float] = []
    ends = time.monotonic() + SECONDS
    rooms = [threading.Thread(target=poll, args=(server, group, one, at, ends, took)) for at, one in enumerate(phones)]
    for room in rooms:
        room.start()
    turn(server, group, leader, ends)
    for room in rooms:
        room.join()
    return took


def poll(server: Server, group: str, secret: str, at: int, ends: float, took: list[float]) -> None:
    time.sleep(EVERY * at / PHONES)
    line, known = HTTPConnection("localhost", server.port), ""
    headers = {"Cookie": f"__Host-session={secret}"}
    while time.monotonic() < ends:
        began = time.perf_counter()
        line.request("GET", f"/api/v1/workshops/{group}/moment", headers={**headers, "If-None-Match": known})
        answer = line.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        known = answer.headers.get("ETag", "")
        time.sleep(max(0.0, EVERY - (time.perf_counter() - began)))
    line.close()


def turn(server: Server, group: str, leader: str, ends: float) -> None:
    version, minutes = 0, 0
    while time.monotonic() < ends:
        minutes += 1
        scene: dict[str, Any] = {"stage": "writing", "left": 60 * minutes}
        version = server.call("PUT", f"/workshops/{group}/moment", scene, leader, version=version)[1]["version"]
        time.sleep(TURN_EVERY)


def cpu_of(server: Server) -> float:
    """Seconds of processor time of the server and its workers so far."""
    return sum(seconds_of(process) for process in family(server.process.pid))


def seconds_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(found for child in children for found in family(int(child)))]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
