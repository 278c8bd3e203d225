"""Every drill: its number in the plan of faults, what it breaks, and what has to hold meanwhile."""

import sys
from typing import NamedTuple


class Drill(NamedTuple):
    """One way to break a server on purpose; its file is tests/drills/test_<name>.py."""

    name: str
    what: str
    passes: str


DRILLS = {
    "F1": Drill(
        "kill",
        "SIGKILL to the server and its workers, or to PostgreSQL itself, at a random moment, under eight writers",
        "no acknowledged id or text lost; database whole; first answer ≤ 2 s after the start",
    ),
    "F2": Drill(
        "full_disk",
        "a disk that is full while people write, forget, leave and bring files, and that has room again later",
        "201, 503 or 507 only; nothing acknowledged lost; reading goes on; writing comes back; all whole",
    ),
    "F3": Drill(
        "damage",
        "bytes flipped, cuts, emptiness, another version in every column of boxes; everything read after each",
        "0 × 5xx; damage told as unreadable; neighbours and exports whole",
    ),
    "F4": Drill(
        "wrong_keys",
        "another pepper, none, an unknown one; slots that expired, ended, were altered or put in another's place",
        "401 or a refused start that names the pepper; 0 × 5xx; the recovery code opens without the pepper",
    ),
    "F5": Drill(
        "clock",
        "a clock off by 26 hours and ten years, jumping in a session, in nights of summer time and on leap days",
        "no session outlives its limit; nothing lost or dated anew; days right in every zone; 0 × 5xx",
    ),
    "F6": Drill(
        "fuzz",
        "generated requests against the whole contract, and two people who try each other's things",
        "≥ 10 000 cases; 0 × 5xx; 0 broken contracts; nothing of somebody else's",
    ),
    "F7": Drill(
        "archives",
        "zip files made to do harm, brought along to the real server",
        "each refused by 422 within 2 s; memory at most 64 MB more; nothing left on the disk",
    ),
    "F8": Drill(
        "big_account",
        "a journal of 100 000 pages: listing, searching, leaving",
        "list p95 ≤ 150 ms; search ≤ 3 s; leaving ≤ 30 s",
    ),
    "F9": Drill(
        "devices",
        "the same pages edited on several devices, answers lost, requests retried, doubled, out of order",
        "every acknowledged text is current, in the history or on a page of its own; no page twice",
    ),
    "F10": Drill(
        "races",
        "twenty at once: an invitation, a code, an answer, a copy taken back, a new passphrase, recovery, leaving",
        "each once; no orphan slot or row; nothing read after it was taken back",
    ),
    "F11": Drill(
        "injection",
        "SQL in every field, path, query and header of the OpenAPI document",
        "0 × 5xx; nothing waits; nothing lost",
    ),
    "F12": Drill(
        "scripts",
        "scripts in every text that can be typed or brought, and all pages walked in Chromium",
        "0 dialogs; 0 broken policies; 0 Trusted Types errors",
    ),
    "F13": Drill(
        "network",
        "a life in the journal and all browser tests with no network but loopback, each connect() watched",
        "all of it works; 0 connects elsewhere",
    ),
    "F14": Drill(
        "paths",
        "ways out of the folder in every address that ends in a name",
        "4xx each; no byte from outside the folder",
    ),
    "F15": Drill(
        "tables",
        "cells that would be formulas, opened by LibreOffice; the same journal as JSON, there and back",
        "no formula; JSON the same to the letter",
    ),
    "F16": Drill(
        "flood",
        "200 wrong sign-ins at once, at the standard cost of Argon2",
        "reading p95 ≤ 500 ms meanwhile; memory ≤ before + cores × 64 MB + 10 for lines; the surplus 429 or 503",
    ),
    "F17": Drill(
        "slow_lines",
        "heads that never end, bodies of one byte a second, lines that are half closed",
        "readers answered within 1 s; writers answered, for less than 30 s with a refusal, never not at all",
    ),
    "F18": Drill(
        "soak",
        "reading, writing, searching and forgetting without a pause",
        "0 × 5xx; memory grows by at most 1 MB an hour, told by a run of an hour or more; open files do not grow",
    ),
    "F19": Drill(
        "restore",
        "a copy of a running server, put back after people have left, forgotten and taken back",
        "what was deleted stays gone; the rest is there; sign-in works; a wrong pepper is named",
    ),
    "F20": Drill(
        "residue",
        "words typed in every field, looked for in everything that lies on the disk",
        "0 found: database, log, copies, temporary files, core dumps",
    ),
    "F21": Drill(
        "nodes",
        "three nodes on one database behind nginx, started at once; SIGKILL to one after the other under writers",
        "sessions open everywhere; limits hold for all together; no acknowledged page lost, none twice",
    ),
    "F22": Drill(
        "nodes",
        "a newer version's column added, and the nodes replaced one by one, taken out of nginx's list before",
        "0 requests fail; the database is brought up to date once",
    ),
    "F23": Drill(
        "nodes",
        "the nodes behind Caddy replaced one by one, with nothing but SIGTERM",
        "0 requests fail",
    ),
}


def main() -> None:
    """Print the list."""
    for number, drill in DRILLS.items():
        sys.stdout.write(f"{drill.name:<12} {number:<4} {drill.what}\n")


if __name__ == "__main__":
    main()
