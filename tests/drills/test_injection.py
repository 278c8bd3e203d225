"""F11: SQL in whatever place of whatever request is a text like any other, or refused."""

import statistics
from collections import Counter
from urllib.parse import quote, urlencode

import pytest

from tests.drills import engine
from tests.drills.calling import Answer, Caller
from tests.drills.contract import Asked, Contract
from tests.drills.house import House
from tests.drills.noting import note, sized

pytestmark = pytest.mark.drill
WORDS = (
    "' OR '1'='1",
    "'; DROP TABLE entries; --",
    "' AND 1=randomblob(900000000) --",
    "1; SELECT pg_sleep(4) --",
    '" OR ""="',
    "') UNION SELECT box FROM entries --",
    "1' ORDER BY 99 --",
    "%' OR day LIKE '%",
    "\\'; --",
    "/**/OR/**/1=1",
    "day; DELETE FROM people",
    "-1 OR 1=1",
    "' || (SELECT username FROM people) || '",
    "admin'--",
    "x' AND sleep(4) AND 'x'='x",
    "0x27204f52",
    "'; ATTACH DATABASE 'x' AS y; --",
    "' OR load_extension('x') --",
    "${1+1}",
    "{{7*7}}",
    "$(sleep 4)",
)
LONGEST = 2.0


def ask(caller: Caller, asked: Asked) -> Answer:
    path = quote(asked.path, safe="/%")
    path += f"?{urlencode(asked.query)}" if asked.query else ""
    # A header holds plain letters on one line.
    headers = {name: value.encode("ascii", "replace").decode() for name, value in asked.headers.items()}
    return caller.call(asked.method, path.removeprefix("/api/v1"), asked.body, **headers)


def counted(house: House) -> tuple[int, ...]:
    return tuple(engine.number(house.data_dir, f"SELECT count(*) FROM {name}") for name in ("people", "entries"))


def test_f11_sql_is_a_text_like_any_other(house: House) -> None:
    caller, other = house.join("robin"), house.join("bystander")
    other.write("untouched")
    contract = Contract(caller.get("/openapi.json").json)
    secret, statuses, seconds, before = caller.secret, Counter[int](), [], counted(house)
    for word in WORDS[: sized(3, len(WORDS))]:
        for asked in contract.with_word_in_each_place(word):
            answer = ask(caller, asked)
            caller.secret = secret if asked.path.endswith("/session") else caller.secret
            secret = caller.secret
            statuses[answer.status_code] += 1
            seconds.append(answer.seconds)

    broken = sum(count for status, count in statuses.items() if status >= 500 and status != 503)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    note(
        "F11",
        f"{len(seconds)} requests to {len(list(contract.operations()))} operations: {told}; median "
        f"{statistics.median(seconds) * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms",
    )
    assert broken == 0
    assert max(seconds) <= LONGEST
    assert all(now >= then for now, then in zip(counted(house), before, strict=True))
    assert [one["body"] for one in other.get("/entries").json["items"]] == ["untouched"]
