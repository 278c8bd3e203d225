"""Files in which something does not end, or is larger than anybody's, are refused soon and with little memory."""

import time

import pytest

from app.portability.formats.markup import plain_text
from tests.people import Actor
from tests.portability.files import send

HEAD = b'<!doctype html><meta name="generator" content="Braid">'
ENDLESS = {
    "an attribute": HEAD + b'<article data-braid="' + b"x" * 2_000_000,
    "comments": HEAD + b"<!--" * 500_000,
    "marks": HEAD + b"<a " * 500_000,
    "a text": HEAD + b"<article data-braid='{\"braid\":{}}'><div class='body'>" + b"x" * 9_000_000,
}


@pytest.mark.parametrize("tags", ["1," * 300_000 + "1", f'"{"x" * 6_000_000}",' * 12 + '"x"'], ids=["many", "long"])
def test_a_record_that_would_fill_the_memory_is_refused_before_it_is_put_together(alice: Actor, tags: str) -> None:
    response = send(alice, b'{"format":"braid-journal","entries":[{"tags":[%b]}]}' % tags.encode())

    assert (response.status_code, "a single record" in response.json["detail"]) == (422, True)


@pytest.mark.parametrize("page", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_page_with_something_that_does_not_end_is_refused_soon(alice: Actor, page: bytes) -> None:
    began = time.perf_counter()

    response = send(alice, page)

    assert time.perf_counter() - began < 2
    assert (response.status_code, "longer than" in response.json["detail"]) == (422, True)


@pytest.mark.parametrize("text", ["<!--" * 200_000, "<a " * 200_000, "</p" * 200_000])
def test_a_note_with_marks_that_do_not_end_comes_soon_and_whole(text: str) -> None:
    began = time.perf_counter()

    words = plain_text(f"<b>before</b>{text} &amp; after")

    assert time.perf_counter() - began < 2
    assert words == f"before{text} & after"


def test_a_mark_that_nobody_knows_is_refused_in_a_page_and_kept_in_a_note(alice: Actor) -> None:
    assert send(alice, HEAD + b"<![x]>").json["detail"] == "This page is damaged."
    assert plain_text("<b>a</b> <![x]> b") == "<b>a</b> <![x]> b"
