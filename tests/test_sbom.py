"""What Braid says it is made of is what its lock files and its vendored files hold, and nothing is left out."""

import hashlib
import json
import subprocess
import sys
from typing import Any

import pytest

from tests import source
from tests.test_documentation import HOSTS

Parts = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def written() -> str:
    return subprocess.run([sys.executable, "bin/sbom.py"], cwd=source.ROOT, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def parts(written: str) -> Parts:
    return {part["name"]: part for part in json.loads(written)["components"]}


def locked(lock: str) -> set[tuple[str, str]]:
    lines = (source.ROOT / "requirements" / lock).read_text().splitlines()
    pinned = [line.removesuffix("\\").strip().split("==") for line in lines if "==" in line and line[0].isalnum()]
    return {(name.partition("[")[0], version) for name, version in pinned}


def vendored() -> dict[str, str]:
    files = [path for pattern in ("js/vendor/*.js", "fonts/*.woff2") for path in (source.ROOT / "static").glob(pattern)]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def digests(part: dict[str, Any]) -> set[str]:
    return {one["content"] for one in part["hashes"]}


@pytest.mark.parametrize(("lock", "scopes"), [("run.txt", {"required"}), ("dev.txt", {"required", "excluded"})])
def test_every_locked_package_is_there_with_its_version(parts: Parts, lock: str, scopes: set[str]):
    told = {(name, part["version"]) for name, part in parts.items() if part["scope"] in scopes}

    assert locked(lock) == {one for one in told if one[0] not in vendored()}


def test_every_hash_of_the_lock_files_is_there(parts: Parts):
    words = " ".join(path.read_text() for path in source.files("requirements/run.txt", "requirements/dev.txt")).split()

    hashes = {word.removeprefix("--hash=sha256:") for word in words if word.startswith("--hash=")}

    assert hashes == set().union(*(digests(part) for part in parts.values() if part["type"] == "library"))


def test_every_file_of_others_that_browsers_are_sent_is_there_as_it_lies_here(parts: Parts):
    assert {name: {digest} for name, digest in vendored().items()} == {
        name: digests(part) for name, part in parts.items() if part["type"] == "file"
    }


def test_each_part_says_its_licence(parts: Parts):
    said = {name: part["licenses"][0] for name, part in parts.items()}

    assert [name for name, one in said.items() if not (one.get("expression") or one["license"]["name"])] == []


def test_who_needs_whom_is_told_of_parts_that_are_there(written: str, parts: Parts):
    told = json.loads(written)["dependencies"]

    refs = {part["bom-ref"] for part in parts.values()}

    assert {ref for one in told for ref in one["dependsOn"]} == refs


def test_no_host_is_named(written: str):
    assert [host for host in HOSTS if host in written] == []
