"""Modules are joined into one script that does what they do."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.web import STATIC
from app.web.assets import read_files
from app.web.page import ROOMS
from app.web.scripts import Unjoinable, join

TEMPLATES = STATIC.parent / "app/web/templates"
MODULES = {
    "js/app.js": "import { twice as double } from './lib/a.js'\nimport * as words from './lib/b.js'\n"
    "const late = () => import('./parts/c.js')\n"
    "late().then(({ told }) => console.log(double(2), words.name, told()))\n",
    "js/lib/a.js": "// Doubles.\nimport { two } from './b.js'\n\nexport const twice = number => two * number\n",
    "js/lib/b.js": "export const two = 2\nexport const name = 'bee'\n",
    "js/parts/c.js": "import { name } from '../lib/b.js'\nlet count = 0\n"
    "export function told() { return name + ++count }\n",
}


def joined(**changed: str) -> dict[str, str]:
    files = {**MODULES, **{path.replace("__", "/") + ".js": text for path, text in changed.items()}}
    scripts = join("js/app.js", {path: text.encode() for path, text in files.items()})
    return {path: text.decode() for path, text in scripts.items()}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_joined_scripts_do_what_their_modules_do(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for path, text in joined().items():
        (tmp_path / Path(path).name).write_text(text)

    told = subprocess.run(["node", tmp_path / "app.js"], capture_output=True, text=True, check=True)

    assert told.stdout == "4 bee bee1\n"


def test_each_module_stands_once_and_behind_what_it_needs() -> None:
    texts = joined()
    first = texts["js/app.js"]

    assert "".join(texts.values()).count("'bee'") == 1
    assert first.index("'bee'") < first.index("twice = number")
    assert "Doubles" not in first


def test_what_is_asked_for_later_stands_in_the_script_of_its_room() -> None:
    texts = joined(
        js__parts__c="import { two } from '../lib/d.js'\nexport const told = () => two\n",
        js__lib__d="export const two = 2\n",
    )

    assert {"told = ()", "two = 2"} <= set(re.findall(r"told = \(\)|two = 2", texts["js/parts.js"]))
    assert "told = ()" not in texts["js/app.js"]
    assert "import('./parts.js')" in texts["js/app.js"]


def test_what_two_rooms_need_comes_with_the_entry() -> None:
    texts = joined(
        js__app="const one = () => import('./parts/c.js')\nconst other = () => import('./halls/e.js')\n",
        js__parts__c="import { two } from '../lib/d.js'\nexport const told = () => two\n",
        js__halls__e="import { two } from '../lib/d.js'\nexport const heard = () => two\n",
        js__lib__d="export const two = 2\n",
    )

    assert [path for path, text in texts.items() if "two = 2" in text] == ["js/app.js"]
    assert "heard" in texts["js/halls.js"]
    assert "heard" not in texts["js/parts.js"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import './b.js'\nexport const twice = 1\n", "in a way"),
        ("import two from './b.js'\nexport const twice = 1\n", "in a way"),
        ("export default 1\n", "in a way"),
        ("import Kept from '../vendor/kept.js'\nexport const twice = 1\n", "in a way"),
        ("export const thrice = 1, twice = 2\n", "does not export"),
        ("const twice = 1\nexport { twice }\n", "in a way"),
        ("export const twice = `a\n  b`\n", "several lines"),
        ("export const twice = await import('../parts/c.js')\n", "waits at its top"),
        ("import { twice } from './none.js'\nexport const a = 1\n", "not there"),
        ("import { told } from '../parts/d.js'\nexport const twice = 1\n", "not there"),
    ],
)
def test_what_cannot_be_joined_is_refused_at_the_start(text: str, words: str) -> None:
    with pytest.raises(Unjoinable, match=words):
        joined(js__lib__a=text)


def test_a_circle_is_refused() -> None:
    with pytest.raises(Unjoinable, match="needs itself"):
        joined(js__lib__b="import { twice } from './a.js'\nexport const two = 2\n")


def test_all_of_ours_can_be_joined() -> None:
    texts = join("js/app.js", read_files(STATIC))

    imports = [line for text in texts.values() for line in text.decode().splitlines() if line.startswith("import ")]
    assert imports[0].endswith("'./vendor/alpine-csp-3.17.4.js'")
    assert {line.rsplit(" ", 1)[1] for line in imports[1:]} == {"'./app.js'"}
    assert set(texts) == {"js/app.js", *(f"js/{room}.js" for rooms in ROOMS.values() for room in rooms)}


@pytest.mark.parametrize("page", sorted(path.stem for path in (TEMPLATES / "pages").iterdir()))
def test_a_page_asks_for_the_rooms_of_what_it_names(page: str) -> None:
    text = (STATIC / "js/app.js").read_text()
    rooms = dict(re.findall(r"^  (\w+): \(\) => import\('\./components/(\w+)/", text, re.MULTILINE))

    needed = {rooms[name] for name in named_on(f"pages/{page}.html") if name in rooms}

    assert set(ROOMS.get(page, ())) == needed


def named_on(template: str) -> set[str]:
    """The components that a template and all it includes or extends give a place to."""
    text = (TEMPLATES / template).read_text()
    parts = re.findall(r'{% (?:include|extends) "([^"]+)" %}', text)
    return set(re.findall(r'x-data="(\w+)"', text)).union(*map(named_on, parts))
