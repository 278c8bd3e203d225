"""Every column of bytes is told by the domain that keeps it, so that new keys and the doctor pass none by."""

from flask import Flask
from sqlalchemy import LargeBinary

from app.extensions import db
from app.vault.holdings import all_columns, holdings
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
