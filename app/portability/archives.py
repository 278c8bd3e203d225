"""Zip files from anywhere, treated as hostile (security.md F7): nothing is unpacked to disk, names are only labels."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.portability.errors import MemberTooLarge, NotReadable

MOST_MEMBERS = 10_000
MOST_BYTES = 200 * 1024 * 1024
# What lists so many members, with names as long as they may be and what some programs add.
MOST_LIST = 4 * 1024 * 1024
MOST_NAME = 255
TOO_MANY = f"This zip file holds more than {MOST_MEMBERS} files. Take it in year by year."
# Only words that repeat themselves pack so well. Smaller files may hold such, so that our own come back.
MOST_RATIO, RATIO_FROM = 100, 16 * 1024 * 1024
READ = frozenset({"json", "md", "markdown", "txt", "csv", "html", "htm"})
# Kept out, and told: pictures, sounds and documents beside the words.
LEFT = frozenset(
    {
        "jpeg", "jpg", "png", "gif", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff", "svg", "pdf",
        "mp3", "m4a", "aac", "wav", "ogg", "oga", "opus", "flac", "mp4", "m4v", "mov", "webm", "mkv", "3gp",
        "avi", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "epub", "ics", "yaml",
        "yml", "canvas", "base", "css",
    }
)  # fmt: skip
NESTED = frozenset({"zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "jar"})
_LOCAL_HEAD = 30
# All that the library may say of a file that is cut, sealed, packed in a way it does not know, or made to do harm.
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError)


class Archive:
    """A zip file whose members can be read one by one. Raises NotReadable with a sentence for whatever is wrong."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = ZipFile(cast(IO[bytes], Bounded(file)))
        except _DAMAGE as error:
            raise NotReadable("This zip file is damaged or cut short.") from error
        require_fair(self._zip.infolist())
        require_apart(self._zip.infolist())
        files = (one for one in self._zip.infolist() if not one.is_dir() and not is_beside(one.filename))
        self._members = {one.filename: one for one in files}

    def names(self, *suffixes: str) -> list[str]:
        """The names that end in one of these, in the file's own order."""
        return [name for name in self._members if suffix_of(name) in suffixes]

    @property
    def left_out(self) -> int:
        """How many members hold something other than words."""
        return sum(suffix_of(name) not in READ for name in self._members)

    def open(self, name: str) -> Counted:
        """One member, counted while it is read. Raises NotReadable."""
        try:
            member = self._zip.open(self._members[name])
        except _DAMAGE as error:
            raise NotReadable("A file in this zip file is damaged.") from error
        return Counted(self._members[name], member)

    def read(self, name: str, *, most: int) -> bytes:
        """A member whole. Raises MemberTooLarge when it has more than `most` bytes, NotReadable."""
        with self.open(name) as member:
            data = member.read(most + 1)
        if len(data) > most:
            raise MemberTooLarge(f"It is larger than {most // 1024} KB.")
        return data


class Bounded:
    """The file under an archive: the library reads its list of members in one piece, however large that says it is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises NotReadable for more in one piece than such a list may have."""
        if size > MOST_LIST:
            raise NotReadable(TOO_MANY)
        return self._file.read(size)


class Counted:
    """One member of an archive while it is read: what it says of its own size is not believed."""

    def __init__(self, head: ZipInfo, member: IO[bytes]) -> None:
        self._head, self._member = head, member
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, or all that are left."""
        if size < 0:
            return b"".join(self.pieces())
        try:
            data = self._member.read(size)
        except _DAMAGE as error:
            raise NotReadable("A file in this zip file is damaged.") from error
        self._read += len(data)
        if self._read > self._head.file_size:
            raise NotReadable("A file in this zip file is larger than it says.")
        require_fair_ratio(self._read, self._head)
        return data

    def pieces(self) -> Iterator[bytes]:
        """All that is left, 64 KiB at a time."""
        while piece := self.read(64 * 1024):
            yield piece

    def __enter__(self) -> Counted:
        return self

    def __exit__(self, *_error: object) -> None:
        self._member.close()


def require_fair(members: list[ZipInfo]) -> None:
    """Raise NotReadable for too many members, twice the same name, odd names and kinds, or too much in all."""
    if len(members) > MOST_MEMBERS:
        raise NotReadable(TOO_MANY)
    if len({one.filename for one in members}) != len(members):
        raise NotReadable("Two files in this zip file have the same name.")
    for one in members:
        require_plain_name(one)
        require_plain_kind(one)
        require_fair_ratio(one.file_size, one)
    if sum(one.file_size for one in members) > MOST_BYTES:
        raise NotReadable(f"Unpacked, this zip file is larger than {MOST_BYTES // 1024**2} MB.")


def require_fair_ratio(size: int, member: ZipInfo) -> None:
    """Raise NotReadable for a member of this size that was packed as only files made to do harm can be."""
    if size > RATIO_FROM and size > MOST_RATIO * max(member.compress_size, 1):
        raise NotReadable("A file in this zip file unpacks to far more than it holds.")


def require_plain_kind(member: ZipInfo) -> None:
    """Raise NotReadable for what is sealed, a link, an archive, or nothing that a journal holds."""
    if member.flag_bits & 0x1:
        raise NotReadable("This zip file asks for a password. Unpack it first, then pack it without one.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NotReadable("This zip file holds links to other places.")
    if suffix_of(member.filename) in NESTED:
        raise NotReadable("This zip file holds other archives. Unpack it once, and take in what is inside.")
    is_file = not member.is_dir() and not is_beside(member.filename)
    if is_file and suffix_of(member.filename) not in READ | LEFT:
        raise NotReadable("This zip file holds other things than a journal's.")


def require_plain_name(member: ZipInfo) -> None:
    """Raise NotReadable for a name that leads elsewhere, although no name is ever used as a path here."""
    # The library cuts a name at its first NUL, but remembers how it was written.
    name, written = member.filename, member.orig_filename
    parts = name.replace("\\", "/").split("/")
    leads_away = name.startswith("/") or ".." in parts or "\\" in written or name[1:2] == ":"
    if leads_away or "\0" in written or len(name.encode(errors="replace")) > MOST_NAME:
        raise NotReadable("A file in this zip file has a name that we do not accept.")


def require_apart(members: list[ZipInfo]) -> None:
    """Raise NotReadable when members lie over each other, as they do in files made to unpack for ever."""
    end = 0
    for one in sorted(members, key=lambda member: member.header_offset):
        if one.header_offset < end:
            raise NotReadable("The files in this zip file lie over each other.")
        end = one.header_offset + _LOCAL_HEAD + len(one.filename.encode(errors="replace")) + one.compress_size


def is_beside(name: str) -> bool:
    """Whether a system or an editor keeps this for itself beside somebody's files: .DS_Store, __MACOSX, .obsidian."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def suffix_of(name: str) -> str:
    """What a name ends in, in lower case, without the dot."""
    return name.rpartition("/")[2].rpartition(".")[2].lower()
