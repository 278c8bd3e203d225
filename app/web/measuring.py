"""What this process has answered since it started: by the route's template, never by person or path."""

import os
import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate

from app.vault.argon2 import Gate
from app.web.exposition import Family, Figure

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
UP_TO = (*map(str, BOUNDS), "+Inf")
Route = tuple[str, str]


class Measures:
    """The counts of one process; every figure says whose it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[tuple[Route, int]] = Counter()
        self._took: defaultdict[Route, list[int]] = defaultdict(lambda: [0] * len(UP_TO))
        self._seconds: defaultdict[Route, float] = defaultdict(float)

    @property
    def _worker(self) -> dict[str, str]:
        # The process that answers may be forked from the one that built all this.
        return {"worker": str(os.getpid())}

    def note(self, route: Route, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._answers[route, status] += 1
            self._took[route][bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] += seconds

    def answers(self) -> list[Family]:
        """What was answered, and how long it took until an answer began."""
        with self._lock:
            told = [
                Figure(n, self._of(route) | {"status": str(status)}) for (route, status), n in self._answers.items()
            ]
            spread = [figure for route in self._took for figure in self._spread(route)]
        return [
            Family("braid_answers_total", "counter", "Answers by route, method and status; 503 is busy.", told),
            Family("braid_answer_seconds", "histogram", "Seconds until an answer began.", spread),
        ]

    def passphrases(self, gate: Gate) -> list[Family]:
        """How many passphrases were stretched, how long they waited for it, and how many were sent away."""
        told = (
            ("braid_passphrases_total", "Passphrases stretched with Argon2.", gate.passed),
            ("braid_passphrase_wait_seconds_total", "Seconds they waited for their turn.", gate.waited),
            ("braid_passphrases_refused_total", "Passphrases sent away because too many waited.", gate.refused),
        )
        return [Family(name, "counter", words, [Figure(value, self._worker)]) for name, words, value in told]

    def _spread(self, route: Route) -> list[Figure]:
        # Each bound counts all that took no longer than it, as the format wants it.
        counts = list(accumulate(self._took[route]))
        buckets = [
            Figure(n, self._of(route) | {"le": bound}, "_bucket") for bound, n in zip(UP_TO, counts, strict=True)
        ]
        total = [Figure(self._seconds[route], self._of(route), "_sum"), Figure(counts[-1], self._of(route), "_count")]
        return buckets + total

    def _of(self, route: Route) -> dict[str, str]:
        return {"route": route[0], "method": route[1], **self._worker}
