"""Reading grades come near those of the published formula."""

import pytest

from app.library.readability import grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("whole", 1), ("stopped", 1), ("friends", 1), ("someone", 2), ("wanted", 2), ("table", 2),
        ("quiet", 2), ("settled", 2), ("carried", 2), ("careful", 2), ("lonely", 2), ("radio", 3), ("idea", 3),
        ("museum", 3), ("curious", 3), ("actually", 4), ("integration", 4), ("relationship", 4), ("don't", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_sentences_of_short_words_are_easy() -> None:
    assert grade("The cat sat. The dog ran. We saw them go.") < 1


def test_long_words_in_long_sentences_are_hard() -> None:
    assert grade("Considerable interdisciplinary sophistication necessitates extraordinary elaboration") > 20


def test_a_text_without_words_has_no_grade() -> None:
    assert grade("… 42 !") == 0


def test_curly_quotes_do_not_break_a_sentence_in_two() -> None:
    straight, curly = grade('"Go now." It\'s late.'), grade("“Go now.” It’s late.")

    assert straight == curly
