"""Files on their way in and out, as a test handles them."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from zipfile import ZipFile

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from app.portability.collecting import Journal
from app.portability.format import Format, Found
from app.portability.incoming import Incoming
from app.portability.leaf import Leaf, Marked
from tests.people import Actor

DAY = date(2026, 11, 24)


def take(actor: Actor, name: str, **wish: Any) -> bytes:
    """A journal as it is taken along."""
    response = actor.post("/exports", {"format": name, **wish})
    assert response.status_code == 200, response.json
    return response.data


def send(actor: Actor, data: bytes, *, accept: str = "*/*", **form: str) -> TestResponse:
    """What the server says to a file."""
    fields = {**form, "file": FileStorage(io.BytesIO(data), "a file")}
    body, _, boundary = stream_encode_multipart(fields, use_tempfile=False)
    return actor.client.post(
        "/api/v1/imports",
        data=body.read(),
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={**actor.headers, "X-Journal": "1", "Accept": accept},
        base_url="https://localhost",
    )


def bring(actor: Actor, data: bytes, **form: str) -> dict[str, Any]:
    """The report of a file that was taken in."""
    response = send(actor, data, **form)
    assert response.status_code == 200, response.json
    return dict(response.json or {})


def entries_of(actor: Actor) -> list[dict[str, Any]]:
    """Everything that somebody wrote, oldest first."""
    found = actor.get("/entries?limit=100").json
    return list(reversed((found or {})["items"]))


def members(data: bytes) -> dict[str, bytes]:
    """What lies in a zip file."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """A zip file with these in it."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


@dataclass(frozen=True)
class Shelf:
    """As much of a library as a format asks for."""

    concepts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FewPages(Journal):
    """A journal of a few pages that needs no database."""

    pages: tuple[Leaf, ...] = ()
    marks: tuple[Marked, ...] = ()

    def leaves(self) -> Iterator[Leaf]:
        return iter(self.pages)

    def check_ins(self) -> Iterator[Marked]:
        return iter(self.marks)


def written(made: Format, pages: Iterable[Leaf], *, marks: Iterable[Marked] = (), zone: str = "UTC") -> bytes:
    """The pages in a format."""
    nothing, shelf = cast(Any, None), cast(Any, Shelf())
    at, notice = "2026-11-24T18:00:00.000Z", "A notice."
    held = {"pages": tuple(pages), "marks": tuple(marks)}
    journal = FewPages(nothing, shelf, nothing, "robin", zone, at, notice, nothing, **held)
    assert made.write is not None
    return b"".join(made.write(journal))


def read_back(made: Format, data: bytes, *, zone: str = "UTC") -> list[Found]:
    """What a format finds in a file."""
    incoming = Incoming.of(io.BytesIO(data), zone)
    assert made.is_it(incoming)
    return list(made.read(incoming))
