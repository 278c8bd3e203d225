"""The head of a Markdown file: YAML between two lines, then one empty line, then the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

MARK = "---\n"
MOST_HEAD = 64 * 1024


class Quoted(str):
    """Text that is written in quotes, whatever it looks like."""

    __slots__ = ()


class Writer(yaml.SafeDumper):
    """Plain YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Writer.add_representer(Quoted, lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def with_head(fields: Mapping[str, Any], body: str) -> bytes:
    """A Markdown file; empty fields are left out. The body stands in it to the letter."""
    told = {name: quoted(value) for name, value in fields.items() if value not in (None, "", (), [], {})}
    head = yaml.dump(told, Dumper=Writer, allow_unicode=True, sort_keys=False, width=2**31)
    return f"{MARK}{head}{MARK}\n{body}".encode()


def split_head(text: str) -> tuple[dict[str, Any], str]:
    """The fields of a file's head and its body; no fields where it has none. Raises ValueError for a damaged head."""
    plain = text.replace("\r\n", "\n", 1) if text.startswith("---\r\n") else text
    if not plain.startswith(MARK):
        return {}, text
    # Files that went through Windows end their lines otherwise.
    ending = "\r\n" if text.startswith("---\r\n") else "\n"
    head, mark, body = text[3 + len(ending) :].partition(f"{ending}---{ending}")
    if not mark:
        raise ValueError("the head has no end")
    if len(head) > MOST_HEAD:
        raise ValueError("the head is too long")
    try:
        fields = yaml.safe_load(head.replace("\r\n", "\n"))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ValueError("the head is no YAML") from error
    return (fields if isinstance(fields, dict) else {}), body.removeprefix(ending)


def quoted(value: Any) -> Any:
    """Every text in a value as one that is written in quotes."""
    if isinstance(value, str):
        return Quoted(value)
    if isinstance(value, (list, tuple)):
        return [quoted(one) for one in value]
    if isinstance(value, Mapping):
        return {name: quoted(one) for name, one in value.items()}
    return value


def words_in(value: Any) -> tuple[str, ...]:
    """A list of short texts out of a head; a single text counts as one, unless commas part it."""
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    if not isinstance(value, list):
        return ()
    return tuple(str(word) for word in value if isinstance(word, (str, int, float)))


def word_in(value: Any, *, most: int = 10_000) -> str:
    """A text out of a head; empty for anything else."""
    return str(value)[:most] if isinstance(value, (str, int, float)) else ""
