"""Joins the modules into a few scripts, in the order in which they need each other; vendored files stay as they are.

What the entry imports becomes one script. What it only imports later, by `import('…')`, becomes one script for each
folder, a room, for the pages that need it; what two rooms need comes with the entry. The house style makes this a
matter of lines: every import is one line that names what it takes, every export stands before a `const`, a `function`
or a `class`, nothing waits at its top, and no circle of modules exists. Whatever is written otherwise is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Mapping

NAMED = re.compile(r"^import \{ (?P<names>[^}]+) \} from '(?P<path>\.[^']+)'$", re.MULTILINE)
WHOLE = re.compile(r"^import \* as (?P<name>\w+) from '(?P<path>\.[^']+)'$", re.MULTILINE)
VENDORED = re.compile(r"^import \w+ from '[^']*vendor/[^']*'$", re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>const|async function\*?|function|class) (?P<name>\w+)", re.MULTILINE)
LATER = re.compile(r"import\('(?P<path>\.[^']+)'\)")
COMMENT = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)  # and what only sets a line apart
OPEN_QUOTE = re.compile(r"^[^`\n]*`(?:[^`\n]*`[^`\n]*`)*[^`\n]*$", re.MULTILINE)
WAITING = re.compile(r"^(?!.*\basync\b)\S.*\bawait\b", re.MULTILINE)
LEFT_OVER = re.compile(r"^(import|export)\b", re.MULTILINE)


class Unjoinable(ValueError):
    """A module is written in a way that cannot be joined."""


def join(entry: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The entry with all it imports, and beside it a script for each room of what is imported later.

    Raises Unjoinable.
    """
    texts: dict[str, str] = {}
    lay(entry, files, texts, above=())
    rooms = dict.fromkeys(texts, "")
    lay_later(files, texts)
    rooms.update(rooms_of(texts, besides=rooms))
    for path, text in texts.items():
        require_known_forms(path, text, is_entry=path == entry)
        require_exports(path, text, texts)
    later = {room: room_script(entry, room, texts, rooms) for room in sorted({*rooms.values()} - {""})}
    return {
        entry: entry_script(entry, texts, rooms, later.values()).encode(),
        **{beside(entry, f"{room}.js"): text.encode() for room, text in later.items()},
    }


def rooms_of(texts: Mapping[str, str], *, besides: Container[str]) -> dict[str, str]:
    """The room of each module that is imported later: its folder's, its only user's, or "" when several need it."""
    users: dict[str, set[str]] = {}

    def enter(path: str, room: str) -> None:
        if path not in besides:
            users.setdefault(path, set()).add(room)
            for other in needs(path, texts[path]):
                enter(other, room)

    for path in texts:
        for found in LATER.finditer(texts[path]):
            target = beside(path, found["path"])
            enter(target, posixpath.basename(posixpath.dirname(target)))
    return {path: min(rooms) if len(rooms) == 1 else "" for path, rooms in users.items()}


def entry_script(entry: str, texts: Mapping[str, str], rooms: Mapping[str, str], later: Iterable[str]) -> str:
    """What comes at once, and at its end the names that the rooms take from it."""
    names = names_in(texts)
    first = [path for path in texts if not rooms[path] and path != entry]
    shared = [names[path] for path in first if any(re.search(rf"{re.escape(names[path])}\b", text) for text in later)]
    modules = "".join(wrapped(path, texts[path], names, rooms, room="") for path in first)
    return f"{modules}{body_of(entry, texts[entry], names, rooms, room='')}export {{ {', '.join(shared)} }}\n"


def room_script(entry: str, room: str, texts: Mapping[str, str], rooms: Mapping[str, str]) -> str:
    """What comes with the pages of one room."""
    names = names_in(texts)
    inside = [path for path in texts if rooms[path] == room]
    text = "".join(wrapped(path, texts[path], names, rooms, room=room) for path in inside)
    taken = [names[path] for path in texts if not rooms[path] and re.search(rf"{re.escape(names[path])}\b", text)]
    head = f"import {{ {', '.join(taken)} }} from './{posixpath.basename(entry)}'\n" if taken else ""
    return f"{head}{text}export {{ {', '.join(names[path] for path in inside)} }}\n"


def names_in(texts: Mapping[str, str]) -> dict[str, str]:
    return {path: f"$module{number}" for number, path in enumerate(texts)}


def needs(path: str, text: str) -> list[str]:
    """The modules that a module imports at once."""
    return [beside(path, found["path"]) for found in (*NAMED.finditer(text), *WHOLE.finditer(text))]


def lay(path: str, files: Mapping[str, bytes], texts: dict[str, str], *, above: tuple[str, ...]) -> None:
    """Put a module behind all that it needs. Raises Unjoinable when it needs itself or what is not there."""
    if path in texts:
        return
    if path in above:
        raise Unjoinable(f"{path} needs itself, by way of {above[-1]}")
    if path not in files:
        raise Unjoinable(f"{above[-1]} imports {path}, which is not there")
    text = files[path].decode()
    for other in needs(path, text):
        lay(other, files, texts, above=(*above, path))
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
    if OPEN_QUOTE.search(text):
        raise Unjoinable(f"{path} has a quote of several lines, which would lose its spaces")
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


def wrapped(path: str, text: str, names: Mapping[str, str], rooms: Mapping[str, str], *, room: str) -> str:
    """A module as a value: what it exports, out of a scope of its own."""
    body = EXPORT.sub(r"\g<kind> \g<name>", body_of(path, text, names, rooms, room=room))
    return f"const {names[path]} = (() => {{\n{body}return {{ {', '.join(exports_of(text))} }}\n}})()\n"


def body_of(path: str, text: str, names: Mapping[str, str], rooms: Mapping[str, str], *, room: str) -> str:
    """A module's text with the others in the place of its imports; what is in another room comes with its script."""

    def named(found: re.Match[str]) -> str:
        return f"const {{ {found['names'].replace(' as ', ': ')} }} = {names[beside(path, found['path'])]}"

    def whole(found: re.Match[str]) -> str:
        return f"const {found['name']} = {names[beside(path, found['path'])]}"

    def later(found: re.Match[str]) -> str:
        other = beside(path, found["path"])
        if rooms[other] in ("", room):
            return f"Promise.resolve({names[other]})"
        return f"import('./{rooms[other]}.js').then(all => all.{names[other]})"

    return COMMENT.sub("", LATER.sub(later, WHOLE.sub(whole, NAMED.sub(named, text))))


def beside(path: str, address: str) -> str:
    """A path as seen from another file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
