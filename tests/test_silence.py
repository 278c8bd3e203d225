"""What is private shows in no representation, wherever one may be printed (K1)."""

import dataclasses
from datetime import date
from uuid import uuid4

import pytest

from app.checkins.noticing import Noted
from app.insights.looking_back import Seen
from app.journal.drafts import Draft
from app.journal.lines import Line
from app.journal.page import Page
from app.journal.search import Wish
from app.journal.writing import Turn
from app.reminders.feed import Reminder, Secret
from app.reminders.keeping import Plan
from app.vault.box import Key
from app.vault.keyring import Keyring

CANARY = "canary-in-a-page"
DAY = date(2026, 11, 24)
PAGE = Page(CANARY, CANARY, None, (), (CANARY,), starred=False, written_at="", edited_at="", kept_at="")
PRIVATE = [
    PAGE,
    Draft({"body": CANARY}, None, None),
    Turn(PAGE, dataclasses.replace(PAGE)),
    Line(uuid4(), "2026-11-24", 1, (), (CANARY,), None, starred=False, text=CANARY.encode()),
    Wish(text=CANARY),
    Noted(uuid4(), DAY, 1, {"note": CANARY}),
    Seen(DAY, "", {"note": CANARY}),
    Reminder(uuid4(), 1, (CANARY,), CANARY, DAY),
    Secret(CANARY.encode()),
    Plan((), Secret(CANARY.encode())),
    Key(CANARY.encode()),
]


@pytest.mark.parametrize("thing", PRIVATE, ids=lambda thing: type(thing).__name__)
def test_k1_nothing_private_shows_itself(thing: object) -> None:
    assert CANARY not in repr(thing) + str(thing) + f"{thing}"


def test_k1_a_keyring_shows_no_key() -> None:
    keyring = Keyring.fresh(uuid4())

    assert repr(keyring.pack()[6:])[2:-1] not in repr(keyring)
