"""Joins the modules into two scripts, in the order in which they need each other; what stands in vendor/ stays a file.

What the entry imports becomes one script; what is only imported later, by `import('…')`, becomes another beside it,
for the pages that need it. The house style makes this a matter of lines: every import is one line that names what it
takes, every export stands before a `const`, a `function` or a `class`, nothing waits at its top, and no circle of
modules exists. Whatever is written otherwise is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping

FURTHER = "further.js"

NAMED = re.compile(r"^import \{ (?P<names>[^}]+) \} from '(?P<path>\.[^']+)'$", re.MULTILINE)
WHOLE = re.compile(r"^import \* as (?P<name>\w+) from '(?P<path>\.[^']+)'$", re.MULTILINE)
VENDORED = re.compile(r"^import \w+ from '[^']*vendor/[^']*'$", re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>const|async function|function|class) (?P<name>\w+)", re.MULTILINE)
LATER = re.compile(r"import\('(?P<path>\.[^']+)'\)")
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
WAITING = re.compile(r"^(?!.*\basync\b)\S.*\bawait\b", re.MULTILINE)
LEFT_OVER = re.compile(r"^(import|export)\b", re.MULTILINE)


class Unjoinable(ValueError):
    """A module is written in a way that cannot be joined."""


def join(entry: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The entry with all it imports, and FURTHER beside it with what is imported later. Raises Unjoinable."""
    texts: dict[str, str] = {}
    lay(entry, files, texts, above=())
    at_once = frozenset(texts)
    lay_later(files, texts)
    names = {path: f"$module{number}" for number, path in enumerate(texts)}
    for path, text in texts.items():
        require_known_forms(path, text, is_entry=path == entry)
        require_exports(path, text, texts)
    first = {path: wrapped(path, texts[path], names, here=at_once) for path in texts if path in at_once - {entry}}
    later = {path: wrapped(path, texts[path], names, here=names) for path in texts if path not in at_once}
    own = body_of(entry, texts[entry], names, here=at_once)
    further = "".join(later.values())
    shared = ", ".join(
        name for path, name in names.items() if path in first and re.search(rf"{re.escape(name)}\b", further)
    )
    return {
        entry: f"{''.join(first.values())}{own}export {{ {shared} }}\n".encode(),
        beside(entry, FURTHER): f"import {{ {shared} }} from './{posixpath.basename(entry)}'\n{further}"
        f"export {{ {', '.join(names[path] for path in later)} }}\n".encode(),
    }


def lay(path: str, files: Mapping[str, bytes], texts: dict[str, str], *, above: tuple[str, ...]) -> None:
    """Put a module behind all that it needs. Raises Unjoinable when it needs itself or what is not there."""
    if path in texts:
        return
    if path in above:
        raise Unjoinable(f"{path} needs itself, by way of {above[-1]}")
    if path not in files:
        raise Unjoinable(f"{above[-1]} imports {path}, which is not there")
    text = files[path].decode()
    for found in (*NAMED.finditer(text), *WHOLE.finditer(text)):
        lay(beside(path, found["path"]), files, texts, above=(*above, path))
    texts[path] = text


def lay_later(files: Mapping[str, bytes], texts: dict[str, str]) -> None:
    """Put behind them what they import later, and what that imports later in its turn. Raises Unjoinable."""
    asked = list(texts)
    for path in asked:
        for found in LATER.finditer(texts[path]):
            lay(beside(path, found["path"]), files, texts, above=(path,))
        asked.extend(texts.keys() - set(asked))


def require_known_forms(path: str, text: str, *, is_entry: bool) -> None:
    """Raise Unjoinable when a module imports or exports in another way than the house does."""
    if WAITING.search(text):
        raise Unjoinable(f"{path} waits at its top, and what comes later would wait for it in turn")
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


def wrapped(path: str, text: str, names: Mapping[str, str], *, here: Container[str]) -> str:
    """A module as a value: what it exports, out of a scope of its own."""
    body = EXPORT.sub(r"\g<kind> \g<name>", body_of(path, text, names, here=here))
    return f"const {names[path]} = (() => {{\n{body}return {{ {', '.join(exports_of(text))} }}\n}})()\n"


def body_of(path: str, text: str, names: Mapping[str, str], *, here: Container[str]) -> str:
    """A module's text with the others in the place of its imports; what is not here comes with the further script."""

    def named(found: re.Match[str]) -> str:
        return f"const {{ {found['names'].replace(' as ', ': ')} }} = {names[beside(path, found['path'])]}"

    def whole(found: re.Match[str]) -> str:
        return f"const {found['name']} = {names[beside(path, found['path'])]}"

    def later(found: re.Match[str]) -> str:
        other = beside(path, found["path"])
        if other in here:
            return f"Promise.resolve({names[other]})"
        return f"import('./{FURTHER}').then(all => all.{names[other]})"

    return COMMENT.sub("", LATER.sub(later, WHOLE.sub(whole, NAMED.sub(named, text))))


def beside(path: str, address: str) -> str:
    """A path as seen from another file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
