"""The same beside others: a bare SQLite that writes as durably, and the server that Joplin brings along."""

import json
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from os import urandom
from pathlib import Path
from typing import Any

from tests.bench.asking import Figures, Place, all_at_once, side_by_side
from tests.bench.filling import RARE, text_of
from tests.bench.journals import FEW, MANY, getting
from tests.serving import ROOT, free_port

JOPLIN = ROOT / ".venv" / "programs" / "node_modules" / ".bin" / "joplin"
TOKEN = "a-token-for-measuring"
INSERTS = 2_000


@dataclass(frozen=True)
class Joplin:
    """What Joplin's server was measured at."""

    requests: dict[str, Figures]
    export_seconds: float


def bare_inserts(folder: Path) -> float:
    """Rows of 1.3 KB a second that Python's sqlite3 puts in, each committed to the disk before the next."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as database:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE entries (id BLOB PRIMARY KEY, box BLOB) STRICT")
        began = time.perf_counter()
        for _ in range(INSERTS):
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO entries VALUES (?, ?)", (urandom(16), urandom(1_300)))
            database.execute("COMMIT")
        return INSERTS / (time.perf_counter() - began)


def joplin_of(folder: Path, entries: int) -> Joplin | None:
    """The same texts in Joplin, asked by the same tool; None where it is not installed (bin/programs does that)."""
    if not JOPLIN.exists():
        return None
    command = [str(JOPLIN), "--profile", str(folder)]
    port = free_port()
    for name, value in (("api.token", TOKEN), ("api.port", str(port))):
        subprocess.run([*command, "config", name, value], check=True, capture_output=True)
    with joplin_server(command, port):
        place = Place(port)
        book = told(f"http://127.0.0.1:{port}/folders?token={TOKEN}", {"title": "Pages"})["id"]
        all_at_once(place, lambda n: ("POST", f"/notes?token={TOKEN}", note(n, book), {}), entries)
        requests = asked(place, port, book)
    began = time.perf_counter()
    subprocess.run([*command, "export", "--format", "jex", str(folder / "all.jex")], check=True, capture_output=True)
    return Joplin(requests, time.perf_counter() - began)


def asked(place: Place, port: int, book: str) -> dict[str, Figures]:
    """What people ask most, once Joplin has built its index."""
    wait_for_index(port)
    newest = told(f"http://127.0.0.1:{port}/notes?token={TOKEN}&limit=1")["items"][0]["id"]
    kinds = {
        "create": lambda n: ("POST", f"/notes?token={TOKEN}", note(n, book), {}),
        "read": getting(f"/notes/{newest}?token={TOKEN}&fields=id,title,body"),
        "list of 100": getting(f"/notes?token={TOKEN}&limit=100&fields=id,title,body"),
        "search, rare": getting(f"/search?token={TOKEN}&query={RARE}&fields=id,title,body"),
    }
    return side_by_side(place, kinds, dict.fromkeys(kinds, MANY) | {"list of 100": FEW})


def note(number: int, book: str) -> dict[str, str]:
    return {"title": "A title", "body": text_of(number), "parent_id": book}


@contextmanager
def joplin_server(command: list[str], port: int) -> Iterator[None]:
    """Joplin's own server, for the length of the block."""
    with subprocess.Popen([*command, "server", "start"], stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/ping")
                    break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def wait_for_index(port: int) -> None:
    """Until the rare word is found, and no more of it are found than a second ago."""
    before = 0
    for _ in range(120):
        time.sleep(1)
        found = len(told(f"http://127.0.0.1:{port}/search?token={TOKEN}&query={RARE}&limit=100")["items"])
        if found and found == before:
            return
        before = found
    raise RuntimeError("Joplin did not finish its index")


def told(address: str, body: object = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(address, data)) as answer:
        return dict(json.load(answer))
