"""F9: whatever the lines between several devices and the server do, no text that was acknowledged is lost."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from tests.drills.calling import Caller
from tests.drills.house import House
from tests.drills.noting import note, sized
from tests.drills.test_kill import held_by

pytestmark = pytest.mark.drill
PAGES = 20
WORDS = ("heron", "river", "lantern", "moss", "gravel", "otter", "comet", "velvet", "anchor", "pebble")


@dataclass(frozen=True)
class Letter:
    """One request as it stands in a device's outbox, until it is answered; it may be sent again as it is."""

    page: str
    text: str
    condition: tuple[str, str]


@dataclass
class Device:
    """Somebody's tablet on a bad line: it loses answers, asks again, asks twice, and in another order."""

    caller: Caller
    twin: Caller
    chance: random.Random
    pages: list[str]
    told: Counter[str]
    known: dict[str, tuple[int, str]] = field(default_factory=dict)
    outbox: list[Letter] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)
    own: set[str] = field(default_factory=set)

    def work(self, edits: int) -> None:
        for _ in range(edits):
            self._edit(self.chance.choice(self.pages))
            if self.chance.random() < 0.6:
                self._send_some()
        while self.outbox:
            self._send_some()

    def _edit(self, page: str) -> None:
        version, text = self.known.get(page) or self._read(page)
        words = " ".join(self.chance.choices(WORDS, k=12)) + f" {uuid4().hex}"
        # People add to what is there as often as they begin anew.
        changed = f"{text}\n{words}"[-4_000:] if self.chance.random() < 0.5 else words
        self.known[page] = version, changed
        self.outbox.append(Letter(page, changed, ("If_Match", f'"{version}"')))

    def _read(self, page: str) -> tuple[int, str]:
        found = self.caller.get(f"/entries/{page}").json
        self.known[page] = found["version"], found["body"]
        return self.known[page]

    def _send_some(self) -> None:
        """Send a letter from anywhere in the outbox; sometimes it never leaves, sometimes its answer is lost."""
        if not self.outbox:
            return
        letter = self.chance.choice(self.outbox)
        luck = self.chance.random()
        if luck < 0.1:
            self.told["never sent"] += 1
            return
        statuses = self._deliver(letter, twice=luck > 0.85)
        if luck < 0.25:
            self.told["answer lost"] += 1
            return
        self.outbox.remove(letter)
        self._hear(letter, statuses)

    def _deliver(self, letter: Letter, *, twice: bool) -> list[int]:
        if not twice:
            return [self._put(self.caller, letter)]
        self.told["sent twice"] += 1
        statuses: list[int] = []
        rooms = [
            threading.Thread(target=lambda one=one: statuses.append(self._put(one, letter)))
            for one in (self.caller, self.twin)
        ]
        for room in rooms:
            room.start()
        for room in rooms:
            room.join()
        return statuses

    def _put(self, caller: Caller, letter: Letter) -> int:
        name, value = letter.condition
        return caller.put(f"/entries/{letter.page}", {"body": letter.text}, **{name: value}).status_code

    def _hear(self, letter: Letter, statuses: list[int]) -> None:
        """What was taken is a promise; what came too late becomes a page of its own, as in our own pages."""
        self.told.update(str(status) for status in statuses)
        if min(statuses) in (200, 201):
            self.promised.append(letter.text)
        elif 412 in statuses:
            page = str(uuid4())
            self.own.add(page)
            self.outbox.append(Letter(page, letter.text, ("If_None_Match", "*")))
        self.known.pop(letter.page, None)


def texts_of(caller: Caller, pages: list[str]) -> tuple[str, int]:
    """All that can be read of the pages and their history as one text; and how many earlier texts stand there twice."""
    texts, twice = list(held_by(caller).values()), 0
    for page in pages:
        earlier, cursor = [], ""
        while cursor is not None:
            found = caller.get(f"/entries/{page}/revisions?limit=100{cursor and f'&cursor={cursor}'}").json
            earlier += [one["body"] for one in found["items"]]
            cursor = found["next"]
        twice += len(earlier) - len(set(earlier))
        texts += earlier
    return "\0".join(texts), twice


def test_f9_no_acknowledged_text_is_lost(house: House) -> None:
    writer, told = house.join("robin"), Counter[str]()
    pages = [writer.write(f"A page to begin with, {number}.")["id"] for number in range(PAGES)]
    many, edits = sized(3, 8), sized(150, 2_000)
    devices = [
        Device(house.again(writer), house.again(writer), random.Random(number), pages, told) for number in range(many)
    ]
    rooms = [threading.Thread(target=device.work, args=(edits // many,)) for device in devices]
    for room in rooms:
        room.start()
    for room in rooms:
        room.join()

    all_text, twice = texts_of(writer, pages)
    promised = [text for device in devices for text in device.promised]
    lost = [text for text in promised if text not in all_text]
    strangers = set(held_by(writer)) - {*pages, *(page for device in devices for page in device.own)}
    answers = ", ".join(f"{count} × {name}" for name, count in sorted(told.items()))
    note(
        "F9",
        f"{many} devices, {edits} edits on {PAGES} pages: {answers}; {len(promised)} texts acknowledged, "
        f"{len(lost)} lost; {twice} earlier texts twice, {len(strangers)} pages from nowhere",
    )
    assert promised
    assert (lost, twice, strangers) == ([], 0, set())
    assert set(told) <= {"200", "201", "412", "503", "never sent", "answer lost", "sent twice"}
