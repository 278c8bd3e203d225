"""What another program opened and saved again is read all the same."""

import codecs
import csv
import io
import json

import pytest

from tests.people import Actor
from tests.portability.files import bring, entries_of, members, send, take
from tests.portability.test_others import golden

DEEP = b"[" * 40 + b"]" * 40


def saved_by_a_spreadsheet(table: bytes, mark: bytes = b"") -> bytes:
    """The same cells with semicolons between them, as where a comma stands in numbers."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    return mark + written.getvalue().encode()


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_table_with_semicolons_between_its_cells(alice: Actor, bob: Actor, mark: bytes) -> None:
    alice.write("First, the heron; then\nI left.", title="Walk; alone", tags=["out", "slow"])
    table = members(take(alice, "csv"))["entries.csv"]

    bring(bob, saved_by_a_spreadsheet(table, mark))

    (entry,) = entries_of(bob)
    assert (entry["title"], entry["body"]) == ("Walk; alone", "First, the heron; then\nI left.")
    assert entry["tags"] == ["out", "slow"]


def test_daylios_table_with_semicolons_between_its_cells(alice: Actor) -> None:
    bring(alice, saved_by_a_spreadsheet(golden("daylio.csv")))

    assert entries_of(alice)[0]["tags"] == ["good", "reading", "good meal"]


def test_json_with_the_mark_that_some_programs_put_before_it(alice: Actor, bob: Actor) -> None:
    alice.write("The heron.")
    alice.mark(river="midstream")

    report = bring(bob, codecs.BOM_UTF8 + take(alice, "json"))

    assert (report["entries"]["new"], report["check_ins"]["new"], report["troubles"]) == (1, 1, [])


def test_behind_the_mark_nothing_is_nested_deeper_either(alice: Actor) -> None:
    told = json.dumps({"format": "braid"}).encode()[:-1] + b', "entries": ' + DEEP + b"}"

    assert send(alice, codecs.BOM_UTF8 + told).status_code == 422
