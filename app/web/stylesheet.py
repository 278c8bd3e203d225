"""Joins the style sheet into one file, in the order and the layers that app.css declares, without its comments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[a-z]+)\);\n')
COMMENT = re.compile(r"/\*.*?\*/\n?|^\s+", re.DOTALL | re.MULTILINE)  # and what only sets a line apart
ADDRESS = re.compile(r'url\("(?P<path>[^":]+)"\)')


def join(entry: str, files: Mapping[str, bytes]) -> bytes:
    """The rules of a style sheet with every import put in its place, wrapped in its layer."""
    folder = posixpath.dirname(entry)

    def replace(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found["path"]))
        text = rebase(files[path].decode(), posixpath.dirname(path), folder)
        return f"@layer {found['layer']} {{\n{text}}}\n"

    return COMMENT.sub("", IMPORT.sub(replace, files[entry].decode())).encode()


def rebase(text: str, origin: str, folder: str) -> str:
    """The same rules with addresses that are right when read from another folder."""

    def replace(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(origin, found["path"]))
        return f'url("{posixpath.relpath(path, folder)}")'

    return ADDRESS.sub(replace, text)
