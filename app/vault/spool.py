"""A file on disk that nobody can read: what lies in it is sealed under a key that lives in memory only."""

from __future__ import annotations

import io
import os
import tempfile

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
_TAG = 16


class SealedSpool(io.RawIOBase):
    """Written once from start to end, then read anywhere; it is gone when it is closed, or the process is.

    Each 64 KiB are sealed by themselves with AES-256-GCM under a key of this file alone; the nonce is their number.
    Raises OSError when the disk is full.
    """

    def __init__(self) -> None:
        self._box = AESGCM(AESGCM.generate_key(256))
        self._disk = unnamed_file()
        self._tail = bytearray()
        self._size = self._at = self._chunks = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Append bytes, wherever the reading stands."""
        view = memoryview(data)  # type: ignore[arg-type]  # whatever offers its bytes
        self._tail += view
        self._size += view.nbytes
        self._at = self._size
        while len(self._tail) >= CHUNK:
            self._lay_down(bytes(self._tail[:CHUNK]))
            del self._tail[:CHUNK]
        return view.nbytes

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from where the reading stands; 0 at the end."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever offers its bytes
        number, within = divmod(self._at, CHUNK)
        piece = self._chunk(number)[within : within + len(into)] if self._at < self._size else b""
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            os.close(self._disk)
            self._tail.clear()
            self._held = (-1, b"")
        super().close()

    def _lay_down(self, chunk: bytes) -> None:
        sealed = self._box.encrypt(self._chunks.to_bytes(12, "big"), chunk, None)
        at = self._chunks * (CHUNK + _TAG)
        while sealed:
            done = os.pwrite(self._disk, sealed, at)
            at, sealed = at + done, sealed[done:]
        self._chunks += 1

    def _chunk(self, number: int) -> bytes:
        if number == self._chunks:
            return bytes(self._tail)
        if self._held[0] != number:
            sealed = os.pread(self._disk, CHUNK + _TAG, number * (CHUNK + _TAG))
            self._held = (number, self._box.decrypt(number.to_bytes(12, "big"), sealed, None))
        return self._held[1]


def unnamed_file() -> int:
    """The descriptor of a file in the system's folder for passing things, which has no name there any more."""
    descriptor, path = tempfile.mkstemp()
    os.unlink(path)  # noqa: PTH108  # a Path would say no more
    return descriptor
