"""Reads the whole library by every rule, and says whether what was found lets it pass."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.library.content import Library
from app.library.lint.balance import BALANCE, VOCABULARY
from app.library.lint.evidence import EVIDENCE
from app.library.lint.findings import Desk, Finding, Rules
from app.library.lint.language import LANGUAGE
from app.library.lint.structure import STRUCTURE
from app.library.lint.wording import WORDING

ITEM_RULES: Rules = {**STRUCTURE, **LANGUAGE, **WORDING, **EVIDENCE, **VOCABULARY}
ALL_RULES: Rules = {**ITEM_RULES, **BALANCE}


def findings(library: Library, today: date, *, rules: Rules = ALL_RULES) -> list[Finding]:
    """Everything the rules have to say, errors first, then by file and item."""
    desk = Desk(library, today)
    found = {finding for rule in rules.values() for finding in rule(desk)}
    return sorted(found, key=lambda one: (one.severity, one.file, one.item, one.rule, one.message))


def blocking(found: Iterable[Finding], *, complete: bool = False) -> list[Finding]:
    """The findings that have to be mended; those of balance count only when the library claims to be complete."""
    return [one for one in found if one.severity == "E" and (complete or one.rule not in BALANCE)]
