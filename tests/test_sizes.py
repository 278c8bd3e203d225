"""The numbers we hold ourselves to: short functions in short files, each saying what it is."""

import ast
from pathlib import Path

import pytest

from tests import source

APP = source.files("app/**/*.py", "wsgi.py", "bin/*.py")
PYTHON = [*APP, *source.files("tests/**/*.py")]
VERBS = {"get", "post", "put", "patch", "delete"}
JOURNEY = 40  # a journey through the product, or a drill, is one behaviour, and as long as it is
JOURNEYS = {"browser", "drills"}
NOT_OURS = {"handle_error": "its signature is webargs'"}


@pytest.mark.parametrize(
    ("patterns", "most"),
    [
        (("app/**/*.py", "tests/**/*.py", "bin/*.py", "wsgi.py"), 250),
        (("app/web/templates/**/*.html",), 120),
        (("static/css/**/*.css",), 220),
        (("static/js/**/*.js", "static/*.js"), 150),
    ],
    ids=["Python", "templates", "CSS", "JavaScript"],
)
def test_files_stay_short(patterns: tuple[str, ...], most: int):
    long = [
        f"{source.name(path)}: {source.lines(path)}" for path in source.files(*patterns) if source.lines(path) > most
    ]

    assert not long, long


def test_functions_stay_under_forty_lines():
    long = [
        f"{source.name(path)}:{function.lineno} {function.name}: {_length(function)}"
        for path in PYTHON
        for function in source.functions(path)
        if _length(function) > 40
    ]

    assert not long, long


def test_tests_stay_under_twenty_lines():
    long = [
        f"{source.name(path)}:{function.lineno} {function.name}: {_length(function)}"
        for path in source.files("tests/**/test_*.py")
        for function in source.functions(path)
        if function.name.startswith("test_") and _length(function) > (JOURNEY if JOURNEYS & set(path.parts) else 20)
    ]

    assert not long, long


def test_functions_ask_for_five_things_at_most():
    greedy = [
        f"{source.name(path)}:{function.lineno} {function.name}: {len(_asked(function))}"
        for path in APP
        for function in source.functions(path)
        if len(_asked(function)) > 5 and function.name not in NOT_OURS
    ]

    assert not greedy, greedy


def test_route_methods_stay_under_ten_lines():
    long = [
        f"{source.name(path)}:{method.lineno} {route.name}.{method.name}: {_body_length(method)}"
        for path in APP
        for route in ast.walk(source.tree(path))
        if isinstance(route, ast.ClassDef) and any("MethodView" in ast.unparse(base) for base in route.bases)
        for method in route.body
        if isinstance(method, ast.FunctionDef) and method.name in VERBS and _body_length(method) > 10
    ]

    assert not long, long


@pytest.mark.parametrize("path", APP, ids=source.name)
def test_every_module_opens_with_a_sentence(path: Path):
    opening = ast.get_docstring(source.tree(path)) or ""

    first = opening.split("\n\n")[0].split("\n")[0]

    assert first[:1].isupper() or first[:1] == "`"
    assert opening.split("\n\n")[0].rstrip(")").endswith((".", "!", "?"))


def test_every_function_says_its_types():
    silent = [
        f"{source.name(path)}:{function.lineno} {function.name}"
        for path in APP
        for function in source.functions(path)
        if (function.returns is None and function.name != "__init__")
        or any(asked.annotation is None for asked in _asked(function))
    ]

    assert not silent, silent


def test_the_cascade_needs_no_force():
    forced = [source.name(path) for path in source.files("static/css/**/*.css") if "!important" in path.read_text()]

    assert not forced, forced


def _length(function: source.Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _body_length(function: source.Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _asked(function: source.Function) -> list[ast.arg]:
    asked = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [one for one in asked if one.arg not in ("self", "cls")]
