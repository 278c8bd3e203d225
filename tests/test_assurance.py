"""The pages that others judge us by name only what exists: every chapter, every test, and an answer in every row."""

import re
from pathlib import Path

import pytest

from tests import source

PAGES = ("docs/asvs.md", "docs/dpia.md", "docs/breach.md", "SECURITY.md")
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:tests|docs|app|bin)/[\w./-]+)`")
ROW = re.compile(r"^\| ([*\d][^|]*) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
ANSWERS = ("Kept", "Otherwise", "Open", "Does not apply", "The operator's", "The server's")
CHAPTERS = range(1, 18)


def written(page: str) -> str:
    return (source.ROOT / page).read_text(encoding="utf-8")


def has_test(file: str, name: str) -> bool:
    path = source.ROOT / file
    return path.is_file() and any(function.name == name for function in source.functions(path))


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_exists(page: str):
    named = PROOF.findall(written(page))

    assert [f"{file}::{name}" for file, name in named if not has_test(file, name)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str):
    assert [name for name in FILE.findall(written(page)) if not Path(source.ROOT, name).exists()] == []


def test_every_chapter_of_the_standard_is_answered():
    headings = " ".join(line for line in written("docs/asvs.md").splitlines() if line.startswith("## "))

    assert [f"V{number}" for number in CHAPTERS if not re.search(rf"\bV{number}\b", headings)] == []


def test_every_row_says_how_it_is_answered():
    rows = ROW.findall(written("docs/asvs.md"))

    assert len(rows) > 50
    assert [numbers for numbers, _, answer, _ in rows if not answer.startswith(ANSWERS)] == []


def test_what_is_said_to_be_kept_is_proved_by_a_test():
    kept = [
        (numbers, proof) for numbers, _, answer, proof in ROW.findall(written("docs/asvs.md")) if answer[:4] == "Kept"
    ]

    assert [numbers for numbers, proof in kept if not PROOF.search(proof)] == []


def test_no_requirement_is_answered_twice():
    numbers = [one for row in ROW.findall(written("docs/asvs.md")) for one in spelt_out(row[0])]

    assert len(numbers) > 240
    assert sorted({one for one in numbers if numbers.count(one) > 1}) == []


def spelt_out(told: str) -> list[str]:
    """`1.2.1`, `1.2.2`, `1.2.3` and `1.2.9` for “1.2.1–1.2.3, 1.2.9”; whole sections count as one."""
    found: list[str] = []
    for part in told.replace("*", "").split(","):
        first, _, last = part.strip().partition("–")
        section, _, number = first.rpartition(".")
        until = int(last.rpartition(".")[2]) if last else int(number)
        found += [f"{section}.{one}" for one in range(int(number), until + 1)]
    return found
