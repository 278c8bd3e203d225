"""The house rules that a machine can hold: who may import, commit, ask and name what."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from tests import source

APP = source.files("app/**/*.py")
# Where acts live.
DOMAINS = ("vault", "accounts", "library", "journal", "checkins", "insights", "reminders", "workshops")
ACTS = [path for path in APP if source.domain(path) in DOMAINS and source.kind(path) == "act"]
SCHEMAS = [path for path in APP if source.kind(path) == "schemas"]
LAYER_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "service",
    "manager",
    "managers",
    "misc",
    "views",
}
WAYS_OUT = (
    "socket",
    "ssl",
    "asyncio",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "smtplib",
    "ftplib",
)
ASKING = {"flask.request", "flask.g", "flask.session", "flask.abort"}


def breaking(found: list[str]) -> str:
    return "\n".join(found)


def test_imports_follow_the_ranks():
    # In a process of its own: import-linter sets up logging for itself and silences everybody else's.
    asked = [Path(sys.executable).parent / "lint-imports", "--no-cache"]

    verdict = subprocess.run(asked, cwd=source.ROOT, capture_output=True, text=True, check=False)

    assert verdict.returncode == 0, verdict.stdout


def test_foreign_keys_follow_the_ranks(app: Flask):
    ranks = source.ranks()
    homes = {mapper.local_table.name: mapper.class_.__module__.split(".")[1] for mapper in db.Model.registry.mappers}

    upwards = [
        f"{table.name} names {key.column.table.name}"
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if homes[table.name] != homes[key.column.table.name]
        and ranks[homes[table.name]] <= ranks[homes[key.column.table.name]]
    ]

    assert not upwards, breaking(upwards)


def test_first_party_imports_stand_at_the_top():
    late = [
        f"{source.name(path)}:{node.lineno} imports {imported}"
        for path in APP
        for node in ast.walk(source.tree(path))
        if isinstance(node, (*source.Function.__args__, ast.If)) and getattr(node, "name", "") != "create_app"
        for imported in source.imports(node)
        if imported.split(".")[0] == "app"
    ]

    assert not late, breaking(late)


def test_a_domain_takes_models_and_acts_from_another_never_its_routes_or_schemas():
    taken = [
        f"{source.name(path)} imports {imported}"
        for path in APP
        for imported in source.imports(source.tree(path))
        if imported.startswith("app.") and source.domain(path) not in ("", imported.split(".")[1], "core")
        if imported.split(".")[1] in DOMAINS
        and any(part.endswith(("routes", "schemas")) for part in imported.split("."))
    ]

    assert not taken, breaking(taken)


def test_only_edges_and_the_core_commit():
    allowed = [path for path in APP if source.kind(path) == "edge" or source.domain(path) == "core"]

    committing = [
        f"{source.name(path)}:{call.lineno}"
        for path in APP
        if path not in allowed
        for called, call in source.calls(path)
        if called == "commit"
    ]

    assert not committing, breaking(committing)


def test_acts_do_not_know_who_is_asking():
    knowing = [
        f"{source.name(path)} imports {imported}"
        for path in ACTS
        for imported in source.imports(source.tree(path))
        if imported in ASKING or imported.endswith(".access.current_person")
    ]

    assert not knowing, breaking(knowing)


def test_schemas_know_shapes_only():
    reaching = [
        f"{source.name(path)} imports {imported}"
        for path in SCHEMAS
        for imported in source.imports(source.tree(path))
        if imported.startswith(("app.extensions", "flask.", "sqlalchemy"))
    ]

    assert not reaching, breaking(reaching)


def test_groups_reach_what_was_written_through_consent_alone():
    reaching = {
        source.name(path)
        for path in APP
        if source.domain(path) == "workshops"
        for imported in source.imports(source.tree(path))
        if imported.startswith("app.journal")
    }

    assert reaching == {"app/workshops/consent.py"}


def test_only_the_vault_imports_cryptography():
    importing = [
        source.name(path)
        for path in APP
        if source.domain(path) != "vault"
        and any(imported.split(".")[0] == "cryptography" for imported in source.imports(source.tree(path)))
    ]

    assert not importing, breaking(importing)


def test_k11_nothing_is_left_to_guessable_chance():
    guessable = [
        source.name(path)
        for path in APP
        if any(imported.split(".")[0] == "random" for imported in source.imports(source.tree(path)))
    ]

    assert not guessable, breaking(guessable)


def test_l3_nothing_in_the_house_knows_how_to_call_anybody():
    calling = [
        f"{source.name(path)}: {imported}"
        for path in APP
        for imported in source.imports(source.tree(path))
        if imported.startswith(WAYS_OUT)
    ]

    assert not calling, breaking(calling)


def test_there_is_one_source_of_time():
    asking = [
        f"{source.name(path)}:{call.lineno} calls {called}"
        for path in APP
        if source.name(path) != "app/core/clock.py"
        for called, call in source.calls(path)
        if called in ("utcnow", "today") or (called == "now" and _is_on(call, "datetime"))
    ]

    assert not asking, breaking(asking)


def test_sql_is_never_put_together_from_pieces():
    pieced = [
        f"{source.name(path)}:{call.lineno}"
        for path in APP
        for called, call in source.calls(path)
        if called in ("text", "exec_driver_sql")
        if any(isinstance(argument, (ast.JoinedStr, ast.BinOp)) or _is_formatted(argument) for argument in call.args)
    ]

    assert not pieced, breaking(pieced)


@pytest.mark.parametrize("pattern", ["app/**/*", "static/js/**/*", "tests/**/*"])
def test_modules_are_named_for_an_act_or_a_thing(pattern: str):
    named = [source.name(path) for path in source.files(pattern) if {path.stem, path.parent.name} & LAYER_NAMES]

    assert not named, breaking(named)


def test_nothing_is_left_to_do():
    mark = "TO" + "DO"

    left = [
        f"{source.name(path)}"
        for path in source.files("app/**/*.py", "tests/**/*.py", "static/**/*.js", "static/**/*.css", "app/**/*.html")
        if mark in path.read_text()
    ]

    assert not left, breaking(left)


def test_one_module_alone_talks_to_the_server():
    fetching = [
        source.name(path)
        for path in source.files("static/js/**/*.js")
        if path.name != "api.js" and _mentions(path, "fetch(", "new XMLHttpRequest", "sendBeacon")
    ]

    assert not fetching, breaking(fetching)


def _is_on(call: ast.Call, owner: str) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == owner


def _is_formatted(argument: ast.expr) -> bool:
    return (
        isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute) and argument.func.attr == "format"
    )


def _mentions(path: Path, *words: str) -> bool:
    return any(word in path.read_text() for word in words)
