"""Other people's programs read what we write; where one is not here, the test says how to get it."""

import contextlib
import csv
import io
import json
import os
import shutil
import subprocess
import time
import urllib.request
from datetime import date
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
import yaml

from app.portability.formats import jrnl, markdown, tables
from app.portability.leaf import Leaf
from tests.portability.files import members, packed, read_back, written

PROGRAMS = Path(__file__).parents[2] / ".venv" / "programs"
BODIES = (
    "The heron stood still.",
    "[2020-01-01 10:00] no entry of its own\n[monday] nor this",
    '=HYPERLINK("x")\n+1\n-1',
    "söft wörds 🌧 — こんにちは السلام",
    "one\r\n[2021-02-03 04:05] two\rthree",
)
PAGES = [
    Leaf(date(2026, 3, 1 + at), body, f"Title {at}", uuid4(), written_at=f"2026-03-0{1 + at}T10:00:00.000Z")
    for at, body in enumerate(BODIES)
]
JRNL = {
    "version": "v4.6", "encrypt": False, "template": False, "default_hour": 9, "default_minute": 0, "editor": "",
    "highlight": False, "indent_character": "|", "linewrap": 79, "tagsymbols": "@", "timeformat": "%F %r",
    "colors": dict.fromkeys(("body", "date", "tags", "title"), "none"),
}  # fmt: skip


def program(name: str, *elsewhere: str) -> str:
    """Where a program is; the test is left out where it is not."""
    places = os.pathsep.join([*(str(PROGRAMS / place) for place in elsewhere), os.environ["PATH"]])
    found = shutil.which(name, path=places)
    if found is None:
        pytest.skip(f"{name} is not here; bin/programs installs it where that is possible")
    return found


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def unpacked(data: bytes, folder: Path) -> Path:
    with ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def jrnl_here(tmp_path: Path) -> list[str | Path]:
    """jrnl with a journal into which ours was taken."""
    settings = {**JRNL, "journals": {"default": {"journal": str(tmp_path / "journal.txt")}}}
    (tmp_path / "jrnl.yaml").write_text(yaml.safe_dump(settings))
    (tmp_path / "journal.txt").touch()
    command = [program("jrnl", "jrnl/bin"), "--config-file", tmp_path / "jrnl.yaml"]
    folder = unpacked(written(jrnl.FORMAT, PAGES), tmp_path / "ours")
    run(*command, "--import", "--file", folder / "journal.txt")
    return command


@pytest.fixture
def joplin_here(tmp_path: Path) -> list[str | Path]:
    """Joplin with a notebook into which our folder was taken."""
    command = [program("joplin", "node_modules/.bin"), "--profile", tmp_path / "profile"]
    folder = unpacked(written(markdown.JOPLIN, PAGES), tmp_path / "ours")
    run(*command, "mkbook", "Braid")
    run(*command, "import", "--format", "md_frontmatter", folder, "Braid")
    return command


def found_in_joplin(command: list[str | Path], word: str) -> list[str]:
    """Titles of the notes that Joplin finds; it builds its index some seconds after it has started."""
    token = run(*command, "config", "api.token").partition("= ")[2].strip()
    with subprocess.Popen([*command, "server", "start"], stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(60):
                time.sleep(0.5)
                with contextlib.suppress(OSError):
                    answer = urllib.request.urlopen(f"http://localhost:41184/search?query={word}&token={token}")
                    if items := json.load(answer)["items"]:
                        return [one["title"] for one in items]
        finally:
            server.kill()
    return []


def test_jrnl_takes_our_text_in_and_lists_every_entry(jrnl_here: list[str | Path]) -> None:
    listed = run(*jrnl_here, "--short").splitlines()

    assert [line.rpartition("Title ")[2] for line in listed] == [str(at) for at in range(len(PAGES))]


def test_what_jrnl_gives_out_comes_in_whole(jrnl_here: list[str | Path]) -> None:
    back = read_back(jrnl.FORMAT, run(*jrnl_here, "--format", "json").encode())

    assert [(leaf.day, leaf.title) for leaf in back] == [(page.day, page.title) for page in PAGES]
    assert back[3].body == PAGES[3].body


def test_joplin_takes_our_folder_in_and_gives_it_back(joplin_here: list[str | Path], tmp_path: Path) -> None:
    run(*joplin_here, "export", "--format", "md_frontmatter", tmp_path / "theirs")

    notes = {path.name: path.read_bytes() for path in (tmp_path / "theirs").rglob("Title*.md")}
    notes |= {path.name: path.read_bytes() for path in (tmp_path / "theirs").rglob("2026*.md")}
    back = {leaf.title: leaf for leaf in read_back(markdown.OBSIDIAN, packed(notes))}
    assert {title: leaf.day for title, leaf in back.items()} == {page.title: page.day for page in PAGES}
    assert back["Title 3"].body.strip() == PAGES[3].body


def test_joplin_finds_a_word_of_ours(joplin_here: list[str | Path]) -> None:
    assert found_in_joplin(joplin_here, "heron") == ["Title 0"]


def test_libreoffice_opens_our_table_and_finds_no_formula(tmp_path: Path) -> None:
    office = program("soffice")
    folder = unpacked(written(tables.FORMAT, PAGES), tmp_path / "ours")

    asked = ("--headless", "--convert-to", "fods", "--outdir", tmp_path, folder / "entries.csv")
    run(office, *asked, env={**os.environ, "HOME": str(tmp_path)})

    sheet = (tmp_path / "entries.fods").read_text()
    assert "HYPERLINK" in sheet
    assert "table:formula" not in sheet


def test_any_reader_of_csv_finds_every_row_and_cell() -> None:
    table = members(written(tables.FORMAT, PAGES))["entries.csv"].decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(table, newline="")))

    assert [row["title"] for row in rows] == [page.title for page in PAGES]
    assert rows[2]["body"] == "'" + BODIES[2]


def test_any_reader_of_yaml_finds_every_head() -> None:
    files = members(written(markdown.OBSIDIAN, PAGES))
    texts = [data.decode() for name, data in files.items() if name.startswith("2026/")]

    heads = [yaml.safe_load(text.split("---\n")[1]) for text in texts]

    assert [(head["title"], head["braid_id"]) for head in heads] == [(page.title, str(page.id)) for page in PAGES]
