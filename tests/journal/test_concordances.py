"""Looking for something through a long journal opens little of it, and finds what leafing through all of it finds."""

from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.errors import Busy
from app.extensions import db
from app.journal import compiling, concordance, leafing, search
from app.journal.concordance import Words
from app.journal.models import Concordance, MonthPage
from app.journal.routes import finding
from tests.people import Actor

YEARS = ("2023", "2024", "2025")


@pytest.fixture
def old(alice: Actor) -> Actor:
    """A journal of four years, a page a month; in each March a heron, in June of 2024 a kingfisher."""
    for year in (*YEARS, "2026"):
        for month in range(1, 11):
            told = {3: "The heron stood.", 6: "A kingfisher, quick!"}.get(month, "The tram waited.")
            body = told if month == 3 or year == "2024" else "The tram waited."
            alice.write(f"{body} {year}", title=f"{year}-{month:02}", day=f"{year}-{month:02}-05")
    return alice


def found(actor: Actor, **wish: object) -> list[str]:
    response = actor.post("/searches", wish)
    assert response.status_code == 200
    return [hit["entry"]["title"] for hit in response.json["items"]]


def look_often(actor: Actor) -> None:
    for _ in range(len(YEARS) + 2):
        found(actor, text="xylograph")


@pytest.fixture
def known(old: Actor) -> Actor:
    """The same journal, through which somebody has often looked."""
    look_often(old)
    return old


def told_of(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(select(Concordance.since, Concordance.until).order_by(Concordance.since))
        return [(row.since, row.until) for row in rows]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The months of the parts that are opened."""
    months: list[str] = []
    open_part = search.open_part

    def note(keyring: Any, part: Any) -> bytes | None:
        months.append(part.month)
        return open_part(keyring, part)

    monkeypatch.setattr(search, "open_part", note)
    return months


def entry_of(actor: Actor, title: str) -> dict[str, Any]:
    items = actor.get("/entries?limit=100").json["items"]
    return next(dict(item) for item in items if item["title"] == title)


def test_looking_makes_concordances_of_finished_months_one_year_at_a_time(app: Flask, old: Actor) -> None:
    found(old, text="xylograph")
    first = told_of(app)
    look_often(old)

    assert first == [("2026-01", "2026-10")]
    assert told_of(app) == [*((f"{year}-01", f"{int(year) + 1}-01") for year in YEARS), ("2026-01", "2026-10")]


def test_what_is_found_at_once_makes_none(app: Flask, old: Actor) -> None:
    found(old, text="tram", limit=3)
    found(old, starred=True)

    assert told_of(app) == []


@pytest.mark.parametrize(
    ("wish", "titles"),
    [
        ({"text": "heron"}, ["2026-03", "2025-03", "2024-03", "2023-03"]),
        ({"text": "ngfish"}, ["2024-06"]),
        ({"text": "KINGFISHER, 2024"}, ["2024-06"]),
        ({"text": "kingfisher heron"}, []),
        ({"text": "!"}, ["2024-06"]),
        ({"text": "heron", "from": "2024-04-01", "to": "2025-12-31"}, ["2025-03"]),
        ({"text": "heron", "to": "2024-03-05"}, ["2024-03", "2023-03"]),
        ({"text": "2023-03"}, ["2023-03"]),
    ],
)
def test_the_same_is_found_with_concordances(known: Actor, wish: dict[str, object], titles: list[str]) -> None:
    assert found(known, **wish) == titles


def test_little_is_opened_where_concordances_tell(known: Actor, opened: list[str]) -> None:
    assert found(known, text="kingfisher") == ["2024-06"]

    assert [month for month in opened if month < "2026"] == ["2024-06"]


def test_pages_of_hits_walk_over_years(known: Actor) -> None:
    first = known.post("/searches", {"text": "tram", "limit": 30}).json
    rest = known.post("/searches", {"text": "tram", "limit": 30, "cursor": first["next"]}).json
    titles = [hit["entry"]["title"] for hit in (*first["items"], *rest["items"])]

    assert (len(titles), titles) == (35, sorted(titles, reverse=True))


def test_new_words_of_an_old_page_are_found_and_the_earlier_ones_are_told_no_more(app: Flask, known: Actor) -> None:
    entry = entry_of(known, "2024-06")
    known.put(f"/entries/{entry['id']}", {"body": "An otter."}, If_Match='"1"')

    assert ("2024-01", "2025-01") not in told_of(app)
    assert found(known, text="otter") == ["2024-06"]
    assert found(known, text="kingfisher") == []


def test_the_words_of_a_page_in_the_trash_are_told_no_more(app: Flask, known: Actor) -> None:
    entry = entry_of(known, "2024-06")
    known.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')

    assert ("2024-01", "2025-01") not in told_of(app)
    assert found(known, text="kingfisher") == []


def test_a_page_that_is_added_to_an_old_year_is_found(known: Actor) -> None:
    known.write("A kingfisher once more.", title="late", day="2024-01-20")

    assert found(known, text="kingfisher") == ["2024-06", "late"]


def test_a_page_that_comes_out_of_the_trash_is_found(known: Actor) -> None:
    entry = entry_of(known, "2024-06")
    known.put(f"/entries/{entry['id']}/trashing", If_Match='"1"')
    look_often(known)
    known.delete(f"/entries/{entry['id']}/trashing", If_Match='"2"')

    assert found(known, text="kingfisher") == ["2024-06"]


@pytest.mark.parametrize("box", [b"", b"\x01" + bytes(200)])
def test_a_damaged_concordance_is_passed_over_and_made_anew(app: Flask, known: Actor, box: bytes) -> None:
    with app.app_context():
        db.session.execute(update(Concordance).values(box=box))
        db.session.commit()

    assert found(known, text="kingfisher") == ["2024-06"]
    look_often(known)
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Concordance.box == box)) == 0


def test_what_an_earlier_release_wrote_makes_a_concordance_worth_nothing(app: Flask, known: Actor) -> None:
    with app.app_context():
        db.session.execute(update(MonthPage).where(MonthPage.month == "2024-06").values(version=9, box=b""))
        db.session.commit()

    assert found(known, text="kingfisher") == ["2024-06"]


def test_what_is_written_meanwhile_is_not_missed(known: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, writes = entry_of(known, "2024-06"), []
    open_words = concordance.open_words

    def write_first(keyring: Any, row: Any) -> Words | None:
        words = open_words(keyring, row)
        if row.since == "2024-01":
            moved = {"title": "moved", "body": "A kingfisher.", "day": "2024-09-09"}
            writes.append(known.put(f"/entries/{entry['id']}", moved, If_Match='"1"').status_code)
        return words

    monkeypatch.setattr(leafing.concordance, "open_words", write_first)

    assert found(known, text="kingfisher") == ["moved"]
    assert writes == [200]


def test_what_changes_while_a_concordance_is_made_is_not_told_wrongly(
    app: Flask, old: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of(old, "2026-03")
    take_pen = compiling.take_pen

    def write_first(*whose: Any) -> None:
        old.put(f"/entries/{entry['id']}", {"body": "An otter."}, If_Match='"1"')
        take_pen(*whose)

    monkeypatch.setattr(compiling, "take_pen", write_first)
    found(old, text="xylograph")

    assert "2026-01" not in dict(told_of(app))


@pytest.mark.parametrize(
    ("limit", "most"), [("app.journal.concordance.MOST_WORDS", 1_000), ("app.journal.compiling.MOST_BYTES", 12_000)]
)
def test_a_year_of_very_many_words_keeps_no_other_from_a_concordance(
    app: Flask, old: Actor, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    old.write(" ".join(f"word{number}" for number in range(2_000)), day="2025-02-01")
    monkeypatch.setattr(limit, most)
    look_often(old)

    assert told_of(app) == [("2023-01", "2024-01"), ("2024-01", "2025-01"), ("2026-01", "2026-10")]


def test_only_one_concordance_is_made_at_once(app: Flask, old: Actor) -> None:
    with finding._compiling:
        assert found(old, text="kingfisher") == ["2024-06"]

    assert told_of(app) == []


def test_who_looks_is_answered_where_nothing_can_be_written(
    app: Flask, old: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "compile_year", Mock(side_effect=Busy(1, "Somebody writes.")))

    assert found(old, text="kingfisher") == ["2024-06"]


def test_a_concordance_tells_what_damaged_parts_stand_for(app: Flask, old: Actor) -> None:
    with app.app_context():
        db.session.execute(update(MonthPage).where(MonthPage.month == "2024-06").values(box=b""))
        db.session.commit()
    look_often(old)

    assert ("2024-01", "2025-01") in told_of(app)
    assert found(old, text="kingfisher") == ["2024-06"]


def test_nobody_is_told_of_the_words_of_others(known: Actor, bob: Actor) -> None:
    for month in range(1, 9):
        bob.write("Nothing.", day=f"2024-{month:02}-01")
    look_often(bob)

    assert found(bob, text="kingfisher") == []
