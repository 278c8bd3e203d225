"""Codes that people read, write down and type: Crockford's base 32, forgiving about case, gaps and look-alikes."""

import os

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_LETTERS, GROUP_LETTERS = 32, 10
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS = 5


def new_recovery_code() -> str:
    """160 random bits as eight groups of four."""
    return _in_groups(_random(RECOVERY_LETTERS), 4)


def normal_recovery_code(text: str) -> str:
    """A code as typed, brought to the form it was shown in. Raises ValueError when it cannot be one."""
    return _in_groups(_plain(text, RECOVERY_LETTERS), 4)


def new_group_code() -> str:
    """50 random bits as two groups of five: short enough to type from a wall, and good for some days only."""
    return _in_groups(_random(GROUP_LETTERS), 5)


def normal_group_code(text: str) -> str:
    """A code as typed, brought to the form it was shown in. Raises ValueError when it cannot be one."""
    return _in_groups(_plain(text, GROUP_LETTERS), 5)


def _random(letters: int) -> str:
    bits = int.from_bytes(os.urandom((letters * _BITS + 7) // 8), "big")
    return "".join(CROCKFORD[(bits >> _BITS * place) & 31] for place in reversed(range(letters)))


def _plain(text: str, letters: int) -> str:
    plain = "".join(text.upper().replace("-", " ").split()).translate(_LOOKALIKES)
    if len(plain) != letters or not set(plain) <= set(CROCKFORD):
        raise ValueError("not such a code")
    return plain


def _in_groups(plain: str, size: int) -> str:
    return "-".join(plain[at : at + size] for at in range(0, len(plain), size))
