"""Reads one file of prompts/ strictly, and knows on which line a thing stands when something is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from marshmallow import ValidationError

from app.library.rules import Shape

# What the code calls otherwise than the files do.
NAMES_IN_FILES = {"company": "for", "session_count": "sessions", "sessions": "session"}
Steps = tuple[str | int, ...]


class ContentError(Exception):
    """The library cannot be read: says in which file, on which line, which item, and what rule it breaks."""

    def __init__(self, file: str, line: int, item: str, rule: str) -> None:
        super().__init__(f"{file}:{line}: {item}: {rule}")
        self.file, self.line, self.item, self.rule = file, line, item, rule


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One TOML file as read: its name inside prompts/, its text and its tables."""

    name: str
    text: str
    tables: dict[str, Any]

    @property
    def slug(self) -> str:
        return FilePath(self.name).stem


def read_source(folder: FilePath, name: str) -> SourceFile:
    """Read a file as TOML in UTF-8 with plain line feeds and no tabs; raises ContentError."""
    path = folder / name
    if not path.is_file():
        raise ContentError(name, 1, FilePath(name).stem, "S1: the file is missing")
    text = decoded(name, path.read_bytes())
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line or "\r" in line:
            raise ContentError(name, number, FilePath(name).stem, "S1: tabs and carriage returns are not used here")
    try:
        return SourceFile(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line_number = int(place.group(1)) if place else text.count("\n") + 1
        raise ContentError(name, line_number, FilePath(name).stem, f"S1: not valid TOML: {error}") from error


def decoded(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(name, line, FilePath(name).stem, "S1: not UTF-8") from error


def into_shape(source: SourceFile, shape: type[Shape]) -> Any:
    """Turn a file's tables into its record; raises ContentError at the first thing out of shape."""
    try:
        return shape().load(source.tables)
    except ValidationError as error:
        steps, sentence = first_complaint(error.messages_dict)
        item, line = item_at(source, steps), line_of(source.text, steps)
        where = ".".join(str(step) for step in steps if step != "_schema") or source.slug
        raise ContentError(source.name, line, item, f"S1/S3: {where}: {sentence}") from error


def first_complaint(messages: Mapping[Any, Any], so_far: Steps = ()) -> tuple[Steps, str]:
    """Walk down marshmallow's nested messages to the first sentence."""
    key = next(iter(messages))
    below = messages[key]
    steps = (*so_far, NAMES_IN_FILES.get(key, key))
    if isinstance(below, Mapping):
        return first_complaint(below, steps)
    return steps, str(below[0] if isinstance(below, list) else below).removesuffix(".")


def item_at(source: SourceFile, steps: Steps) -> str:
    """Name the innermost table on the way that has a name, or else the file."""
    name, here = source.slug, source.tables
    for step in steps:
        try:
            here = here[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return name
        if isinstance(here, dict):
            name = str(next((here[key] for key in ("id", "slug", "key") if key in here), name))
    return name


def line_of(text: str, steps: Steps) -> int:
    """Find the line (from 1) of a table or key; as near as the file allows when the key is not there."""
    lines = text.split("\n")
    at, names = 0, list[str]()
    for position, step in enumerate(steps):
        if isinstance(step, int) or step == "_schema":
            continue
        names.append(step)
        after = steps[position + 1] if position + 1 < len(steps) else 0
        header = nth_header(lines, ".".join(names), after if isinstance(after, int) else 0)
        at = key_line(lines, step, at) if header is None else header
    return at + 1


def nth_header(lines: Sequence[str], name: str, number: int) -> int | None:
    """The index of the n-th `[name]` or `[[name]]`."""
    pattern = re.compile(rf"\s*\[{{1,2}}\s*{re.escape(name)}\s*\]")
    found = [index for index, line in enumerate(lines) if pattern.match(line)]
    return found[number] if number < len(found) else None


def key_line(lines: Sequence[str], key: str, start: int) -> int:
    """The index of `key =` in the table that begins at a line, or that line itself."""
    pattern = re.compile(rf"(^|[\s,{{]){re.escape(key)}\s*=")
    for index in range(start, len(lines)):
        if index > start and lines[index].startswith("["):
            return start
        if pattern.search(lines[index]):
            return index
    return start


def line_naming(folder: FilePath, file: str, item: str) -> int:
    """The first line of a file that names an item in quotes, or 1."""
    path = folder / file
    if not path.is_file():
        return 1
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if f'"{item}"' in line:
            return number
    return 1
