"""The book: every word in it, none of them run, and the way back."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from app.portability.formats import book
from app.portability.leaf import Asked, Leaf
from tests.people import Actor, join
from tests.portability.files import DAY, bring, entries_of, packed, read_back, send, take, written
from tests.portability.test_programs import program
from tests.portability.test_round_trips import ODD

CODE = '#read("/etc/passwd") #set text(red) $x^2$ *bold* _it_ <label> @ref `raw` = no heading'
SCRIPTS = ("The heron stood still.", "Ὁ ἐρωδιὸς ἔμεινε ἀκίνητος.", "Цапля стояла неподвижно.", "Señor Müller, œuvre")


def pages(bodies: tuple[str, ...]) -> list[Leaf]:
    return [Leaf(date(2026, 1, 1) + timedelta(days=at), body, id=uuid4()) for at, body in enumerate(bodies)]


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    """What a reader of PDF finds; lines are broken where the page is narrow."""
    reader = program("pdftotext")
    (folder / "book.pdf").write_bytes(pdf)
    done = subprocess.run([reader, *options, folder / "book.pdf", "-"], capture_output=True, check=True, timeout=60)
    return " ".join(done.stdout.decode().split())


def test_odd_words_come_back_to_the_letter() -> None:
    leaves = pages((*ODD, CODE))

    back = read_back(book.FORMAT, written(book.FORMAT, leaves))

    assert [(leaf.day, leaf.body, leaf.id) for leaf in back] == [(leaf.day, leaf.body, leaf.id) for leaf in leaves]


def test_every_word_can_be_found_in_it_and_none_is_run(tmp_path: Path) -> None:
    told = text_of(written(book.FORMAT, pages((*SCRIPTS, CODE))), tmp_path)

    assert [body for body in (*SCRIPTS, CODE) if body not in told] == []
    assert "root:" not in told
    assert "could not be drawn" not in told


def test_a_word_wider_than_the_page_goes_on_in_the_next_line(tmp_path: Path) -> None:
    leaf = Leaf(DAY, f"https://example.org/{'x' * 400}", "W" * 120, uuid4(), tags=("m" * 60,))

    told = text_of(written(book.FORMAT, [leaf]), tmp_path, "-bbox")

    (width,) = set(re.findall(r'<page width="([\d.]+)"', told))
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', told))) < float(width)


def test_it_opens_with_a_cover_the_notice_and_its_months_and_sets_prompts_apart(tmp_path: Path) -> None:
    asked = Asked("x", "A prompt", "What did they do?")
    leaves = [Leaf(day, "words", "A title", uuid4(), asked=asked) for day in (date(2026, 1, 2), date(2026, 2, 3))]

    told = text_of(written(book.FORMAT, leaves), tmp_path)

    days = "Friday 2 January 2026 to Tuesday 3 February 2026"
    parts = ("The journal of robin", days, "A notice.", "Months", "A title What did they do? words")
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_it_says_so_when_letters_could_not_be_drawn(tmp_path: Path) -> None:
    unassigned = chr(0x1F8F0)

    told = text_of(written(book.FORMAT, pages((f"a {unassigned} b",))), tmp_path)

    assert "could not be drawn" in told


def test_a_book_leaves_one_journal_and_comes_into_another(app: Flask, alice: Actor) -> None:
    alice.write("first", title="One", tags=["slow water"], concepts=["co-regulation"])
    other = join(app, "newcomer")

    assert bring(other, take(alice, "pdf"))["entries"] == {"new": 1, "here": 0}

    (one,) = entries_of(other)
    assert (one["body"], one["tags"], one["concepts"]) == ("first", ["slow water"], ["co-regulation"])


def test_what_is_too_thick_for_a_book_is_refused_in_words(alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_PAGES", 1)
    alice.write("one")
    alice.write("two")

    refused = alice.post("/exports", {"format": "pdf"})

    assert (refused.status_code, refused.json["type"]) == (422, "/api/problems/cannot-be-made")


def test_a_book_of_somebody_else_s_making_is_refused(alice: Actor) -> None:
    pdf = written(book.FORMAT, pages(("words",)))

    for data in (pdf.replace(b"journal.json", b"another.json"), pdf[: len(pdf) // 2], packed({"a.pdf": pdf})):
        refused = send(alice, data)
        assert refused.status_code == 422, refused.json
    assert entries_of(alice) == []


def test_nothing_of_a_damaged_book_reaches_the_log(alice: Actor, caplog: pytest.LogCaptureFixture) -> None:
    data = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Words heron>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF"

    assert send(alice, data).status_code == 422
    assert "heron" not in caplog.text


def test_an_empty_journal_is_an_empty_book(alice: Actor) -> None:
    assert take(alice, "pdf").startswith(b"%PDF-")
