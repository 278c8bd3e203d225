"""The source of Braid as the tests of its house rules read it: files, their trees, and which domain they belong to."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())


def files(*patterns: str) -> list[Path]:
    """Files of the clone by pattern, without what was vendored."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if not {"vendor", "__pycache__"} & set(path.parts))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last part of what is called: `commit` for `db.session.commit()`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""), node


def imports(node: ast.AST) -> Iterator[str]:
    """Dotted names of everything imported in a tree: `flask.request` for `from flask import request`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            yield from (alias.name for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            yield from (f"{inner.module}.{alias.name}" for alias in inner.names)


def domain(path: Path) -> str:
    """`journal` for app/journal/routes/entries.py; empty for the few modules that belong to no domain."""
    parts = path.relative_to(ROOT / "app").parts
    return parts[0] if len(parts) > 1 else ""


def kind(path: Path) -> str:
    """What sort of module it is inside its domain: edge, schemas, models, or act."""
    stem = path.stem
    if "routes" in path.parts or stem.endswith(("routes", "cli")) or stem in ("access", "__init__"):
        return "edge"
    if stem.endswith("schemas") or stem == "models":
        return stem.split("_")[-1]
    return "act"


def ranks() -> dict[str, int]:
    """Each domain's rank as import-linter is told it, the ground being 1."""
    contract = next(one for one in SETTINGS["tool"]["importlinter"]["contracts"] if one["id"] == "ranks")
    upwards = reversed(contract["layers"])
    return {
        one.strip(): rank for rank, layer in enumerate(upwards, start=1) for one in layer.replace("|", ":").split(":")
    }
