"""Static files: one address a release, compressed, kept for ever, joined in the cascade's order."""

import gzip
import time
from pathlib import Path

import brotli
import pytest
from flask import Flask

from app.web import STATIC
from app.web.assets import Assets
from app.web.stylesheet import join


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "css" / "base").mkdir(parents=True)
    (tmp_path / "js").mkdir()
    (tmp_path / "css" / "app.css").write_text('@layer base;\n@import url("base/type.css") layer(base);\n')
    (tmp_path / "css" / "base" / "type.css").write_text('a { background: url("../../icons/a.svg"); }\n' * 20)
    (tmp_path / "js" / "app.js").write_text("import { a } from './a.js'\nconsole.log(a)\n")
    (tmp_path / "js" / "a.js").write_text("export const a = 1\n")
    (tmp_path / "notes.md").write_text("not for serving")
    return tmp_path


def test_a_new_byte_makes_a_new_release(folder: Path):
    before = Assets.read(folder).release

    (folder / "js" / "a.js").write_text("export const a = 2\n")

    assert Assets.read(folder).release != before


def test_imports_are_joined_inside_their_layers_with_addresses_that_still_hold(folder: Path):
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.css")}

    joined = join("css/app.css", files).decode()

    assert "@import" not in joined
    assert joined.startswith('@layer base;\n@layer base {\na { background: url("../icons/a.svg"); }')


def test_what_is_said_to_editors_is_not_sent(folder: Path):
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.css")}
    files["css/app.css"] += b"/* why\nit is */\nb { color: red; }\n"

    joined = join("css/app.css", files).decode()

    assert "why" not in joined
    assert joined.endswith("b { color: red; }\n")


def test_only_files_of_known_kinds_are_served(folder: Path):
    assets = Assets.read(folder)

    found = assets.find("notes.md")

    assert found is None


def test_every_encoding_holds_the_same_bytes(folder: Path):
    asset = Assets.read(folder).find("css/app.css")

    assert asset is not None
    assert brotli.decompress(asset.encoded["br"]) == gzip.decompress(asset.encoded["gzip"]) == asset.body


def test_development_serves_what_is_on_the_disk_now(folder: Path):
    assets = Assets.read(folder, is_development=True)
    (folder / "js" / "a.js").write_text("export const a = 3\n")

    asset = assets.find("js/a.js")

    assert asset is not None
    assert asset.body == b"export const a = 3\n"
    assert assets.url("js/a.js") == "/static/dev/js/a.js"


def test_naming_a_file_that_is_not_there_is_a_mistake(folder: Path):
    with pytest.raises(KeyError):
        Assets.read(folder).url("js/none.js")


def test_all_of_it_is_ready_in_less_than_a_fifth_of_a_second():
    start = time.process_time()

    Assets.read(STATIC)

    assert time.process_time() - start < 0.2


def test_a_file_of_this_release_is_kept_for_ever(app: Flask):
    url = app.extensions["assets"].url("js/app.js")

    answer = app.test_client().get(url, headers={"Accept-Encoding": "gzip, br"})

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"Alpine.start()" in brotli.decompress(answer.data)


def test_somebody_who_has_a_file_is_not_sent_it_again(app: Flask):
    client, url = app.test_client(), app.extensions["assets"].url("icons/icons.svg")
    tag = client.get(url).headers["ETag"]

    answer = client.get(url, headers={"If-None-Match": tag})

    assert answer.status_code == 304


@pytest.mark.parametrize(
    "path", ["/static/old/js/app.js", "/static/dev/js/app.js", "/static/{}/js/none.js", "/static/{}/../wsgi.py"]
)
def test_other_releases_and_other_files_are_not_there(app: Flask, path: str):
    answer = app.test_client().get(path.format(app.extensions["assets"].release))

    assert answer.status_code == 404


def test_the_service_worker_is_new_with_every_release(app: Flask):
    answer = app.test_client().get("/sw.js")

    assert answer.text.startswith(f"const RELEASE = '{app.extensions['assets'].release}-")
    assert answer.headers["Cache-Control"] == "no-cache"
