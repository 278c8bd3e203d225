"""What a concordance holds: of every word the parts in which it lies, none left out."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.journal.concordance import Part, Words, words_in
from app.journal.lines import fold

TEXTS = st.lists(st.text(alphabet="abé ABÇß'-.1\n", max_size=40), min_size=1, max_size=12)


@given(TEXTS)
def test_no_part_that_holds_a_word_is_left_out(texts: list[str]) -> None:
    folded = [fold(text).encode() for text in texts]
    parts = [Part(uuid4(), number + 1, "2024-01") for number in range(len(texts))]
    words = Words.read(Words.of(zip(parts, folded, strict=True)).data)

    for text in folded:
        for word in text.split():
            for size in range(1, len(word.decode()) + 1):
                piece = word.decode()[:size].encode()
                holding = {part for part, other in zip(parts, folded, strict=True) if piece in other}
                assert holding <= set(words.parts_with(words_in(piece)))


def test_words_that_lie_nowhere_together_are_told_of_no_part() -> None:
    parts = [Part(uuid4(), 1, "2024-01") for _ in range(9)]
    words = Words.of((part, b"heron %d" % number) for number, part in enumerate(parts))

    assert words.parts_with([b"heron", b"7"]) == [parts[7]]
    assert words.parts_with([b"ero"]) == parts
    assert words.parts_with([b"xylograph"]) == []
    assert words_in(b"A, heron!") == [b"heron"]
