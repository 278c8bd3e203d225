"""Sealing anew, table by table: some rows at a time, only what needs it, never over what was written meanwhile."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Uuid, insert, select

from app.core.database import run
from app.extensions import db
from app.vault import sealing_anew
from app.vault.holdings import Holding
from app.vault.keyring import Keyring
from app.vault.sealing_anew import Progress, keys_left, seal_anew, turn

OLD = Keyring.fresh(uuid4())
NEW = OLD.grown()
ODD = b"\x01\x00\x00\x00\x01" + bytes(200)


@pytest.fixture
def pages(context: Flask) -> Iterator[Holding]:
    """A table whose rows are named by one column."""
    yield from holding_of(Table("pages", MetaData(), Column("id", Uuid, primary_key=True), *columns()), ("id",))


@pytest.fixture
def texts(context: Flask) -> Iterator[Holding]:
    """A table whose rows are named by two."""
    names = [Column("id", Uuid, primary_key=True), Column("number", Integer, primary_key=True, autoincrement=False)]
    yield from holding_of(Table("texts", MetaData(), *names, *columns()), ("id", "number"))


def columns() -> list[Column[Any]]:
    return [Column("owner_id", Uuid), Column("box", LargeBinary)]


def holding_of(table: Table, about: tuple[str, ...]) -> Iterator[Holding]:
    table.create(db.engine)
    yield Holding(table, "box", "owner_id", "entry", about, "page")
    db.session.rollback()
    table.drop(db.engine)


def put(holding: Holding, ring: Keyring, words: bytes, **names: Any) -> UUID:
    """A row with a box; returns its id."""
    named = {"id": uuid4(), **names}
    sealed = ring.seal("entry", words, *(named[name] for name in holding.about), "page")
    run(insert(holding.table).values(owner_id=ring.person_id, box=sealed, **named))
    return UUID(str(named["id"]))


def box_of(holding: Holding, row_id: UUID) -> bytes:
    return bytes(run(select(holding.table.c.box).where(holding.table.c.id == row_id)).scalar_one())


def words_in(holding: Holding, ring: Keyring) -> list[bytes]:
    """What a keyring reads in all rows of its person, in their order."""
    found = run(select(*holding.table.c).where(holding.table.c.owner_id == ring.person_id)).all()
    return sorted(ring.open("entry", row.box, *holding.bound_to(row)) for row in found)


def test_everything_opens_with_the_newest_key_alone_and_says_the_same(pages: Holding, texts: Holding) -> None:
    for number in range(3):
        put(pages, OLD, b"page %d" % number)
        put(texts, OLD, b"text %d" % number, number=number)

    *_, last = seal_anew(NEW, [pages, texts])

    assert last == Progress(of=6, done=6, damaged=0)
    assert words_in(pages, NEW.newest()) == [b"page 0", b"page 1", b"page 2"]
    assert words_in(texts, NEW.newest()) == [b"text 0", b"text 1", b"text 2"]


def test_rows_that_share_one_of_two_names_are_told_apart(texts: Holding) -> None:
    one = uuid4()
    for number in range(3):
        put(texts, OLD, b"text %d" % number, id=one, number=number)

    assert turn(NEW, texts, [(one, 0), (one, 2)]) == 0
    assert sorted(keys_left(NEW, texts)) == [(one, 1)]


def test_some_rows_are_sealed_at_a_time_and_each_step_is_told(pages: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing_anew, "AT_ONCE", 2)
    for _ in range(5):
        put(pages, OLD, b"words")

    steps = [(one.of, one.done, len(keys_left(NEW, pages))) for one in seal_anew(NEW, [pages])]

    assert steps == [(5, 2, 3), (5, 4, 1), (5, 5, 0)]


def test_what_is_stopped_goes_on_with_what_is_left(pages: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing_anew, "AT_ONCE", 1)
    for number in range(3):
        put(pages, OLD, b"page %d" % number)
    next(seal_anew(NEW, [pages]))

    assert [one.of for one in seal_anew(NEW, [pages])] == [2, 2]
    assert words_in(pages, NEW.newest()) == [b"page 0", b"page 1", b"page 2"]


def test_other_peoples_rows_and_those_of_the_newest_key_stay_to_the_byte(pages: Holding) -> None:
    other = Keyring.fresh(uuid4())
    kept = [put(pages, NEW, b"new"), put(pages, other, b"theirs")]
    before = [box_of(pages, one) for one in kept]
    put(pages, OLD, b"old")

    assert [one.of for one in seal_anew(NEW, [pages])] == [1]
    assert [box_of(pages, one) for one in kept] == before


def test_a_row_without_a_box_is_passed_by(pages: Holding) -> None:
    run(insert(pages.table).values(id=uuid4(), owner_id=OLD.person_id, box=None))

    assert list(seal_anew(NEW, [pages])) == []


def test_a_box_that_does_not_open_stays_as_it_is_and_is_counted(
    pages: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing_anew, "AT_ONCE", 2)
    odd = [put(pages, OLD, b"words") for _ in range(3)]
    run(pages.table.update().values(box=ODD))
    put(pages, OLD, b"whole")

    *_, last = seal_anew(NEW, [pages])

    assert last == Progress(of=4, done=4, damaged=3)
    assert [box_of(pages, one) for one in odd] == [ODD] * 3


def test_what_was_written_meanwhile_is_never_written_over(pages: Holding) -> None:
    one, two = put(pages, OLD, b"before"), put(pages, OLD, b"before")
    meanwhile = NEW.seal("entry", b"meanwhile", one, "page")
    read = run(select(*pages.table.c)).all()
    run(pages.table.update().where(pages.table.c.id == one).values(box=meanwhile))

    run(sealing_anew.put_in_place(pages), [sealing_anew.values(pages, row, b"fresh") for row in read])

    assert (box_of(pages, one), box_of(pages, two)) == (meanwhile, b"fresh")


def test_a_box_that_lies_in_two_rows_is_replaced_in_its_own_alone(pages: Holding) -> None:
    one, two = put(pages, OLD, b"words"), put(pages, OLD, b"words")
    run(pages.table.update().values(box=ODD))
    row = run(select(*pages.table.c).where(pages.table.c.id == one)).one()

    run(sealing_anew.put_in_place(pages), [sealing_anew.values(pages, row, b"fresh")])

    assert (box_of(pages, one), box_of(pages, two)) == (b"fresh", ODD)
