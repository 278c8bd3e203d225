"""Another pepper in the place of one: what moves at once, what moves as people sign in, and when the old one may go."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.accounts.identity import vouch_anew, vouched_with
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers
from app.vault.slots import pepper_ids_in_use
from app.workshops.resealing import peppers_in_use, reseal

# What needs a pepper, as it is told.
SLOTS, GROUPS, KEYS, LINES = "passphrase", "box of a group", "public key", "line of the ledger"


class StillNeeded(Exception):
    """A pepper cannot be let go; the sentence says what needs it."""


def needs(peppers: Peppers, ledger: Ledger) -> dict[str, Counter[str]]:
    """How many of what need each pepper, by its id: those of the file, and those that are missing from it."""
    counted = {
        SLOTS: Counter(pepper_ids_in_use()),
        GROUPS: peppers_in_use(),
        KEYS: vouched_with(peppers),
        LINES: ledger.peppers_needed(),
    }
    every = {*peppers.ids, *(pepper_id for found in counted.values() for pepper_id in found)}
    return {
        pepper_id: Counter({what: found[pepper_id] for what, found in counted.items()})
        for pepper_id in sorted(every, key=lambda one: int(one[1:]))
    }


def bring_over(peppers: Peppers) -> dict[str, int]:
    """Seal with the newest pepper whatever needs nobody's keys for that; returns how many of what. Safe to repeat."""
    return {GROUPS: reseal(peppers), KEYS: vouch_anew(peppers)}


def retire(peppers: Peppers, path: Path, pepper_id: str, ledger: Ledger) -> None:
    """Take a pepper out of the file for good. Raises StillNeeded or OSError."""
    if pepper_id not in peppers.ids:
        raise StillNeeded(f"There is no pepper {pepper_id} in the file.")
    if pepper_id == peppers.newest_id:
        raise StillNeeded(f"{pepper_id} is the newest pepper. Make a new one first: flask vault new-pepper.")
    left = told(needs(peppers, ledger)[pepper_id])
    if left:
        raise StillNeeded(f"{pepper_id} is still needed for {left}.")
    peppers.retire(path, pepper_id)


def told(counts: Counter[str]) -> str:
    """What a pepper is needed for in a line; nothing where it is needed for nothing."""
    return ", ".join(f"{count} × {what}" for what, count in counts.items() if count)
