"""Files of other programs come in whole, and what has no place here is told."""

from datetime import date
from pathlib import Path

import pytest

from app.portability.formats import day_one, daylio, journey, jrnl, markdown
from app.portability.leaf import Leaf, Trouble
from tests.people import Actor
from tests.portability.files import bring, entries_of, packed, read_back

GOLDEN = Path(__file__).parent / "golden"
WET = "Rain on the roof. [not a date] stays.\n@evening and söft wörds 🌧"


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", ["jrnl.txt", "jrnl.json"])
def test_jrnl_s_own_files(name: str) -> None:
    heron, rain = read_back(jrnl.FORMAT, golden(name), zone="Europe/Berlin")

    assert (heron.day, heron.title, heron.body, heron.tags) == (
        date(2026, 3, 1), "The heron stood still.", "I watched @morning for a while.", ("morning",),
    )  # fmt: skip
    assert (rain.day, rain.title, rain.body, rain.starred) == (date(2026, 3, 2), "Long walk.", WET, True)
    assert rain.written_at == "2026-03-02T20:00:00.000Z"


def test_joplin_s_own_folder() -> None:
    files = {f"Notes/{path.name}": path.read_bytes() for path in (GOLDEN / "joplin").iterdir()}

    found = {leaf.title: leaf for leaf in read_back(markdown.OBSIDIAN, packed(files))}

    heron, rain = found["A heron"], found["Regen"]
    assert (heron.body, heron.tags) == ("The heron stood still.\n\n> a quoted line\n", ("morning", "slow water"))
    assert (heron.written_at, heron.unplaced) == ("2026-03-01T08:00:00.000Z", ("a place",))
    assert (rain.body.strip(), rain.unplaced) == ("söft wörds 🌧", ("an author",))


def test_day_one() -> None:
    heron, empty = read_back(day_one.FORMAT, packed({"Journal.json": golden("day-one.json"), "photos/x.jpeg": b"\xff"}))

    assert (heron.day, heron.starred, heron.tags) == (date(2026, 3, 2), True, ("slow water",))
    assert heron.body.startswith("# A heron\n\nIt stood still.")
    assert heron.unplaced == ("a place", "pictures", "the weather")
    assert (empty.day, empty.body) == (date(2026, 3, 3), "")


def test_journey() -> None:
    (leaf,) = read_back(journey.FORMAT, packed({"1772400000000-3fd5.json": golden("journey.json"), "a.jpg": b"\xff"}))

    assert (leaf.day, leaf.starred, leaf.tags) == (date(2026, 3, 1), True, ("slow water",))
    assert leaf.body == "The heron stood still.\n\nThen it & I left.\nSlowly."
    assert leaf.unplaced == ("a mood", "pictures", "the weather")


def test_daylio() -> None:
    first, second = read_back(daylio.FORMAT, golden("daylio.csv"), zone="Europe/Berlin")

    assert (first.body, first.tags) == ("The heron stood still.", ("good", "reading", "good meal"))
    assert first.written_at == "2026-03-01T19:15:00.000Z"
    assert (second.title, second.body) == ("A title", "First line\nsecond & last")


def test_a_folder_of_plain_markdown_takes_its_days_from_its_names() -> None:
    files = {"diary/2026-03-01 A heron.md": b"It stood still.\n", "diary/ideas.md": b"No day here."}

    leaf, trouble = read_back(markdown.OBSIDIAN, packed(files))

    assert isinstance(leaf, Leaf)
    assert (leaf.day, leaf.title, leaf.body) == (date(2026, 3, 1), "A heron", "It stood still.\n")
    assert trouble == Trouble("diary/ideas.md", "It has no day, neither in its head nor in its name.")


def test_a_note_with_windows_line_ends_keeps_its_head() -> None:
    (leaf,) = read_back(markdown.OBSIDIAN, b"---\r\nday: 2026-03-01\r\ntitle: A heron\r\n---\r\n\r\nStill.\r\n")

    assert (leaf.day, leaf.title, leaf.body) == (date(2026, 3, 1), "A heron", "Still.\r\n")


def test_what_stays_behind_is_counted_for_whoever_brings_it(alice: Actor) -> None:
    report = bring(alice, packed({"Journal.json": golden("day-one.json"), "photos/x.jpeg": b"\xff"}))

    told = ("a picture, a sound or another file", "a place", "pictures", "the weather")
    assert report["left_out"] == [{"what": what, "count": 1} for what in told]
    assert [one["day"] for one in entries_of(alice)] == ["2026-03-02", "2026-03-03"]
