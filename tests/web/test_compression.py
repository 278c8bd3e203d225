"""Pages travel compressed; what belongs to a person does not."""

import gzip
import threading

import brotli
import pytest
from flask import Flask

from app.web import compression
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


def test_others_are_answered_while_a_page_is_squeezed_for_the_first_time(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()

    def squeeze(_body: bytes, **_how: object) -> bytes:
        other = threading.Thread(target=lambda: app.test_client().get("/healthz").status_code == 200 and answered.set())
        other.start()
        other.join(5)
        return b""

    compression.brotli_of.cache_clear()
    with monkeypatch.context() as slow:
        slow.setattr(compression.brotli, "compress", squeeze)
        app.test_client().get("/about", headers={"Accept-Encoding": "br"})
    compression.brotli_of.cache_clear()

    assert answered.is_set()
