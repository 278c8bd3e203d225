"""The meeting of pages, modules, styles and API: nothing is named on one side that the other does not have."""

import re

import pytest
from flask import Flask

from app.web import STATIC
from app.web.assets import STYLES
from app.web.page import SHEETS
from tests import source

TEMPLATES = source.ROOT / "app" / "web" / "templates"
REGISTERED = re.compile(r"^  (\w+): \(\) => import\('\./(components/[\w/-]+\.js)'\)", re.MULTILINE)
IMPORTED = re.compile(r"^import \{ ([^}]+) \} from '\./(components/[\w/-]+\.js)'", re.MULTILINE)
DIRECTIVE = re.compile(r'\s((?:x-[\w-]+|[@:][\w-]+)[\w.:-]*)="([^"]*)"')
PATH = re.compile(r"""\b(?:get|post|put|patch|remove|ask)\(\s*(?:'[A-Z]+',\s*)?['`](/[^'`]*)['`]""")
BEYOND_ALPINE = re.compile(
    r"\?\.(?!\d)|\?\?|=>|`|\.\.\.|[-+*/|&]=(?!=)|\b(?:typeof|new|await|delete|void|in|instanceof)\b|;\s*\S"
)
NAMES_ONLY = {"x-for", "x-ref", "x-cloak", "x-data"}


def text_of(*patterns: str) -> str:
    return "\n".join(path.read_text() for path in source.files(*patterns))


def registered() -> dict[str, str]:
    text = (STATIC / "js" / "app.js").read_text()
    every_day = {name.strip(): path for names, path in IMPORTED.findall(text) for name in names.split(",")}
    return {**every_day, **dict(REGISTERED.findall(text))}


def test_every_component_named_in_a_page_is_registered():
    named = set(re.findall(r'x-data="(\w+)"', text_of("app/web/templates/**/*.html")))

    assert named <= set(registered())


def test_every_registered_component_is_named_in_a_page_and_made_in_its_module():
    pages = text_of("app/web/templates/**/*.html")

    lost = [name for name in registered() if f'x-data="{name}"' not in pages]
    unmade = [
        name for name, path in registered().items() if f"export const {name} " not in (STATIC / "js" / path).read_text()
    ]

    assert not lost
    assert not unmade


def test_every_component_module_is_registered_or_part_of_another():
    modules = text_of("static/js/components/**/*.js", "static/js/app.js")

    orphans = [path.name for path in source.files("static/js/components/**/*.js") if f"/{path.name}'" not in modules]

    assert not orphans


def test_every_component_template_is_used():
    pages = text_of("app/web/templates/**/*.html")

    orphans = [
        path.name
        for path in source.files("app/web/templates/components/*.html")
        if f"components/{path.name}" not in pages
    ]

    assert not orphans


def test_every_style_stands_once_in_the_table_of_contents():
    contents = re.findall(r'@import url\("([^"]+)"\)', text_of(*(f"static/{sheet}" for sheet in STYLES)))
    styles = [path.relative_to(STATIC / "css").as_posix() for path in source.files("static/css/**/*.css")]

    assert sorted([*contents, *(sheet.removeprefix("css/") for sheet in STYLES)]) == sorted(styles)


def test_every_component_style_is_for_a_block_that_is_drawn():
    drawn = text_of("app/web/templates/**/*.html", "static/js/**/*.js")

    orphans = [
        path.stem for path in source.files("static/css/components/*.css") if not re.search(rf"\b{path.stem}\b", drawn)
    ]

    assert not orphans


def with_parts(template: str) -> str:
    """A template's text, with that of all it is put together from."""
    text = (TEMPLATES / template).read_text()
    return text + "".join(map(with_parts, re.findall(r'(?:include|extends|from) "([^"]+)"', text)))


def styled_by(sheet: str) -> set[str]:
    """The classes that a sheet has rules for."""
    imported = re.findall(r'@import url\("([^"]+)"\)', (STATIC / sheet).read_text())
    return set(re.findall(r"\.([a-z][\w-]*)", "\n".join((STATIC / "css" / path).read_text() for path in imported)))


@pytest.mark.parametrize("page", [path.stem for path in source.files("app/web/templates/pages/*.html")])
def test_no_page_draws_what_only_a_sheet_that_it_does_not_load_has_rules_for(page: str):
    drawn = set(re.findall(r"[\w-]+", " ".join(re.findall(r'\sclass="([^"]*)"', with_parts(f"pages/{page}.html")))))
    loaded = {"css/app.css", SHEETS.get(page, "css/app.css")}

    known, elsewhere = (set[str]().union(*map(styled_by, these)) for these in (loaded, {*STYLES} - loaded))

    assert not drawn & elsewhere - known


@pytest.mark.parametrize("path", source.files("app/web/templates/**/*.html"), ids=source.name)
def test_h5_expressions_say_only_what_the_strict_build_of_alpine_understands(path):
    for name, expression in DIRECTIVE.findall(path.read_text()):
        plain = re.sub(r"'[^']*'", "''", re.sub(r"{{.*?}}|{%.*?%}", "x", expression))

        assert name != "x-html"
        assert name != ":style" or not plain.startswith("'")
        assert name in NAMES_ONLY or not BEYOND_ALPINE.search(plain), f"{name}={expression}"


def test_every_address_our_pages_ask_for_is_one_the_api_describes(app: Flask):
    described = {re.sub(r"{[^}]+}", "*", path) for path in app.extensions["openapi"]["paths"]}
    asked = {
        "/api/v1" + re.sub(r"\$\{[^}]+\}", "*", path)
        for module in source.files("static/js/**/*.js")
        for path in PATH.findall(module.read_text())
    }

    assert asked
    assert asked <= described, asked - described


def test_h6_the_device_keeps_how_things_look_and_whose_it_is_and_nothing_else():
    kept = re.findall(r"localStorage\.(?:setItem|getItem)\(\s*'?(\w+)'?", text_of("static/js/**/*.js"))

    assert set(kept) <= {"theme", "letters", "device", "name", "lock", "away"}
