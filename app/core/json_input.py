"""The one door through which JSON comes in; odd input stops here with a 4xx (security.md 7.2)."""

import json
import re
from typing import Any, NoReturn

from app.errors import DomainError

MAX_BYTES = 1_400_000
MAX_DEPTH = 20
MAX_DIGITS = 18
# A string may lack its end, and what was matched is never given back: the pattern looks at every byte once.
_LOUD = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


class BadJson(DomainError):
    """The body is not JSON that this server reads."""

    status = 400
    title = "This is not JSON we can read"
    slug = "bad-json"


class TooLarge(DomainError):
    """The body is larger than anything a person would write here."""

    status = 413
    title = "Too large"
    slug = "too-large"


def load_json(raw: bytes) -> Any:
    """Read strict UTF-8 JSON of at most MAX_BYTES and MAX_DEPTH, without duplicate keys, huge integers or NaN.

    Raises BadJson or TooLarge.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"The body may have at most {MAX_BYTES} bytes.")
    if _depth(raw) > MAX_DEPTH:
        raise BadJson(f"The JSON is nested more than {MAX_DEPTH} deep.")
    try:
        text = raw.decode("utf-8")
        return json.loads(
            text, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant, parse_int=_small_int
        )
    except (ValueError, RecursionError) as error:
        # The parser's own message may quote the text, so it is not passed on.
        raise BadJson("The body must be well-formed JSON in UTF-8.") from error


def _depth(raw: bytes) -> int:
    deepest = depth = 0
    for match in _LOUD.finditer(raw):
        token = match.group()
        if token in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token in b"]}":
            depth -= 1
    return deepest


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("not a number")


def _small_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("huge integer")
    return int(digits)
