"""One request at a time in a process, and yet nobody has to wait for somebody's slow line.

Several threads that all reckon at once only take Python's one lock from each other; bin/bench shows what that costs. So
a process has some threads, and a request reckons while it holds the turn. What is sent piece by piece is made outside
of it, and whoever is about to take long gives it up.
"""

import threading
import time
from collections.abc import Iterable
from io import BytesIO, RawIOBase
from typing import Any

from flask import has_request_context, request

from app.core.json_input import MAX_BYTES
from app.core.origin import UNSAFE
from app.errors import Busy

_KEY = "braid.turn"
# Of the sixteen threads that bin/serve.py gives a process; the others are there for whoever has nothing to send.
MOST_RECEIVING = 8
# A head often comes a moment before its body. Whoever is refused in between is cut off and never hears why.
MOMENT_SECONDS = 0.05
# What the slowest line brings on which anybody could still write; at first there is time for it to wake up.
BYTES_A_SECOND = 1_000
PATIENCE_SECONDS = 10
RETRY_SECONDS = 5
CROWDED = "Many people are sending something just now. Nothing was lost; please try again."
SLOW = "What was sent came too slowly. Nothing was changed; please try again."
Lock = Any  # threading.RLock is no class
Wsgi = Any


class Turn:
    """The right to reckon, held by one request; giving it up twice is harmless."""

    def __init__(self, lock: Lock) -> None:
        self._lock: Lock | None = lock
        lock.acquire()

    def give_up(self) -> None:
        """Let others reckon from now on."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()


class Fair:
    """A WSGI application whose requests take turns."""

    def __init__(self, app: Wsgi) -> None:
        self._app, self._lock = app, threading.RLock()
        self._receiving = threading.BoundedSemaphore(MOST_RECEIVING)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        receive_body(environ, self._receiving)
        environ[_KEY] = turn = Turn(self._lock)
        try:
            found: Iterable[bytes] = self._app(environ, start_response)
        finally:
            turn.give_up()
        return found


class NotReceived(RawIOBase):
    """A body that nobody waited for, or not until its end."""

    def __init__(self, why: str) -> None:
        self._why = why

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        """Say so to whoever needs the body. Raises Busy."""
        raise Busy(RETRY_SECONDS, self._why)


class Begun(RawIOBase):
    """A body whose beginning has come, and which is longer than most."""

    def __init__(self, beginning: bytes, rest: Any) -> None:
        self._beginning, self._rest = BytesIO(beginning), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill as much of the buffer as there is."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever offers its bytes
        data = self._beginning.read(len(into)) or self._rest.read(len(into))
        into[: len(data)] = data
        return len(data)


def receive_body(environ: dict[str, Any], receiving: threading.BoundedSemaphore) -> None:
    """Wait for an ordinary body before there is a turn to hold: whoever sends slowly keeps a thread, nobody else.

    Only some threads wait so, and not for ever; a request that comes when they all do is told that we are busy as soon
    as it is read.
    """
    length = awaited(environ)
    if not length:
        return
    if not receiving.acquire(timeout=MOMENT_SECONDS):
        environ["wsgi.input"] = NotReceived(CROWDED)
        return
    try:
        environ["wsgi.input"] = received(environ["wsgi.input"], length)
    finally:
        receiving.release()


def awaited(environ: dict[str, Any]) -> int:
    """How many bytes to wait for: as many as are told, or more than an ordinary body has where none are told."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isascii() and length.isdigit():
        return int(length) if int(length) <= MAX_BYTES else 0
    # Sent in pieces, it ends where its sender says.
    return MAX_BYTES + 1 if environ.get("wsgi.input_terminated") and environ["REQUEST_METHOD"] in UNSAFE else 0


def received(source: Any, length: int) -> BytesIO | Begun | NotReceived:
    """So much of a body, or all of it where that is less, as long as it keeps coming."""
    began, whole = time.monotonic(), BytesIO()
    # Reading waits until all that was asked for is there: it asks for little at first, and for as much again as came.
    while piece := source.read(min(length - whole.tell(), whole.tell() + 1)):
        whole.write(piece)
        if time.monotonic() - began > PATIENCE_SECONDS + whole.tell() / BYTES_A_SECOND:
            return NotReceived(SLOW)
    is_all = whole.tell() < length or length <= MAX_BYTES
    whole.seek(0)
    return whole if is_all else Begun(whole.getvalue(), source)


def let_others_go_on() -> None:
    """Give up this request's turn, because what follows takes long."""
    turn = request.environ.get(_KEY) if has_request_context() else None
    if turn is not None:
        turn.give_up()
