"""What Braid is made of, as a CycloneDX document: the same each time, until a lock file or a vendored file changes."""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
LOCKS = {"required": "requirements/run.txt", "excluded": "requirements/dev.txt"}
VENDORED = ("static/js/vendor/README.md", "static/fonts/README.md")
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"^    #(?: via)?\s+([\w.-]+)", re.MULTILINE)
FILE_ROW = re.compile(r"^\| `([^`]+)` \| (\S+) ([\d.]+)[^|]*\| ([^,|]+),[^|]*\| `([0-9a-f]{64})`", re.MULTILINE)
OURS = "braid"


@dataclass(frozen=True)
class Package:
    """What a lock file says of a package: its version, the hashes of its files, and who asked for it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]
    scope: str

    @property
    def ref(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"

    def as_component(self) -> dict[str, Any]:
        about = {"type": "library", "bom-ref": self.ref, "purl": self.ref, "name": self.name, "version": self.version}
        return {**about, "scope": self.scope, "licenses": [licence_of(self.name)], "hashes": told(self.hashes)}


def packages() -> list[Package]:
    """Every package of the lock files; those that only tests and tools need are no part of what is served."""
    found: dict[str, Package] = {}
    for scope, lock in LOCKS.items():
        for package in read(ROOT / lock, scope):
            found.setdefault(package.name, package)
    return [found[name] for name in sorted(found)]


def read(lock: Path, scope: str) -> Iterator[Package]:
    text = lock.read_text()
    starts = list(PINNED.finditer(text))
    for found, end in zip(starts, [*(one.start() for one in starts[1:]), len(text)], strict=True):
        block = text[found.start() : end]
        yield Package(found[1], found[2], tuple(HASH.findall(block)), tuple(VIA.findall(block)), scope)


def licence_of(name: str) -> dict[str, Any]:
    """What the installed package says of its licence, in the best of the ways in which packages say it."""
    about = metadata.metadata(name)
    if expression := about.get("License-Expression"):
        return {"expression": expression}
    kinds = [kind.rpartition(" :: ")[2] for kind in about.get_all("Classifier", []) if kind.startswith("License ::")]
    return {"license": {"name": ", ".join(kinds) or short(about.get("License")) or heading(name)}}


def short(text: str | None) -> str:
    return text if text and "\n" not in text else ""


def heading(name: str) -> str:
    """The first line of the licence itself."""
    files = metadata.files(name) or []
    texts = [file.read_text() for file in files if "license" in file.name.lower()]
    return next((line.strip() for text in texts for line in text.splitlines() if line.strip()), "")


def sent_to_browsers() -> list[dict[str, Any]]:
    """The files of others that lie in the clone, as the tables beside them tell."""
    rows = [row for page in VENDORED for row in FILE_ROW.findall((ROOT / page).read_text())]
    return [
        {
            "type": "file",
            "bom-ref": file,
            "name": file,
            "version": version,
            "description": f"from {package} {version}",
            "scope": "required",
            "licenses": [{"license": {"name": licence}}],
            "hashes": told([digest]),
        }
        for file, package, version, licence, digest in rows
    ]


def told(digests: Iterable[str]) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": digest} for digest in digests]


def dependencies(found: list[Package], files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who needs whom, by reference."""
    needs: dict[str, list[str]] = {OURS: [file["bom-ref"] for file in files]}
    for package in found:
        for name in package.wanted_by:
            needs.setdefault(name, []).append(package.ref)
    refs = {OURS: OURS} | {package.name: package.ref for package in found}
    return [{"ref": ref, "dependsOn": sorted(needs.get(name, []))} for name, ref in refs.items()]


def document() -> dict[str, Any]:
    """The whole of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    itself = {"type": "application", "bom-ref": OURS, "name": OURS, "version": project["version"]}
    licence = [{"license": {"id": project["license"]}}]
    found, files = packages(), sent_to_browsers()
    body = {
        "metadata": {"component": {**itself, "description": project["description"], "licenses": licence}},
        "components": [*(package.as_component() for package in found), *files],
        "dependencies": dependencies(found, files),
    }
    number = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True)).urn
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": number, "version": 1, **body}


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1)
    print()
