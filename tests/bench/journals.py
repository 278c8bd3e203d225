"""What a request costs beside one that does nothing: by how full the journal is, and by how many people there are."""

import random
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.asking import Asking, Figures, Line, Place, ours, posting, side_by_side
from tests.bench.filling import ABSENT, COMMON, RARE, bring, document, house_of, text_of
from tests.bench.telling import share_of_memory, workers
from tests.serving import Server, serving

MIB = 1024**2
MANY, FEW = 160, 40
PAGES_A_YEAR = 3 * 365
NOTHING = "no-op"
EXPORT_HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Journal:
    """What was measured beside a journal of some size."""

    requests: dict[str, Figures]
    first_byte: float  # ms until an export as JSON begins
    export_seconds: float
    export_speed: float  # MiB a second
    started_in: float  # seconds
    memory: float  # MiB of the largest worker
    taking_down: float  # ms of the longest search that took a year's words down


def journal_of(folder: Path, entries: int) -> Journal:
    """Fill two journals on a server of their own, and ask: what is written goes into one, the other is asked of."""
    with serving(folder, workers=2) as server:
        secret, writer = server.join("bench"), server.join("writer")
        for one in (secret, writer):
            bring(ours(server, one), b"".join(document(entries)))
        place, entry_id = ours(server, secret), newest(server, secret)
        taking_down = look_through(place, entries)
        kinds = kinds_of(entry_id, writer)
        requests = side_by_side(place, kinds, {name: many_of(name) for name in kinds})
        first_byte, seconds, speed = export(place)
        memory = max(share_of_memory(pid) for pid in workers(server))
        return Journal(requests, first_byte, seconds, speed, server.started_in, memory, taking_down)


def look_through(place: Place, entries: int) -> float:
    """Look for what is nowhere until the words of every year are taken down; returns the longest, in milliseconds."""
    line, searching_once = Line(place), searching(ABSENT)(0)
    return max(line.ask(*searching_once) for _ in range(entries // PAGES_A_YEAR + 2)) * 1000


def house_full_of(folder: Path, people: int) -> dict[str, Figures]:
    """The same few kinds of request, each by anybody of so many people."""
    secrets = house_of(folder, people)
    chance = random.Random(7)

    def by_anybody(method: str, path: str) -> Asking:
        def asking(number: int) -> tuple[str, str, object, dict[str, str]]:
            body = {"body": text_of(number)} if method == "POST" else None
            return method, path, body, {"Cookie": f"__Host-session={chance.choice(secrets)}"}

        return asking

    kinds = {
        NOTHING: by_anybody("GET", "/healthz"),
        "session": by_anybody("GET", "/api/v1/session"),
        "create": by_anybody("POST", "/api/v1/entries"),
        "list of 30": by_anybody("GET", "/api/v1/entries"),
    }
    with serving(folder, workers=2) as server:
        return side_by_side(ours(server), kinds, dict.fromkeys(kinds, MANY))


def kinds_of(entry_id: str, writer: str) -> dict[str, Asking]:
    """Each kind of request, by name; a day with a thousand new pages would tell nothing of searching."""
    entry = f"/api/v1/entries/{entry_id}"
    return {
        NOTHING: getting("/healthz"),
        "session": getting("/api/v1/session"),
        "create": lambda n: ("POST", "/api/v1/entries", {"body": text_of(n)}, {"Cookie": f"__Host-session={writer}"}),
        "read": getting(entry),
        "read, known": lambda _: ("GET", entry, None, {"If-None-Match": '"1"'}),
        "list of 30": getting("/api/v1/entries"),
        "list of 100": getting("/api/v1/entries?limit=100"),
        "search, common": searching(COMMON),
        "search, rare": searching(RARE),
        "search, absent": searching(ABSENT),
    }


def getting(path: str) -> Asking:
    return lambda _: ("GET", path, None, {})


def searching(word: str) -> Asking:
    return lambda _: ("POST", "/api/v1/searches", {"text": word}, {})


def many_of(name: str) -> int:
    """How often a kind is asked in a round; what takes long, less often."""
    return FEW if name.startswith("search") else MANY


def newest(server: Server, secret: str) -> str:
    return str(server.call("GET", "/entries?limit=1", cookie=secret)[1]["items"][0]["id"])


def export(place: Place) -> tuple[float, float, float]:
    """The milliseconds until an export as JSON begins, the seconds it takes, and the MiB a second."""
    began = time.perf_counter()
    with closing(posting(place, "/api/v1/exports", b'{"format": "json"}', EXPORT_HEADERS)) as line:
        answer = line.getresponse()
        size = len(answer.read(1))
        first = time.perf_counter() - began
        while piece := answer.read(MIB):
            size += len(piece)
    took = time.perf_counter() - began
    return first * 1000, took, size / MIB / took
