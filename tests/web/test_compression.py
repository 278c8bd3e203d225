"""Pages travel compressed; what belongs to a person does not."""

import gzip

import brotli
import pytest
from flask import Flask

from tests.people import Actor


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_a_page_comes_as_the_browser_can_read_it(app: Flask, accepted: str, encoding: str, read):
    plain = app.test_client().get("/about").data

    answer = app.test_client().get("/about", headers={"Accept-Encoding": accepted})

    assert answer.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert read(answer.data) == plain


def test_whoever_reads_neither_gets_it_plain(app: Flask):
    answer = app.test_client().get("/about", headers={"Accept-Encoding": "zstd"})

    assert "Content-Encoding" not in answer.headers


def test_an_answer_of_the_api_keeps_its_size_to_itself(alice: Actor):
    answer = alice.get("/person", Accept_Encoding="gzip, br")

    assert "Content-Encoding" not in answer.headers
