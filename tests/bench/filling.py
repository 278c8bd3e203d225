"""Journals and people that are made up, to measure with: nobody's journal is ever measured."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.accounts.preferences import Preferences
from app.accounts.sessions import begin as begin_session
from app.accounts.signing_up import Newcomer, sign_up
from app.config import Settings
from app.core.notices import current_notices
from app.extensions import db
from app.journal.drafts import Draft
from app.journal.writing import Writer, begin
from app.vault.argon2 import Argon2Cost
from app.vault.slots import PassphraseGuard
from tests.bench.asking import Place, posting
from tests.people import PASSPHRASE
from tests.serving import ROOT

COMMON, RARE, ABSENT = "river", "kingfisher", "xylograph"
RANK_OF_COMMON = 10
NEWEST = date(2026, 11, 1)
PAGES_EACH = 5
# Words as often as in a language, where the second is half as frequent as the first, and the thousandth a thousandth.
KNOWN_WORDS = 20_000
SYLLABLES = [first + second for first in "bdfghklmnprstvw" for second in ("a", "e", "i", "o", "u", "an", "er", "ing")]
# What stretching a passphrase costs is measured elsewhere (F16), and would take hours here.
CHEAP = Argon2Cost(memory=64, passes=1, lanes=1)
BOUNDARY = "a-line-that-no-journal-holds"


def word(rank: int) -> str:
    """A made-up word, the longer the rarer; one that is frequent is real."""
    if rank == RANK_OF_COMMON:
        return COMMON
    higher, lower = divmod(rank, len(SYLLABLES))
    return (word(higher) if higher else "") + SYLLABLES[lower]


WORDS = [word(rank) for rank in range(KNOWN_WORDS)]
OFTEN = list(accumulate(1 / (rank + 2.7) for rank in range(KNOWN_WORDS)))


def text_of(number: int) -> str:
    """About 1 KB of words; one entry in a thousand holds the rare one."""
    words = random.Random(number).choices(WORDS, cum_weights=OFTEN, k=185)
    return " ".join([*words, RARE] if number % 1000 == 7 else words)


def document(entries: int, *, a_day: int = 3) -> Iterator[bytes]:
    """A journal as JSON, some entries a day, back through the years, to be brought along."""
    yield b'{"format":"braid-journal","version":1,"check_ins":[],"entries":['
    for number in range(entries):
        day = NEWEST - timedelta(days=number // a_day)
        entry = {"id": str(uuid4()), "day": day.isoformat(), "body": text_of(number), "title": "A title"}
        yield (b",\n" if number else b"\n") + json.dumps(entry).encode()
    yield b"]}"


def bring(place: Place, body: bytes) -> list[Any]:
    """Bring a journal along; returns what was told on the way, the report last."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'.encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "X-Journal": "1",
        "Accept": "application/x-ndjson",
    }
    with closing(posting(place, "/api/v1/imports", head + body + f"\r\n--{BOUNDARY}--\r\n".encode(), headers)) as line:
        return [json.loads(one) for one in line.getresponse().read().splitlines()]


def house_of(data_dir: Path, people: int) -> list[str]:
    """That many people with a few pages each, in a new data folder; returns the secret of a session of each."""
    data_dir.mkdir()
    app = create_app(Settings.from_environment({"BRAID_DATA_DIR": str(data_dir)}), cost=CHEAP)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        secrets = [_moved_in(app, number) for number in range(people)]
        db.engine.dispose()
    return secrets


def _moved_in(app: Flask, number: int) -> str:
    guard: PassphraseGuard = app.extensions["guard"]
    newcomer = Newcomer(f"person-{number}", PASSPHRASE, Preferences())
    version = current_notices().consent.version
    _, keyring, _ = sign_up(newcomer, consent_version=version, registration="open", guard=guard)
    secret, _ = begin_session(keyring, "own", "A program")
    writer = Writer(keyring, lambda: NEWEST, lambda _row, _page: {})
    for page in range(PAGES_EACH):
        day = NEWEST - timedelta(days=page)
        begin(writer, Draft({"body": text_of(number * PAGES_EACH + page)}, day, None))
    db.session.commit()
    return secret
