"""A large journal that gets new keys, and is written in meanwhile: how long it takes, and how long others wait."""

import json
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.bench.filling import document
from tests.bench.moving import ENTRIES, asked, bring, memory, peak, say
from tests.people import PASSPHRASE
from tests.serving import Server, serving

MOST_SECONDS, MOST_MEMORY, MOST_WAIT = 60 * ENTRIES / 100_000, 100, 1.0
HEADERS = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}


def main() -> int:
    """Print the figures; returns 1 when they are not what docs/performance.md promises."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as server:
        secret, other = server.join("rotator"), server.join("neighbour")
        path = Path(folder) / "journal.json"
        path.write_bytes(b"".join(document(ENTRIES, a_day=10)))
        bring(server, secret, path)
        return 0 if rotate(server, newly_in(server), other) else 1


def newly_in(server: Server) -> str:
    return server.call("POST", "/session", {"username": "rotator", "passphrase": PASSPHRASE, "device": "own"})[2]


def rotate(server: Server, secret: str, other: str) -> bool:
    """Ask for new keys while somebody else writes; says what it cost both."""
    waits: list[float] = []
    is_over = threading.Event()
    neighbour = threading.Thread(target=write_on, args=(server, other, waits, is_over))
    before, began = memory(server), time.perf_counter()
    neighbour.start()
    body = json.dumps({"passphrase": PASSPHRASE}).encode()
    with closing(asked(server, secret, "/person/key-rotation", body, HEADERS)) as line:
        told = [json.loads(one) for one in line.getresponse().read().splitlines()]
    took, more = time.perf_counter() - began, peak(server) - before
    is_over.set()
    neighbour.join()
    waits.sort()
    worst = waits[int(len(waits) * 0.95)]
    assert told[-1]["sealed"] > ENTRIES, told[-1]
    assert told[-1]["unreadable"] == 0, told[-1]
    say(f"new keys: {took:.1f} s for {told[-1]['sealed']} boxes in {len(told) - 2} steps, {more:+.0f} MiB of memory")
    say(f"somebody else wrote {len(waits)} pages meanwhile, 95 % of them in {worst * 1000:.0f} ms")
    return took <= MOST_SECONDS and more <= MOST_MEMORY and worst <= MOST_WAIT


def write_on(server: Server, secret: str, waits: list[float], is_over: threading.Event) -> None:
    while not is_over.is_set():
        began = time.perf_counter()
        server.call("POST", "/entries", {"body": "While somebody else gets new keys."}, secret)
        waits.append(time.perf_counter() - began)
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
