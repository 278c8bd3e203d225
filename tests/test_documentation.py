"""What is written down is true: settings, routes, problems, columns, links, and the way in."""

import dataclasses
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from flask import Flask

from app.config import PREFIX, Settings
from app.core.endpoints import BASE
from app.core.policy import every_policy
from app.errors import DomainError
from app.extensions import db
from tests import source

PAGES = source.files("*.md", "docs/**/*.md", "prompts/*.md", "static/**/*.md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CALL = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`\s?]*)")
# Written in pieces, so that this file does not break its own rule.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
        ("jsdelivr", "net"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~}$-])/(?:" + "|".join(("work", "root", "home", "opt", "Users", "mnt")) + r")/\w")
BINARY = {".woff2", ".png", ".ico", ".jpg"}


def written(page: str) -> str:
    return (source.ROOT / page).read_text()


def kinds(root: type[DomainError] = DomainError) -> set[type[DomainError]]:
    return {root}.union(*(kinds(child) for child in root.__subclasses__()))


def tracked() -> list[Path]:
    """Everything that is committed or about to be."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(asked, cwd=source.ROOT, capture_output=True, check=True, text=True).stdout
    found = [source.ROOT / name for name in listed.split("\0") if name]
    return [path for path in found if path.is_file() and path.suffix not in BINARY]


def test_every_setting_is_explained_and_no_other():
    settings = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}

    explained = set(re.findall(r"^### `(BRAID_[A-Z_]+)`", written("docs/settings.md"), re.MULTILINE))

    assert explained == settings


@pytest.mark.parametrize("page", PAGES, ids=source.name)
def test_pages_name_only_settings_that_exist(page: Path):
    settings = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}

    named = set(re.findall(r"\bBRAID_[A-Z_]*[A-Z]\b", page.read_text()))

    assert named <= settings


def test_every_route_is_listed_and_no_other(app: Flask):
    api, around = written("docs/api.md").split("\n## Around it")
    routes = [(method, rule) for method, rule, _ in every_policy(app)]

    assert set(CALL.findall(api)) == {as_written(*route) for route in routes if route[1].startswith(BASE)}
    assert set(CALL.findall(around)) == {as_written(*route) for route in routes if not route[1].startswith(BASE)}


def test_every_kind_of_problem_is_listed_and_no_other(app: Flask):
    slugs = {kind.slug for kind in kinds() if kind.__module__.startswith("app.")}

    listed = set(re.findall(r"^\| `([a-z-]+)` \| \d{3} \|", written("docs/api.md"), re.MULTILINE))

    assert listed == slugs


def test_every_readable_column_is_told(app: Flask):
    columns = {(table.name, column.name) for table in db.metadata.sorted_tables for column in table.columns}

    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", written("docs/privacy.md"), re.MULTILINE)
    told = {(table, column) for table, named in rows for column in re.findall(r"`(\w+)`", named)}

    assert told == columns


@pytest.mark.parametrize("page", PAGES, ids=source.name)
def test_links_lead_somewhere(page: Path):
    targets = [link.partition("#")[0] for link in LINK.findall(page.read_text()) if "://" not in link]

    lost = [target for target in targets if target and not (page.parent / target).exists()]

    assert not lost


def test_the_readme_names_the_two_commands_in_order_as_the_only_set_up():
    set_up = written("README.md").split("## Set-up")[1].split("\n## ")[0]

    commands = re.findall(r"^    (\S+)", set_up, re.MULTILINE)

    assert commands == ["bin/run", "bin/test"]


def test_the_readme_carries_the_long_notice_as_it_stands():
    notice = tomllib.loads(written("prompts/notices.toml"))["long"]["text"]

    carried = " ".join(written("README.md").replace("\n> ", " ").split())

    assert notice in carried


def test_the_guide_for_those_who_lead_says_in_docs_what_it_says_in_the_app():
    page, guide = written("app/web/templates/pages/facilitating.html"), written("docs/facilitating.md")
    notices = tomllib.loads(written("prompts/notices.toml"))

    said = re.findall(r"<(?:h1|h2|li|p)>([^<{]+)</", page)

    assert len(said) > 20
    assert [line for line in said if line not in guide] == []
    assert all(notices[name]["text"] in guide for name in ("short", "long"))


def test_every_decision_is_listed():
    decisions = [path.name for path in source.files("docs/adr/*.md") if path.name != "README.md"]

    unlisted = [name for name in decisions if f"]({name})" not in written("docs/adr/README.md")]

    assert decisions
    assert not unlisted


def test_nothing_names_a_package_host_or_a_place_on_somebodys_machine():
    naming = [
        f"{source.name(path)}: {found}"
        for path in tracked()
        for text in [path.read_text(errors="replace")]
        for found in [*(host for host in HOSTS if host in text), *MACHINE_PATH.findall(text)]
    ]

    assert not naming, naming


def as_written(method: str, rule: str) -> tuple[str, str]:
    """`/entries/{entry_id}` for the rule `/api/v1/entries/<uuid:entry_id>`."""
    return method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.removeprefix(BASE))
