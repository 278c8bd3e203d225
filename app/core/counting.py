"""Counts of one process: when each thing was asked for, as long as that matters.

The library's own memory storage starts a thread for nearly every request, which then looks through everybody's counts;
this one takes a microsecond.
"""

import threading
import time
from collections import defaultdict, deque

from limits.storage import MovingWindowSupport, Storage

from app.core.clock import timestamp

SCHEME = "process"
SWEPT_EVERY = 1_000


class ProcessStorage(Storage, MovingWindowSupport):
    """Moving windows in this process, under the address `process://`."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012  # read by the library when the class is made

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions)
        self._lock = threading.Lock()
        self._asked: defaultdict[str, deque[float]] = defaultdict(deque)
        self._over_at: dict[str, float] = {}
        self._since_swept = 0

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count something, unless that would be more than `limit` within `expiry` seconds."""
        now = time.monotonic()
        with self._lock:
            self._sweep(now)
            asked = self._within(key, now - expiry)
            if len(asked) + amount > limit:
                return False
            asked.extend([now] * amount)
            self._over_at[key] = now + expiry
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the first that still counts was asked for, and how many count."""
        now = time.monotonic()
        with self._lock:
            asked = self._within(key, now - expiry)
            return timestamp() - (now - asked[0] if asked else 0), len(asked)

    def _within(self, key: str, since: float) -> deque[float]:
        asked = self._asked[key]
        while asked and asked[0] <= since:
            asked.popleft()
        return asked

    def _sweep(self, now: float) -> None:
        self._since_swept += 1
        if self._since_swept < SWEPT_EVERY:
            return
        self._since_swept = 0
        for key in [key for key, over_at in self._over_at.items() if over_at <= now]:
            del self._asked[key], self._over_at[key]

    @property
    def base_exceptions(self) -> type[Exception]:
        return ArithmeticError

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        """Forget every count; returns how many there were."""
        with self._lock:
            count = len(self._asked)
            self._asked.clear()
            self._over_at.clear()
        return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._asked.pop(key, None)
            self._over_at.pop(key, None)

    # Counters with a fixed end are another strategy's: the library wants every storage to name them, and no limit of
    # ours comes to them.
    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError

    def get(self, key: str) -> int:
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError
