"""F14: no address leads out of the folders that are served."""

from itertools import product

import pytest

from tests.drills.calling import Answer, Caller
from tests.drills.house import House
from tests.drills.noting import note, sized

pytestmark = pytest.mark.drill
UPS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "....//", "..;/", "%c0%ae%c0%ae/",
    ".%00./", "%u002e%u002e/", "/%2e%2e/", "./../", "%2e/%2e%2e/",
)  # fmt: skip
TARGETS = ("etc/passwd", "pyproject.toml", "app/config.py", "data/keys/pepper", "journal/braid.sqlite3", "keys/pepper")
TAILS = ("", "%00.css", ".css", "?x=.js", "%20", "%0a")
# Words that lie in those files and in nothing that is served.
INSIDE = (b"root:x:", b"[project]", b"class Settings", b"Without this file nobody", b"SQLite format")


def roots(house: House) -> list[str]:
    page = house.caller().send("GET", "//", None, {}).text
    release = page.partition("/static/")[2].partition("/")[0]
    static = (f"/static/{release}/", f"/static/{release}/css/", f"/static/{release}/js/vendor/", "/static/")
    return [*static, "/api/problems/", "/calendar/", "/concepts/", "/paths/", "/prompts/", "/api/v1/concepts/", "/"]


def ask(caller: Caller, path: str) -> Answer:
    """Ask for a path as it stands; where two slashes are made one, ask for what comes of it."""
    answer = caller.send("GET", "/" + path, None, {})
    if answer.status_code == 308:
        answer = caller.send("GET", "//" + answer.headers["Location"].partition("://")[2].partition("/")[2], None, {})
    return answer


def test_f14_no_address_leads_out(house: House) -> None:
    caller, statuses, leaks = house.caller(), {}, []
    depths = range(1, sized(3, 8))
    ways = [*product(roots(house), UPS, depths, TARGETS[: sized(2, 6)], TAILS[: sized(2, 6)])]
    for root, up, depth, target, tail in ways:
        answer = ask(caller, root + up * depth + target + tail)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        leaks += [root + up + target] if any(word in answer.data for word in INSIDE) else []
    absolute = [ask(caller, f"{root}/etc/passwd") for root in roots(house)]

    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    note("F14", f"{len(ways)} addresses: {told}; {len(leaks)} led out")
    assert leaks == []
    assert all(400 <= status < 500 for status in statuses), statuses
    assert not [one for one in absolute if any(word in one.data for word in INSIDE)]
