"""Joins the modules into one script, in the order in which they need each other; what stands in vendor/ stays a file.

The house style makes this a matter of lines: every import is one line that names what it takes, every export stands
before a `const`, a `function` or a `class`, and no circle of modules exists. Whatever is written otherwise is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

NAMED = re.compile(r"^import \{ (?P<names>[^}]+) \} from '(?P<path>\.[^']+)'$", re.MULTILINE)
WHOLE = re.compile(r"^import \* as (?P<name>\w+) from '(?P<path>\.[^']+)'$", re.MULTILINE)
VENDORED = re.compile(r"^import \w+ from '[^']*vendor/[^']*'$", re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>const|async function|function|class) (?P<name>\w+)", re.MULTILINE)
LATER = re.compile(r"import\('(?P<path>\.[^']+)'\)")
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
LEFT_OVER = re.compile(r"^(import|export)\b", re.MULTILINE)


class Unjoinable(ValueError):
    """A module is written in a way that cannot be joined."""


def join(entry: str, files: Mapping[str, bytes]) -> bytes:
    """One script out of an entry and all it imports, now or later. Raises Unjoinable."""
    texts: dict[str, str] = {}
    lay(entry, files, texts, above=())
    names = {path: f"$module{number}" for number, path in enumerate(texts)}
    for path, text in texts.items():
        require_known_forms(path, text, is_entry=path == entry)
        require_exports(path, text, texts)
    modules = [wrapped(path, text, names) for path, text in texts.items() if path != entry]
    return "".join([*modules, body_of(entry, texts[entry], names)]).encode()


def lay(path: str, files: Mapping[str, bytes], texts: dict[str, str], *, above: tuple[str, ...]) -> None:
    """Put a module behind all that it needs. Raises Unjoinable when it needs itself or what is not there."""
    if path in texts:
        return
    if path in above:
        raise Unjoinable(f"{path} needs itself, by way of {above[-1]}")
    if path not in files:
        raise Unjoinable(f"{above[-1]} imports {path}, which is not there")
    text = files[path].decode()
    for found in (*NAMED.finditer(text), *WHOLE.finditer(text), *LATER.finditer(text)):
        lay(beside(path, found["path"]), files, texts, above=(*above, path))
    texts[path] = text


def require_known_forms(path: str, text: str, *, is_entry: bool) -> None:
    """Raise Unjoinable when a module imports or exports in another way than the house does."""
    for form in (NAMED, WHOLE, EXPORT, *([VENDORED] if is_entry else [])):
        text = form.sub("", text)
    if LEFT_OVER.search(text):
        raise Unjoinable(f"{path} imports or exports in a way that cannot be joined")


def require_exports(path: str, text: str, texts: Mapping[str, str]) -> None:
    """Raise Unjoinable when a module takes a name that the other does not export."""
    for found in NAMED.finditer(text):
        other = beside(path, found["path"])
        taken = {name.strip().split(" as ")[0] for name in found["names"].split(",")}
        if missing := taken - set(exports_of(texts[other])):
            raise Unjoinable(f"{path} takes {min(missing)} from {other}, which does not export it")


def exports_of(text: str) -> list[str]:
    return [found["name"] for found in EXPORT.finditer(text)]


def wrapped(path: str, text: str, names: Mapping[str, str]) -> str:
    """A module as a value: what it exports, out of a scope of its own."""
    body = EXPORT.sub(r"\g<kind> \g<name>", body_of(path, text, names))
    return f"const {names[path]} = (() => {{\n{body}return {{ {', '.join(exports_of(text))} }}\n}})()\n"


def body_of(path: str, text: str, names: Mapping[str, str]) -> str:
    """A module's text with the others in the place of its imports, and without its comments."""

    def named(found: re.Match[str]) -> str:
        return f"const {{ {found['names'].replace(' as ', ': ')} }} = {names[beside(path, found['path'])]}"

    def whole(found: re.Match[str]) -> str:
        return f"const {found['name']} = {names[beside(path, found['path'])]}"

    def later(found: re.Match[str]) -> str:
        return f"Promise.resolve({names[beside(path, found['path'])]})"

    return COMMENT.sub("", LATER.sub(later, WHOLE.sub(whole, NAMED.sub(named, text))))


def beside(path: str, address: str) -> str:
    """A path as seen from another file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
