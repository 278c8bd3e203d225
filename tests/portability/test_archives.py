"""Zip files made to do harm are refused with a sentence, soon, and with nothing written (security.md F7)."""

import io
import json
import struct
import time
import zlib
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.people import Actor
from tests.portability.files import entries_of, packed, send

PAGE = b"---\nday: 2026-11-24\n---\n\nwords"


def bomb() -> bytes:
    return packed_well({"a.md": PAGE + bytes(200_000_000)})


def bomb_beside_a_page() -> bytes:
    return packed_well({"a.md": PAGE, "b.md": bytes(60_000_000)})


def packed_well(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def nested() -> bytes:
    return packed({"a.md": PAGE, "b.zip": packed({"c.md": PAGE})})


def many() -> bytes:
    return packed({f"{number}.md": b"" for number in range(65_000)})


def a_list_of_a_million() -> bytes:
    names = b"".join(
        b"PK\x01\x02"
        + struct.pack("<4B4H3L5H2L", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)
        + b"%07d" % at
        for at in range(1_000_000)
    )
    whole = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1_000_000, 1_000_000, len(names), 4)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(names) + 4, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + names + whole + place + end


def one_over_another() -> bytes:
    data = packed({"a.md": PAGE, "b.md": PAGE})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 42] + struct.pack("<I", 0) + data[at + 46 :]


def lying() -> bytes:
    data = bytearray(bomb())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark)
        data[at + place : at + place + 4] = struct.pack("<I", 100)
    return bytes(data)


def twice() -> bytes:
    data = packed({"a.md": PAGE, "b.md": PAGE})
    return data.replace(b"b.md", b"a.md")


def link() -> bytes:
    head = ZipInfo("a.md")
    head.external_attr = 0o120777 << 16
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr(head, b"/etc/passwd")
    return held.getvalue()


def named(name: str) -> Callable[[], bytes]:
    return lambda: packed({"x" * len(name.encode()): PAGE}).replace(b"x" * len(name.encode()), name.encode())


def sealed() -> bytes:
    data = bytearray(packed({"a.md": PAGE}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def cut() -> bytes:
    return packed({"a.md": PAGE * 100})[:-30]


def damaged() -> bytes:
    data = bytearray(packed({"a.md": PAGE * 100}))
    data[60] ^= 255
    return bytes(data)


HOSTILE = {
    "a bomb": bomb,
    "a bomb beside a page": bomb_beside_a_page,
    "nested": nested,
    "65 000 members": many,
    "a list of a million members": a_list_of_a_million,
    "overlapping": one_over_another,
    "lying sizes": lying,
    "the same name twice": twice,
    "a link": link,
    "a way up": named("../../etc/a.md"),
    "from the root": named("/etc/a.md"),
    "a drive": named("C:\\a.md"),
    "NUL in a name": named("a\0b.md"),
    "a long name": named("n" * 4096 + ".md"),
    "sealed": sealed,
    "cut short": cut,
    "damaged": damaged,
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_within_two_seconds_and_nothing_is_written(alice: Actor, made: Callable[[], bytes]) -> None:
    data = made()
    began = time.perf_counter()

    response = send(alice, data)

    assert time.perf_counter() - began < 2
    assert response.status_code == 422, response.json
    assert response.json["type"] == "/api/problems/file-not-readable"
    assert entries_of(alice) == []


def test_a_plain_one_is_taken_in(alice: Actor) -> None:
    assert send(alice, packed({"2026-11-24.md": b"words", "photo.jpeg": b"\xff"})).json["entries"]["new"] == 1


@pytest.mark.parametrize(
    "name",
    ["__MACOSX/._2026-11-24.md", ".DS_Store", ".obsidian/plugins/x/main.js", ".obsidian/x.json", "_resources/a.docx"],
)
def test_what_lies_beside_the_pages_does_not_keep_them_out(alice: Actor, name: str) -> None:
    report = send(alice, packed({"2026-11-24.md": b"words", name: b"\0\5\x16\7\xff"})).json

    assert (report["entries"]["new"], report["unreadable"]) == (1, 0)


@pytest.mark.parametrize("odd", ["ä".encode("latin-1"), b"x" * 1_000_000], ids=["not UTF-8", "too large"])
def test_a_note_that_cannot_be_read_is_named_and_the_others_come(alice: Actor, odd: bytes) -> None:
    report = send(alice, packed({"2026-11-23.md": odd, "2026-11-24.md": b"words"})).json

    assert (report["entries"]["new"], report["troubles"][0]["where"]) == (1, "2026-11-23.md")


def test_a_large_file_of_another_kind_does_not_keep_notes_out(alice: Actor) -> None:
    data = b'{"a": "' + b"xy" * 1_000_000 + b'"}'

    assert send(alice, packed({"2026-11-24.md": b"words", "data.json": data})).json["entries"]["new"] == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"{}",
        b"[" * 100_000,
        b'{"format":"braid-journal","entries":' + b"[" * 100_000,
        b'{"format":"braid-journal","entries":[{"id":' + b"9" * 5_000 + b"}]}",
        b'{"format":"braid-journal","entries":[{"body":"\\ud800","day":"2026-11-24"}]}',
        b'{"format":"braid-journal","entries":[1, null, "x", [], {}]}',
        b'{"metadata":{},"entries":[{"creationDate":"never","text":1},{"creationDate":"2026-11-24T10:00:00Z","text":[1]}]}',
        b'{"format":"braid-journal","entries":[{"body":"' + b"x" * 9_000_000 + b'"}]}',
        b"day,body,id\n2026-11-24," + b"x" * 200_000 + b",1\n",
        b"---\nday: &a [*a]\n---\n\nx",
        b"---\nday: " + b"[" * 30_000 + b"\n---\n\nx",
        b"---\n" + b"x: &a [x]\n" * 10_000 + b"---\n\nx",
        b"%PDF-1.7\nnothing",
        b"full_date,note\nnever,x\n",
        zlib.compress(b"day,body\n"),
    ],
)  # fmt: skip
def test_odd_files_are_refused_in_words(alice: Actor, data: bytes) -> None:
    response = send(alice, data)

    assert response.status_code == 422, response.json
    assert response.json["type"].rpartition("/")[2] in ("file-not-readable", "unknown-format")
    assert entries_of(alice) == []


def test_a_form_of_another_site_cannot_bring_a_file(alice: Actor) -> None:
    body = {"file": (io.BytesIO(PAGE), "a.md")}
    sent = {"data": body, "base_url": "https://localhost"}

    without_header = alice.client.post("/api/v1/imports", headers=alice.headers, **sent)
    body["file"] = (io.BytesIO(PAGE), "a.md")
    elsewhere = {"Sec-Fetch-Site": "cross-site", "X-Journal": "1"}
    from_elsewhere = alice.client.post("/api/v1/imports", headers=elsewhere, **sent)

    assert (without_header.status_code, from_elsewhere.status_code) == (415, 403)


def test_a_file_that_breaks_off_gives_what_stands_before(alice: Actor) -> None:
    entry = {"id": "8f14e45f-ceea-467f-a0e6-1a2b3c4d5e6f", "day": "2026-11-24", "body": "whole"}
    data = b'{"format":"braid-journal","entries":[' + json.dumps(entry).encode() + b',{"id":"cut'

    report = send(alice, data).json

    assert (report["entries"]["new"], report["unreadable"]) == (1, 2)
