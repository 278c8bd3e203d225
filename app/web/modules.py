"""Finds which JavaScript modules a page will need, from the modules' own imports and the components it names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from jinja2 import Environment, TemplateNotFound
from jinja2.meta import find_referenced_templates

ENTRY = "js/app.js"
STATIC_IMPORT = re.compile(r"""^(?:import|export)\b[^'"()]*?['"](?P<path>\.{1,2}/[^'"]+)['"]""", re.MULTILINE)
REGISTERED = re.compile(r"""^ +(?P<name>\w+): \(\) => import\('(?P<path>[^']+)'\)""", re.MULTILINE)
COMPONENT = re.compile(r'x-data="(?P<name>\w+)"')


def modules_for(names: Iterable[str], files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Every module that the entry and these components import, the entry first."""
    addresses = {found["name"]: beside(ENTRY, found["path"]) for found in REGISTERED.finditer(files[ENTRY].decode())}
    waiting = [ENTRY, *(addresses[name] for name in sorted(set(names)) if name in addresses)]
    found: list[str] = []
    while waiting:
        path = waiting.pop(0)
        if path not in found and path in files:
            found.append(path)
            waiting += imports_of(path, files[path].decode())
    return tuple(found)


def imports_of(path: str, text: str) -> list[str]:
    """The modules that one module imports by name of file."""
    return [beside(path, found["path"]) for found in STATIC_IMPORT.finditer(text)]


def components_of(environment: Environment, template: str) -> set[str]:
    """The components that a template names, itself or through what it extends and includes."""
    names, seen, waiting = set[str](), set[str](), [template]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        text = source_of(environment, name)
        names |= {found["name"] for found in COMPONENT.finditer(text)}
        waiting += [other for other in find_referenced_templates(environment.parse(text)) if other]
    return names


def source_of(environment: Environment, name: str) -> str:
    if environment.loader is None:
        raise TemplateNotFound(name)
    return environment.loader.get_source(environment, name)[0]


def beside(path: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
