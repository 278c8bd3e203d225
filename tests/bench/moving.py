"""A large journal that comes in and goes out again: how long it takes, how soon it begins, how much memory it costs."""

import http.client
import json
import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.bench import filling
from tests.bench.asking import ours, posting
from tests.serving import Server, serving

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "100000"))
FORMS = ("json", "markdown", "csv", "html", "day-one", "jrnl", "joplin")
MOST_SECONDS, MOST_IN, MOST_FIRST, MOST_OUT = 120, 64, 0.3, 100


def main() -> int:
    """Print the figures; returns 1 when they are not what docs/performance.md promises."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as server:
        secret = server.join("mover")
        server.call("GET", "/session", cookie=secret)
        path = Path(folder) / "journal.json"
        path.write_bytes(b"".join(filling.document(ENTRIES, a_day=10)))
        say(f"{ENTRIES} entries of about 1 KB, {path.stat().st_size / 1024**2:.0f} MiB of JSON")
        good = bring(server, secret, path)
        for form in FORMS:
            good = take(server, secret, form) and good
    return 0 if good else 1


def bring(server: Server, secret: str, path: Path) -> bool:
    """Bring the file along, and hear how far it is; says what it cost."""
    before, began = memory(server), time.perf_counter()
    told = filling.bring(ours(server, secret), path.read_bytes())
    took, more = time.perf_counter() - began, peak(server) - before
    assert told[-1]["report"]["entries"]["new"] == ENTRIES, told[-1]
    say(f"brought along: {took:.0f} s, {len(told) - 1} tellings of how far it is, {more:+.0f} MiB of memory")
    return took <= MOST_SECONDS and more <= MOST_IN


def take(server: Server, secret: str, form: str) -> bool:
    """Take the journal along in one form; says what it cost."""
    before, began = memory(server), time.perf_counter()
    body = json.dumps({"format": form}).encode()
    with closing(asked(server, secret, "/exports", body, {"Content-Type": "application/json"})) as line:
        answer = line.getresponse()
        size = len(answer.read(1))
        first = time.perf_counter() - began
        while piece := answer.read(1 << 20):
            size += len(piece)
    took, more = time.perf_counter() - began, peak(server) - before
    say(f"{form}: first byte {first * 1000:.0f} ms, {took:.1f} s, {size / 1024**2:.0f} MiB, {more:+.0f} MiB of memory")
    return first <= MOST_FIRST and more <= MOST_OUT


def asked(server: Server, secret: str, path: str, body: bytes, headers: dict[str, str]) -> http.client.HTTPConnection:
    return posting(ours(server, secret), f"/api/v1{path}", body, headers)


def memory(server: Server) -> float:
    """MiB that the worker holds just now; its peak is counted from here on."""
    (Path("/proc") / str(worker(server)) / "clear_refs").write_text("5")
    return of_status(server, "VmRSS")


def peak(server: Server) -> float:
    """The most MiB that the worker held since."""
    return of_status(server, "VmHWM")


def of_status(server: Server, name: str) -> float:
    lines = (Path("/proc") / str(worker(server)) / "status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def worker(server: Server) -> int:
    """The process that answers: the youngest child of the one that was started."""
    own = server.process.pid
    return max(int(one) for one in (Path("/proc") / str(own) / "task" / str(own) / "children").read_text().split())


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
