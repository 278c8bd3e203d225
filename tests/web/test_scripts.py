"""Modules are joined into one script that does what they do."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.web import STATIC
from app.web.assets import read_files
from app.web.scripts import Unjoinable, join

MODULES = {
    "js/app.js": "import { twice as double } from './lib/a.js'\nimport * as words from './lib/b.js'\n"
    "const late = () => import('./parts/c.js')\nconst { told } = await late()\n"
    "console.log(double(2), words.name, told())\n",
    "js/lib/a.js": "// Doubles.\nimport { two } from './b.js'\n\nexport const twice = number => two * number\n",
    "js/lib/b.js": "export const two = 2\nexport const name = 'bee'\n",
    "js/parts/c.js": "import { name } from '../lib/b.js'\nlet count = 0\n"
    "export function told() { return name + ++count }\n",
}


def joined(**changed: str) -> str:
    files = {**MODULES, **{path.replace("__", "/") + ".js": text for path, text in changed.items()}}
    return join("js/app.js", {path: text.encode() for path, text in files.items()}).decode()


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_joined_script_does_what_its_modules_do(tmp_path: Path) -> None:
    script = tmp_path / "joined.mjs"
    script.write_text(joined())

    told = subprocess.run(["node", script], capture_output=True, text=True, check=True)

    assert told.stdout == "4 bee bee1\n"


def test_each_module_stands_once_and_behind_what_it_needs() -> None:
    text = joined()

    assert text.count("'bee'") == 1
    assert text.index("'bee'") < text.index("twice = number")
    assert "Doubles" not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import './b.js'\nexport const twice = 1\n", "in a way"),
        ("import two from './b.js'\nexport const twice = 1\n", "in a way"),
        ("export default 1\n", "in a way"),
        ("import Kept from '../vendor/kept.js'\nexport const twice = 1\n", "in a way"),
        ("export const thrice = 1, twice = 2\n", "does not export"),
        ("const twice = 1\nexport { twice }\n", "in a way"),
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
    text = join("js/app.js", read_files(STATIC)).decode()

    assert [line for line in text.splitlines() if line.startswith("import ")] == [
        "import Alpine from './vendor/alpine-csp-3.17.4.js'"
    ]
