"""Every column of bytes is told by the domain that keeps it, so that new keys and the doctor pass none by."""

from types import SimpleNamespace

from flask import Flask
from sqlalchemy import LargeBinary, MetaData, Table

from app.extensions import db
from app.vault.holdings import A_WAY_IN, Apart, Holding, all_columns, hold, holdings
from app.vault.keyring import LABELS


def columns_of_bytes() -> set[tuple[str, str]]:
    return {
        (table.name, column.name)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }


def test_every_column_of_bytes_is_told_once(context: Flask) -> None:
    told = [(one.table.name, one.column) for one in all_columns()]

    assert sorted(told) == sorted(columns_of_bytes())


def test_every_holding_names_columns_that_exist_and_a_class_that_keyrings_know(context: Flask) -> None:
    for holding in holdings():
        assert {holding.column, holding.owner, *holding.about} <= set(holding.table.c.keys())
        assert holding.label in LABELS


def test_a_box_is_about_the_columns_that_are_named_and_a_word_after_them() -> None:
    row, table = SimpleNamespace(id=7, version=3, day="today"), Table("pages", MetaData())

    assert Holding(table, "box", "owner", "entry", ("version", "id"), "page").bound_to(row) == [3, 7, "page"]
    assert Holding(table, "box", "owner", "entry", ("id",)).bound_to(row) == [7]
    assert Holding(table, "box", "owner", "entry").bound_to(row) == []


def test_what_nobodys_keys_open_is_told_apart_from_what_they_open() -> None:
    app, table = Flask("house"), Table("pages", MetaData())
    page, text = (Holding(table, "box", "owner", label) for label in ("entry", "history"))
    code = Apart(table, "code", A_WAY_IN)
    hold(app, page, code)
    hold(app, text)

    with app.app_context():
        assert (all_columns(), holdings()) == ([page, code, text], [page, text])
