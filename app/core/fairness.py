"""One request at a time in a process, and yet nobody has to wait for somebody's slow line.

Several threads that all reckon at once only take Python's one lock from each other; bin/bench shows what that costs. So
a process has some threads, and a request reckons while it holds the turn. What is sent piece by piece is made outside
of it, and whoever is about to take long gives it up.
"""

import threading
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from flask import has_request_context, request

from app.core.json_input import MAX_BYTES

_KEY = "braid.turn"
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

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        receive_body(environ)
        environ[_KEY] = turn = Turn(self._lock)
        try:
            found: Iterable[bytes] = self._app(environ, start_response)
        finally:
            turn.give_up()
        return found


def receive_body(environ: dict[str, Any]) -> None:
    """Wait for an ordinary body before there is a turn to hold: whoever sends slowly keeps a thread, nobody else."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdigit() and 0 < int(length) <= MAX_BYTES:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))


def let_others_go_on() -> None:
    """Give up this request's turn, because what follows takes long."""
    turn = request.environ.get(_KEY) if has_request_context() else None
    if turn is not None:
        turn.give_up()
