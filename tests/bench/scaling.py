"""Journals spread over three PostgreSQL servers, beside the same on one: what each request costs, and where it goes."""

import os
import re
import sys
import urllib.error
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

import psycopg

from tests import postgres
from tests.bench.beside import Journals, in_turns, journals, p50, p95, put_others_beside, say
from tests.bench.copying import TEXTS
from tests.bench.database import durable
from tests.bench.filling import COMMON
from tests.bench.spreading import PART, spread
from tests.serving import Server

PEOPLE, PAGES = int(os.environ.get("BENCH_PEOPLE", "200")), 100
PARTS, TIMES = 2, 600
REQUESTS: dict[str, tuple[str, str, Any]] = {
    "create": ("POST", "/api/v1/entries", None),
    "read": ("GET", "/api/v1/entries/{page}", None),
    "list of 30": ("GET", "/api/v1/entries", None),
    "search": ("POST", "/api/v1/searches", {"text": COMMON}),
}
SPREAD = "spread"
NOBODYS = "00000000-0000-4000-8000-000000000000"
# What everyday requests ask of the large tables, in short.
ASKED = {
    "list": "SELECT * FROM entries WHERE person_id = %s AND trashed_on IS NULL ORDER BY day DESC, number DESC LIMIT 31",
    "read": f"SELECT * FROM entries WHERE person_id = %s AND id = '{NOBODYS}'",
    "create": "SELECT * FROM month_pages WHERE person_id = %s AND month = '2026-11' ORDER BY part DESC LIMIT 1",
    "revise": f"UPDATE entries SET version = 2 WHERE person_id = %s AND id = '{NOBODYS}'",
    "search": "SELECT * FROM month_pages WHERE person_id = %s ORDER BY month DESC, part DESC",
}


def main() -> int:
    """Print the figures; returns 1 when what names its person goes to more than one part, or when a page stays."""
    with ExitStack() as servers:
        front, *parts = (servers.enter_context(durable()) for _ in range(PARTS + 1))
        alone = servers.enter_context(journals(front, "alone"))
        apart = servers.enter_context(journals(front, SPREAD, prepare=lambda: spread(front, SPREAD, parts)))
        for name in ("alone", SPREAD):
            put_others_beside(front, name, PEOPLE, PAGES)
        measure({"one server": alone, f"{PARTS} parts": apart})
        say("pages on each part: " + ", ".join(str(number_of(part, "TRUE")) for part in parts))
        people = {session: person_of(apart.server, session) for session in apart.sessions}
        good = goes_to_one(front) and others_go_on(apart.server, people, parts)
        return 0 if good and leaves_nothing(apart.server, people, parts) else 1


def measure(where: dict[str, Journals]) -> None:
    pages = [[page_of(one.server, session) for session in one.sessions] for one in where.values()]
    say(f"{'request':<14}{'where':<14}{'p50 ms':>8}{'p95 ms':>8}")
    for kind in REQUESTS:
        asked = [(one.lines(), partial(request, kind, own)) for one, own in zip(where.values(), pages, strict=True)]
        for name, took in zip(where, in_turns(asked, TIMES), strict=True):
            say(f"{kind:<14}{name:<14}{p50(took):>8.1f}{p95(took):>8.1f}")


def page_of(server: Server, session: str) -> str:
    return str(server.call("POST", "/entries", {"body": "A page to read."}, session)[1]["id"])


def request(kind: str, pages: Sequence[str], number: int, writer: int) -> tuple[str, str, Any]:
    method, path, body = REQUESTS[kind]
    return method, path.format(page=pages[writer]), {"body": TEXTS[number % 200]} if kind == "create" else body


def goes_to_one(front: str) -> bool:
    """Whether each statement that says whose it is goes to one part only."""
    with postgres.desk(front, SPREAD) as desk:
        person = desk.execute("SELECT id FROM people LIMIT 1").fetchone()
        places = {name: parts_asked(desk, statement, person) for name, statement in ASKED.items()}
        by_id = parts_asked(desk, f"SELECT * FROM entries WHERE id = '{NOBODYS}'", None)
    say("parts asked: " + ", ".join(f"{name} {many}" for name, many in places.items()) + f"; by an id alone {by_id}")
    return set(places.values()) == {1}


def parts_asked(desk: psycopg.Connection, statement: str, values: Any) -> int:
    plan = " ".join(line for (line,) in desk.execute(f"EXPLAIN {statement}", values).fetchall())
    return len(set(re.findall(r"\bon (?:entries|month_pages)_(\d+)", plan)))


def others_go_on(server: Server, people: Mapping[str, str], parts: Sequence[str]) -> bool:
    """Whether only those whose journals lie on a part are asked to come back while it is away."""
    there = [number_of(parts[0], f"person_id = '{person}'") > 0 for person in people.values()]
    with postgres.desk(parts[0]) as desk:
        desk.execute(f"ALTER DATABASE {PART} ALLOW_CONNECTIONS false")
        desk.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (PART,))
        away = [status_of_writing(server, session) for session in people]
        desk.execute(f"ALTER DATABASE {PART} ALLOW_CONNECTIONS true")
    back = [status_of_writing(server, session) for session in people]
    say(f"a part is away: {Counter(away)}, of {sum(there)} people there; back again: {Counter(back)}")
    return away == [503 if one else 201 for one in there] and set(back) == {201}


def status_of_writing(server: Server, session: str) -> int:
    try:
        return server.call("POST", "/entries", {"body": "A page."}, session)[0]
    except urllib.error.HTTPError as refusal:
        return refusal.code


def person_of(server: Server, session: str) -> str:
    return str(server.call("GET", "/session", cookie=session)[1]["person"]["id"])


def leaves_nothing(server: Server, people: Mapping[str, str], parts: Sequence[str]) -> bool:
    """Whether somebody who leaves for good takes their pages along, wherever those lie."""
    session, person = next(iter(people.items()))
    before = sum(number_of(part, f"person_id = '{person}'") for part in parts)
    server.call("DELETE", "/person", cookie=session)
    after = sum(number_of(part, f"person_id = '{person}'") for part in parts)
    say(f"somebody with {before} pages leaves: {after} are left")
    return before > 0 and after == 0


def number_of(part: str, which: str) -> int:
    with postgres.desk(part, PART) as desk:
        return int(desk.execute(f"SELECT count(*) FROM entries WHERE {which}").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
