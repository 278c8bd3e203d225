"""Whatever always holds has a sentence in docs/invariants.md and a test that is named for it."""

from collections import Counter

from tests import papers

# Marks that no test is named for yet. The list only gets shorter, and ends empty.
PENDING: frozenset[str] = frozenset()


def told() -> list[tuple[str, str]]:
    page = papers.INVARIANTS.read_text(encoding="utf-8")
    return [(row[1], row[2]) for row in papers.ROW.finditer(page)]


def test_every_invariant_is_told_once_in_a_sentence():
    times = Counter(mark for mark, _ in told())

    assert set(times) == papers.MARKS
    assert max(times.values()) == 1
    assert [sentence for _, sentence in told() if not sentence.endswith(".")] == []


def test_every_invariant_has_a_test_named_for_it():
    assert papers.MARKS - papers.proved() - PENDING == set()


def test_what_has_a_test_is_pending_no_longer():
    assert PENDING & papers.proved() == set()
    assert PENDING <= papers.MARKS


def test_no_test_is_named_for_an_invariant_that_is_not_told():
    of_ours = {mark for mark in papers.proved() if mark[0] in papers.MANY}

    assert of_ours - papers.MARKS == set()


def test_the_page_is_what_the_tests_say():
    assert papers.invariants() == papers.INVARIANTS.read_text(encoding="utf-8"), "run: python -m tests.papers"
