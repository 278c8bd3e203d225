"""A few at a time: who takes a journal along or brings one keeps a place of the server's, so there are only some."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from flask import Response, stream_with_context

from app.core.fairness import let_others_go_on
from app.core.problems import log_unforeseen
from app.errors import Busy

AT_ONCE = 2
PATIENCE_SECONDS = 2.0
RETRY_SECONDS = 20
# Whoever waits keeps one of the process's sixteen threads; most of them are there for those who only write.
MOST_WAITING = 4
_PLACES = threading.BoundedSemaphore(AT_ONCE)
_WAITING = threading.BoundedSemaphore(MOST_WAITING)


class BrokenOff(Exception):
    """Something went wrong after the answer began: the line is cut, so that half a file is not taken for the whole."""


class Place:
    """One of the places of this process, held for a block or while something is sent.

    Most journals are gone in a moment, for which a few wait. Raises Busy when no place becomes free.
    """

    def __init__(self) -> None:
        if not _PLACES.acquire(blocking=False) and not _waited_for():
            raise Busy(RETRY_SECONDS, "Others are taking their journals along just now. Please try again in a moment.")
        self._is_over = self._is_kept = False

    def sending(self, response: Response, pieces: Iterable[bytes]) -> Response:
        """An answer that sends these pieces; the place is held beyond the block, until the last is sent or given up."""
        self._is_kept = True
        response.response = stream_with_context(self._until_the_end(pieces))
        response.call_on_close(self.end)
        return response

    def end(self) -> None:
        """Give the place back; saying it twice is harmless."""
        if not self._is_over:
            self._is_over = True
            _PLACES.release()

    def _until_the_end(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        except Exception as error:  # noqa: BLE001  # another one is raised in its place
            # Whatever leaves here is printed whole by the server, with its message and what caused it.
            log_unforeseen(error)
            raise BrokenOff from None
        finally:
            self.end()

    def __enter__(self) -> Place:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is not None or not self._is_kept:
            self.end()


def _waited_for() -> bool:
    if not _WAITING.acquire(blocking=False):
        return False
    try:
        let_others_go_on()
        return _PLACES.acquire(timeout=PATIENCE_SECONDS)
    finally:
        _WAITING.release()
