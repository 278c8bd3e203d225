"""The doctor sees damage, says what it means, and mends what can be made anew; it never shows a word (F3, R1, R2)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Table, select, update

from app.accounts.models import Person
from app.extensions import db
from app.journal.models import Concordance, Entry, MonthPage
from app.vault.holdings import A_PUBLIC_KEY, NOTHING, Apart, all_columns, holdings
from app.vault.models import KeySlot
from tests.everything import fill
from tests.people import PASSPHRASE, Actor

Command = Callable[..., Result]
BOX = 69 + 16 + 64


@pytest.fixture
def doctor(app: Flask, command: Command) -> Command:
    """Ask the doctor; for a person by name, who types their passphrase."""

    def ask(*args: object, typed: str = PASSPHRASE) -> Result:
        return command(app, "vault", "doctor", *args, typed=f"{typed}\n")

    return ask


def change(app: Flask, table: type, **values: Any) -> None:
    with app.app_context():
        db.session.execute(update(table).values(**values))
        db.session.commit()


@pytest.fixture
def filled(app: Flask, alice: Actor, bob: Actor) -> Actor:
    """Alice, who has something in every column of boxes."""
    fill(app, alice, bob)
    return alice


@pytest.mark.parametrize("asked", [(), ("--person", "alice")])
def test_a_sound_house_is_told_so(filled: Actor, doctor: Command, asked: tuple[str, ...]) -> None:
    told = doctor(*asked)

    assert (told.exit_code, "Nothing is damaged" in told.output) == (0, True), told.output


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        (b"", "empty"),
        (b"\x02" + bytes(BOX - 1), "version"),
        (b"\x01\x00\x00\x00\x01" + bytes(BOX - 6), "size"),
        (b"\x01\x00\x00\x00\x00" + bytes(BOX - 5), "epoch"),
        (b"\x01\x00\x00\x00\x07" + bytes(BOX - 5), "epoch"),
    ],
)
def test_the_outside_of_every_kind_of_box_is_looked_at(
    app: Flask, alice: Actor, doctor: Command, box: bytes, kind: str
) -> None:
    entry = alice.write("heron")
    change(app, Entry, box=box)

    told = doctor()

    assert told.exit_code == 1
    assert f"entries.box {entry['id']}: {kind}\n" in told.output
    assert f"\n{kind}: " in told.output


def test_every_column_of_boxes_is_looked_at(app: Flask, filled: Actor, doctor: Command) -> None:
    with app.app_context():
        columns = [one for one in all_columns() if not (isinstance(one, Apart) and one.opened_by == NOTHING)]
        for one in columns:
            db.session.execute(update(one.table).values({one.column: b"\x07 damaged"}))
        db.session.commit()

    told = doctor().output

    assert [one for one in columns if f"{one.table.name}.{one.column} " not in told] == []


def test_what_does_not_open_is_found_with_its_persons_keys_alone(app: Flask, filled: Actor, doctor: Command) -> None:
    with app.app_context():
        columns = [
            *(one for one in holdings() if one.label != "identity"),
            *(one for one in all_columns() if is_sent(one)),
        ]
        for one in columns:
            spoil(one.table, one.table.c[one.column])
        db.session.commit()

    outside, told = doctor().output, doctor("--person", "alice").output

    assert "Nothing is damaged" in outside
    assert [one for one in columns if f"{one.table.name}.{one.column} " not in told] == []
    assert "\nshut: " in told


def is_sent(column: object) -> bool:
    """Whether somebody else sealed what lies there."""
    return isinstance(column, Apart) and column.opened_by == A_PUBLIC_KEY


def spoil(table: Table, column: Any) -> None:
    """Flip the last bit of every box of a column."""
    for box in db.session.scalars(select(column).where(column.is_not(None))).all():
        broken = box[:-1] + bytes([box[-1] ^ 1])
        db.session.execute(update(table).where(column == box).values({column: broken}))


@pytest.mark.parametrize("place", ["people.private_key_box", "reminder_plans.feed_box"])
def test_a_key_that_opens_further_things_is_looked_at_as_well(
    app: Flask, filled: Actor, doctor: Command, place: str
) -> None:
    table = db.metadata.tables[place.partition(".")[0]]
    with app.app_context():
        spoil(table, table.c[place.partition(".")[2]])
        db.session.commit()

    assert f"{place} " in doctor("--person", "alice").output


@pytest.mark.parametrize(
    ("table", "values", "told"),
    [
        (KeySlot, {"person_id": UUID(int=1)}, "nobody"),
        (KeySlot, {"params": "{"}, "slot"),
        (MonthPage, {"entry_count": 7}, "count"),
        (Entry, {"page_id": None}, "unplaced"),
        (Person, {"public_key": bytes(32)}, "key"),
        (Person, {"key_epoch": 2}, "between"),
    ],
)
def test_rows_that_do_not_hang_together_are_told(
    app: Flask, alice: Actor, doctor: Command, table: type, values: dict[str, Any], told: str
) -> None:
    alice.write("heron")
    change(app, table, **values)

    found = doctor()

    assert (found.exit_code, f": {told}\n" in found.output) == (1, True), found.output


def test_no_word_is_ever_shown(app: Flask, alice: Actor, doctor: Command) -> None:
    alice.write("canary-in-the-body", title="canary-in-the-title")
    change(app, MonthPage, box=b"")

    told = doctor("--person", "alice").output

    assert (told.count("canary"), PASSPHRASE in told) == (0, False)


def test_a_wrong_passphrase_opens_nothing(alice: Actor, doctor: Command) -> None:
    refused = doctor("--person", "alice", typed="not the right one at all")

    assert (refused.exit_code, "do not go together" in refused.output) == (1, True)


def test_mending_asks_for_a_person(doctor: Command) -> None:
    assert doctor("--mend").exit_code == 2


@pytest.mark.parametrize(
    ("table", "values"),
    [(MonthPage, {"box": b""}), (MonthPage, {"entry_count": 7, "box": b"x"}), (Entry, {"page_id": None})],
)
def test_what_searching_lost_is_made_anew(
    app: Flask, alice: Actor, doctor: Command, table: type, values: dict[str, Any]
) -> None:
    alice.write("heron")
    alice.write("otter")
    change(app, table, **values)

    mended = doctor("--person", "alice", "--mend")

    assert (mended.exit_code, "Nothing is damaged" in mended.output) == (0, True), mended.output
    assert [len(alice.post("/searches", {"text": word}).json["items"]) for word in ("heron", "otter")] == [1, 1]
    assert "Made anew: 0 ×" in doctor("--person", "alice", "--mend").output


def test_a_concordance_that_does_not_open_is_dropped(app: Flask, filled: Actor, doctor: Command) -> None:
    change(app, Concordance, box=bytes([1, 0, 0, 0, 1]) + bytes(BOX - 5))

    mended = doctor("--person", "alice", "--mend")

    assert (mended.exit_code, "Made anew: 1 ×" in mended.output) == (0, True), mended.output
    assert len(filled.post("/searches", {"text": "words", "to": "2024-12-31"}).json["items"]) == 1


def test_mending_keeps_the_words_of_a_page_that_cannot_be_read(app: Flask, alice: Actor, doctor: Command) -> None:
    alice.write("heron")
    lost = alice.write("otter")
    with app.app_context():
        db.session.execute(update(Entry).where(Entry.id == UUID(lost["id"])).values(box=b"x"))
        db.session.commit()

    doctor("--person", "alice", "--mend")

    assert len(alice.post("/searches", {"text": "otter"}).json["items"]) == 1
