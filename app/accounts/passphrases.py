"""The rules for a good passphrase, and the offer of a generated one."""

import secrets
import unicodedata
from functools import cache
from importlib import resources

from app.errors import Invalid

LEAST, MOST = 15, 1024
SUGGESTED_WORDS = 5
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890123456789",
    "qwertzuiopasdfghjklyxcvbnm",
)
_WORN = (
    "password", "passphrase", "letmein", "iloveyou", "welcome", "qwerty", "correcthorsebatterystaple", "trustno1",
    "sunshine", "princess", "football", "baseball", "dragon", "monkey", "master", "braid", "journal", "secret", "admin",
)  # fmt: skip


def require_good_passphrase(passphrase: str, *, username: str = "", field: str = "passphrase") -> None:
    """Raise Invalid with a sentence when the passphrase is short, or would be among the first guesses."""
    sentence = _weakness(unicodedata.normalize("NFKC", passphrase), username)
    if sentence:
        raise Invalid({field: [sentence]})


def suggest_passphrase() -> str:
    """Five words drawn evenly from a list of 7 547: about 64 bits."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(SUGGESTED_WORDS))


def _weakness(passphrase: str, username: str) -> str | None:
    if len(passphrase) < LEAST:
        return f"Use at least {LEAST} characters. A few unrelated words do well; length is what counts."
    if len(passphrase) > MOST:
        return f"Use at most {MOST} characters."
    plain = "".join(character for character in passphrase.casefold() if character.isalnum())
    if len(set(plain or passphrase)) < 5 or _is_repeated(plain):
        return "This repeats itself, so it is quickly guessed. A few unrelated words do well."
    if _is_row(plain):
        return "This follows the keyboard or the alphabet, so it is quickly guessed."
    if len(_without_worn(plain, username)) < 6:
        return "This is made of words that are tried first. A few unrelated words do well."
    return None


def _is_repeated(plain: str) -> bool:
    return bool(plain) and plain in (plain + plain)[1:-1]


def _is_row(plain: str) -> bool:
    return any(plain in row * 3 or plain in row[::-1] * 3 for row in _ROWS)


def _without_worn(plain: str, username: str) -> str:
    worn = sorted((*_WORN, username.casefold()), key=len, reverse=True)
    for word in filter(None, worn):
        plain = plain.replace(word, "")
    return plain.strip("0123456789") if plain.isascii() else plain


@cache
def _words() -> tuple[str, ...]:
    text = resources.files("app.accounts").joinpath("words.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
