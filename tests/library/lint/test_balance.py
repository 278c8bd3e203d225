"""The rules of balance see what is missing and what crowds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.library.content import Library
from app.library.lint.balance import BALANCE
from app.library.lint.reading import findings

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("rule", sorted(BALANCE))
def test_a_very_small_library_is_out_of_balance(make_library: Callable[..., Library], rule: str) -> None:
    # S5 and B3 look at what is there, so what is there has to be deep and alone.
    deep: dict[str, Any] = {"depth": '"deep"', "tone": '"hard"'}

    library = make_library(prompt=deep)

    assert findings(library, TODAY, rules={rule: BALANCE[rule]})


def test_retired_prompts_do_not_count(make_library: Callable[..., Library]) -> None:
    library = make_library(prompt={"retired": "2026-01-01"})

    found = findings(library, TODAY, rules={"B1": BALANCE["B1"]})

    assert "0, at least 120" in {one.message for one in found if one.item == "prompts"}


def test_a_theme_within_its_share_is_not_named(many_prompts: Callable[..., Library]) -> None:
    themes = {"int-a": "integration", "reg-a": "regulation", "fnd-a": "foundations"}

    library = many_prompts(themes)

    assert findings(library, TODAY, rules={"B2": BALANCE["B2"]}) == []
