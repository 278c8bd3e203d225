"""The head of a Markdown file: YAML between two lines, then one empty line, then the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

MARK = "---\n"
MOST_HEAD, MOST_DEPTH = 64 * 1024, 20


class Quoted(str):
    """Text that is written in quotes, whatever it looks like."""

    __slots__ = ()


class Writer(yaml.SafeDumper):
    """Plain YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Writer.add_representer(Quoted, lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


class Reader(yaml.SafeLoader):
    """Plain YAML in which a day, a number or a “no” stays the text it is: other programs do not quote their titles."""

    def fetch_flow_collection_start(self, token: Any) -> None:
        """Raise YAMLError for brackets within brackets that the library would take very long over."""
        if self.flow_level >= MOST_DEPTH:
            raise yaml.YAMLError("brackets too deep")
        super().fetch_flow_collection_start(token)

    def construct_scalar(self, node: Any) -> Any:
        """A text. Raises UnicodeEncodeError for half a character, which can be written down but never kept."""
        text = super().construct_scalar(node)
        str(text).encode()
        return text


NULL = "tag:yaml.org,2002:null"
Reader.yaml_implicit_resolvers = {
    first: [one for one in found if one[0] == NULL] for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
        fields = Reader(head.replace("\r\n", "\n")).get_single_data()
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
