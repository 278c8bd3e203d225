"""Papers made from the tests: what always holds, and who proves it. `python -m tests.papers` writes them anew."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests import source

INVARIANTS = source.ROOT / "docs" / "invariants.md"
MANY = {"K": 11, "R": 6, "A": 8, "W": 4, "H": 11, "L": 6}
MARKS = frozenset(f"{group}{number}" for group, many in MANY.items() for number in range(1, many + 1))
# `test_h8_l1_the_whole_journey` proves two things.
NAMED = re.compile(r"test_((?:[a-z]\d+_)+)(\w+)")
ROW = re.compile(r"^\| ([A-Z]\d+) \| (.+?) \| (.*)\|$", re.MULTILINE)
NOTHING = "no test yet"


def named_tests() -> Iterator[tuple[str, Path, str]]:
    """Every mark that a test has in its name, with the file and the sentence that the name is."""
    for path in source.files("tests/**/test_*.py"):
        for function in source.functions(path):
            if named := NAMED.fullmatch(function.name):
                marks, sentence = named.groups()
                yield from ((mark.upper(), path, sentence.replace("_", " ")) for mark in marks.rstrip("_").split("_"))


def proved() -> set[str]:
    """The marks that at least one test is named for."""
    return {mark for mark, _, _ in named_tests()}


def invariants() -> str:
    """The page with its last column made anew from the tests; the sentences stand in the page alone."""
    cells = dict(_cells())
    return ROW.sub(
        lambda row: f"| {row[1]} | {row[2]} | {cells.get(row[1], NOTHING)} |", INVARIANTS.read_text(encoding="utf-8")
    )


def _cells() -> Iterator[tuple[str, str]]:
    found: dict[str, dict[Path, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mark, path, sentence in named_tests():
        found[mark][path].append(sentence)
    for mark, files in found.items():
        yield mark, "<br>".join(_told(path, sentences) for path, sentences in files.items())


def _told(path: Path, sentences: list[str]) -> str:
    name = source.name(path)
    return f"[{name}](../{name}): {'; '.join(sentences)}"


if __name__ == "__main__":
    INVARIANTS.write_text(invariants(), encoding="utf-8")
