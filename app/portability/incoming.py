"""A file that somebody brings: looked at before it is read, and never longer in memory than it has to be."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import Any, BinaryIO, TextIO

from app.portability.archives import Archive
from app.portability.errors import MemberTooLarge, NotReadable
from app.portability.json_files import look_through

LOOKED_AT = 4096
MOST_TEXT = 16 * 1024 * 1024


@dataclass(frozen=True, repr=False)
class Incoming:
    """The file, its first bytes, the archive it may be, and the time zone of whoever brings it (IANA)."""

    file: BinaryIO
    start: bytes
    archive: Archive | None
    zone: str

    @classmethod
    def of(cls, file: BinaryIO, zone: str) -> Incoming:
        """Look at a file that can be read from anywhere. Raises NotReadable for a zip file nobody should trust."""
        file.seek(0)
        start = file.read(LOOKED_AT)
        file.seek(0)
        archive = Archive(file) if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None
        incoming = cls(file, start.removeprefix(codecs.BOM_UTF8).lstrip(), archive, zone)
        incoming.look_through_json()
        return incoming

    def look_through_json(self) -> None:
        """Raise NotReadable when any JSON in it is nested deeper than a journal is."""
        if self.start.startswith((b"{", b"[")):
            look_through(self.file)
            self.file.seek(0)
        for name in self.names("json"):
            with self.archive.open(name) as member:  # type: ignore[union-attr]  # names are an archive's
                look_through(member)

    def names(self, *suffixes: str) -> list[str]:
        """The members of the archive that end so; none where it is no archive."""
        return self.archive.names(*suffixes) if self.archive else []

    def text(self) -> str:
        """The whole file as text. Raises NotReadable when it is too large, or not UTF-8."""
        self.file.seek(0)
        data = self.file.read(MOST_TEXT + 1)
        if len(data) > MOST_TEXT:
            raise NotReadable(f"This file is larger than {MOST_TEXT // 1024**2} MB. Take it in by parts.")
        return decoded(data)

    def streams(self, *suffixes: str) -> Iterator[tuple[str, TextIO]]:
        """Each member that ends so, with its name, as text that is read while it is needed; or the file itself."""
        if self.archive is None:
            self.file.seek(0)
            yield "", text_stream(self.file)
            return
        for name in self.names(*suffixes):
            with self.archive.open(name) as member:
                yield name, text_stream(member)

    def texts(self, *suffixes: str, most: int) -> Iterator[tuple[str, str | NotReadable]]:
        """Each member that ends so, with its name, or the file itself where it is no archive.

        A member that is too large or not in UTF-8 gives what is wrong with it, and the others come.
        """
        if self.archive is None:
            yield "", self.text()
            return
        for name in self.names(*suffixes):
            yield name, text_of(self.archive, name, most=most)


def text_of(archive: Archive, name: str, *, most: int) -> str | NotReadable:
    """A member as text, or what is wrong with it. Raises NotReadable for one that is damaged or made to do harm."""
    try:
        data = archive.read(name, most=most)
    except MemberTooLarge as error:
        return error
    try:
        return decoded(data)
    except NotReadable as error:
        return error


class Passing(RawIOBase):
    """Whatever can be read, as a file that knows how to buffer."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill as much of the buffer as there is."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever offers its bytes
        data = self._source.read(len(into))
        into[: len(data)] = data
        return len(data)


def text_stream(source: Any) -> TextIO:
    """UTF-8 as text, line ends as they are, without the mark that some programs put before it."""
    return TextIOWrapper(BufferedReader(Passing(source)), encoding="utf-8-sig", newline="")


def decoded(data: bytes) -> str:
    """UTF-8 as text, without the mark that some programs put before it. Raises NotReadable."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotReadable("This file is not in UTF-8, so its letters cannot be told apart.") from error
