"""One request at a time in a process, and yet nobody has to wait for somebody's slow line.

Several threads that all reckon at once only take Python's one lock from each other; bin/bench shows what that costs. So
a process has some threads, and a request reckons while it holds the turn. What is sent piece by piece is made outside
of it, and whoever is about to take long gives it up.
"""

import threading
from collections.abc import Iterable
from io import BytesIO, RawIOBase
from typing import Any

from flask import has_request_context, request

from app.core.json_input import MAX_BYTES
from app.errors import Busy

_KEY = "braid.turn"
# Of the sixteen threads that bin/serve.py gives a process; the others are there for whoever has nothing to send.
MOST_RECEIVING = 8
RETRY_SECONDS = 5
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
    """A body that there was no thread to wait for."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        """Say so to whoever needs the body. Raises Busy."""
        raise Busy(RETRY_SECONDS, "Many people are sending something just now. Nothing was lost; please try again.")


def receive_body(environ: dict[str, Any], receiving: threading.BoundedSemaphore) -> None:
    """Wait for an ordinary body before there is a turn to hold: whoever sends slowly keeps a thread, nobody else.

    Only some threads wait so; a request that comes when they all do is told that we are busy as soon as it is read.
    """
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and 0 < int(length) <= MAX_BYTES):
        return
    if not receiving.acquire(blocking=False):
        environ["wsgi.input"] = NotReceived()
        return
    try:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
    finally:
        receiving.release()


def let_others_go_on() -> None:
    """Give up this request's turn, because what follows takes long."""
    turn = request.environ.get(_KEY) if has_request_context() else None
    if turn is not None:
        turn.give_up()
