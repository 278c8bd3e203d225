"""A zip file made while it is sent: one member after the other, never whole in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Member = tuple[str, Iterable[bytes]]
AT_LEAST = 64 * 1024


class Pipe(io.RawIOBase):
    """Holds what the zip file writes until it is taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]  # whatever offers its bytes
        self._held += view
        return view.nbytes

    def taken(self, *, at_least: int = 1) -> Iterator[bytes]:
        """What was written since, if that is enough to be worth sending."""
        if len(self._held) >= at_least:
            piece = bytes(self._held)
            self._held.clear()
            yield piece


def zipped(members: Iterable[Member], at: datetime) -> Iterator[bytes]:
    """The zip file of these members, piece by piece; every member says it was made at one instant (UTC)."""
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, chunks in members:
            head = ZipInfo(name, at.timetuple()[:6])
            head.compress_type = ZIP_DEFLATED
            head.external_attr = 0o600 << 16
            with archive.open(head, "w") as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield from pipe.taken(at_least=AT_LEAST)
            yield from pipe.taken(at_least=AT_LEAST)
    yield from pipe.taken()
