"""A life in a journal from the first page to taking it along, in one process that others may watch (F13)."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from app.portability.offered import WRITTEN
from tests.drills.house import House, opened
from tests.drills.journey import live
from tests.drills.noting import sized


def main() -> int:
    """Live, look at everything, take it along in every form; prints what the answers were."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as house:
        statuses = all_of_it(house)
    sys.stdout.write(", ".join(f"{count} × {status}" for status, count in sorted(statuses.items())))
    return 0 if max(statuses) < 400 else 1


def all_of_it(house: House) -> Counter[int]:
    lives = live(house.join("lee"), house.join("amira"), lambda name: f"{name}: http://x.example/")
    statuses = Counter(who.call(method, path, body).status_code for who, method, path, body in lives.reads())
    for name in WRITTEN[: sized(2, len(WRITTEN))]:
        answer = lives.member.post("/exports", {"format": name})
        statuses[answer.status_code] += 1
    for path in (
        "",
        "today",
        "journal",
        "write",
        "river",
        "search",
        "settings",
        "groups",
        "library",
        "support",
        "library.json",
    ):
        statuses[lives.member.send("GET", f"//{path}", None, {}).status_code] += 1
    return statuses


if __name__ == "__main__":
    sys.exit(main())
