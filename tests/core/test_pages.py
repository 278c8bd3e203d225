"""Cursors are opaque, and only ours are read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pages import make_cursor, read_cursor
from app.errors import Invalid


@given(st.text(alphabet="abc-019", max_size=30), st.integers(0, 10**15))
def test_a_cursor_gives_back_what_it_was_made_of(text: str, number: int) -> None:
    assert read_cursor(make_cursor(text, number), str, int) == (text, number)


@given(st.text(max_size=60))
def test_anything_else_is_refused_in_words(text: str) -> None:
    with suppress(Invalid):
        assert isinstance(read_cursor(text, str, int)[1], int)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(Invalid):
        read_cursor(make_cursor("one"), str, int)
