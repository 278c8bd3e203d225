"""People who write without a pause, in every way there is, and remember what was promised to them."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from tests.drills.calling import Caller, Lost

Status = int | str  # where no answer came, what the line broke with
PAUSE = 0.3  # so that nobody comes near what one person may write


@dataclass
class Writer:
    """Somebody who writes new pages with and without an id of their own, and one page over and over."""

    caller: Caller
    name: str
    promised: set[str] = field(default_factory=set)
    statuses: Counter[Status] = field(default_factory=Counter)
    page: str = field(default_factory=lambda: str(uuid4()))
    version: int = 0
    drafts: list[str] = field(default_factory=list)

    def write_on(self, is_over: threading.Event) -> None:
        for number in count():
            if is_over.is_set():
                return
            self._keep(f"{self.name} posts {number}", "POST", "/entries")
            self._keep(f"{self.name} puts {number}", "PUT", f"/entries/{uuid4()}", If_None_Match="*")
            self._revise(f"{self.name} revises {number}")
            self._ask("GET", "/entries?limit=5")
            time.sleep(PAUSE)

    def lost(self) -> list[str]:
        """What was promised and is not there; of the page that was revised, what is neither promised nor newer."""
        held = self.held()
        gone = [text for text in self.promised if not held[text]]
        return gone if set(self.drafts) & set(held) or not self.version else [*gone, self.drafts[0]]

    def doubled(self) -> list[str]:
        """What is there more than once."""
        return [text for text, times in self.held().items() if times > 1]

    def held(self) -> Counter[str]:
        """All that they can read, and how often."""
        found: Counter[str] = Counter()
        cursor = ""
        while cursor is not None:
            page = self.caller.get(f"/entries?limit=100{cursor and f'&cursor={cursor}'}").json
            found.update(one["body"] for one in page["items"])
            cursor = page["next"]
        return found

    def _keep(self, text: str, method: str, path: str, **headers: str) -> None:
        if self._ask(method, path, {"body": text}, **headers) in (200, 201):
            self.promised.add(text)

    def _revise(self, text: str) -> None:
        # What is not answered may have been kept all the same, so every draft since the last answer may stand there.
        self.drafts.append(text)
        wanted = {"If_Match": f'"{self.version}"'} if self.version else {"If_None_Match": "*"}
        if self._ask("PUT", f"/entries/{self.page}", {"body": text}, **wanted) in (200, 201):
            self.drafts, self.version = [text], self.version + 1
            return
        with suppress(Lost):
            found = self.caller.get(f"/entries/{self.page}")
            if found.status_code == 200:
                self.version = found.json["version"]

    def _ask(self, method: str, path: str, body: object = None, **headers: str) -> Status:
        status: Status
        try:
            status = self.caller.call(method, path, body, **headers).status_code
        except Lost as lost:
            status = type(lost.__cause__).__name__
        self.statuses[status] += 1
        return status


@contextmanager
def under_load(writers: Sequence[Writer]) -> Iterator[None]:
    """For the length of the block all of them write on."""
    is_over = threading.Event()
    rooms = [threading.Thread(target=writer.write_on, args=(is_over,)) for writer in writers]
    for room in rooms:
        room.start()
    try:
        yield
    finally:
        is_over.set()
        for room in rooms:
            room.join()


def statuses_of(writers: Sequence[Writer]) -> Counter[Status]:
    """How often each status was answered."""
    return sum((writer.statuses for writer in writers), Counter())


def told(writers: Sequence[Writer]) -> str:
    """The same in words."""
    found = sorted(statuses_of(writers).items(), key=lambda one: str(one[0]))
    return ", ".join(f"{times} × {status}" for status, times in found)
