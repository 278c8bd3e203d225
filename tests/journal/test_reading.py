"""Lists by cursor, the calendar, on this day."""

from tests.people import Actor


def walk(actor: Actor, query: str = "") -> list[str]:
    found, cursor = [], ""
    while True:
        page = actor.get(f"/entries?limit=7{query}" + (f"&cursor={cursor}" if cursor else "")).json
        found += [item["body"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return found


def test_the_list_walks_every_entry_once_newest_day_first(alice: Actor) -> None:
    for number in range(20):
        alice.write(str(number), day=f"2026-01-{1 + number // 3:02}")

    found = walk(alice)

    assert found == [str(number) for number in range(19, -1, -1)]


def test_entries_written_meanwhile_do_not_shift_the_pages(alice: Actor) -> None:
    for number in range(8):
        alice.write(str(number), day="2026-01-01")
    first = alice.get("/entries?limit=4").json
    alice.write("new", day="2026-01-02")

    second = alice.get(f"/entries?limit=4&cursor={first['next']}").json

    assert [item["body"] for item in second["items"]] == ["3", "2", "1", "0"]


def test_a_stretch_of_days_is_both_ends_included(alice: Actor) -> None:
    for day in range(1, 6):
        alice.write(str(day), day=f"2026-01-0{day}")

    assert walk(alice, "&from=2026-01-02&to=2026-01-04") == ["4", "3", "2"]


def test_the_calendar_shows_days_and_counts_nothing(alice: Actor) -> None:
    for day in ("2026-01-05", "2026-01-05", "2026-03-01", "2025-12-31"):
        alice.write(day=day)

    calendar = alice.get("/calendar?year=2026").json

    assert calendar["days"] == ["2026-01-05", "2026-03-01"]


def test_on_this_day_shows_earlier_years_only(alice: Actor) -> None:
    for day in ("2026-11-23", "2025-11-23", "2021-11-23", "2025-11-22"):
        alice.write(day, day=day)

    found = alice.get("/on-this-day?day=2026-11-23").json

    assert [item["body"] for item in found["items"]] == ["2025-11-23", "2021-11-23"]


def test_a3_a_journal_shows_nobody_elses_pages(alice: Actor, bob: Actor) -> None:
    alice.write("Mine.")

    assert bob.get("/entries").json["items"] == []
    assert bob.get("/calendar?year=2026").json["days"] == []
    assert bob.post("/searches", {"text": "mine"}).json["items"] == []
