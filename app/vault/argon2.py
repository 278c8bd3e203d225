"""Passphrases made expensive to guess: Argon2id, a bounded number at a time."""

import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.core.fairness import let_others_go_on
from app.errors import Busy

RETRY_SECONDS = 3


@dataclass(frozen=True)
class Argon2Cost:
    """Memory in KiB, passes, lanes (RFC 9106)."""

    memory: int
    passes: int
    lanes: int


STANDARD = Argon2Cost(memory=65_536, passes=3, lanes=4)


class Gate:
    """Lets a few derivations run and a few more wait; the rest are told to come back.

    Counts how many passed, how many were refused, and how long in all those who passed had waited, in seconds.
    """

    def __init__(self, *, running: int, waiting: int) -> None:
        self._running = threading.BoundedSemaphore(running)
        self._admitted = threading.BoundedSemaphore(running + waiting)
        self._counting = threading.Lock()
        self.passed, self.refused, self.waited = 0, 0, 0.0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Hold one place for the length of the block. Raises Busy when the queue is full."""
        if not self._admitted.acquire(blocking=False):
            self._count(refused=1)
            raise Busy(RETRY_SECONDS, "Many people are signing in just now. Please try again in a moment.")
        began = time.monotonic()
        try:
            with self._running:
                self._count(passed=1, waited=time.monotonic() - began)
                yield
        finally:
            self._admitted.release()

    def _count(self, *, passed: int = 0, refused: int = 0, waited: float = 0.0) -> None:
        with self._counting:
            self.passed, self.refused, self.waited = self.passed + passed, self.refused + refused, self.waited + waited


# One at a time: a derivation's lanes take threads from one pool of OpenSSL's, and two that have each taken one wait for
# each other for ever. It uses several cores by itself. Of a worker's sixteen threads (bin/run) fewer than half may wait
# here, so that a crowd that signs in leaves the others to whoever is in.
GATE = Gate(running=1, waiting=6)


def stretch(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """32 bytes of Argon2id over the passphrase in NFKC, untrimmed. Raises Busy."""
    text = unicodedata.normalize("NFKC", passphrase).encode()
    let_others_go_on()
    with GATE.passing():
        kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
        return kdf.derive(text)
