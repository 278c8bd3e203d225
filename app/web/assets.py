"""Static files: read once, joined, compressed and served under an address that changes with every release."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import cast

import brotli
from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from app.core.policy import policy
from app.web import scripts, stylesheet

STYLES = ("css/app.css", "css/groups.css", "css/library.css", "css/river.css", "css/settings.css")
SCRIPT = "js/app.js"
# What lies in these folders is part of the files above, or of a script for a room, and is not served by itself.
JOINED = re.compile(r"(css|js)/(?!vendor/)[^/]+/")
DEVELOPMENT = "dev"
FOREVER = "public, max-age=31536000, immutable"
# The smallest there is: some hundredths of a second for whoever asks first, a kilobyte less on every first visit.
BROTLI_QUALITY, GZIP_QUALITY, LEAST_WORTH = 11, 6, 200
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
SQUEEZED = frozenset({".css", ".js", ".svg", ".txt"})

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file as it is served: its bytes, and the same bytes compressed for those who can read that."""

    body: bytes
    content_type: str
    tag: str
    is_worth_squeezing: bool

    @classmethod
    def of(cls, path: str, body: bytes, *, compress: bool = True) -> Asset:
        """Prepare a file for serving."""
        suffix = Path(path).suffix
        worth = compress and suffix in SQUEEZED and len(body) >= LEAST_WORTH
        return cls(body, TYPES[suffix], hashlib.sha256(body).hexdigest()[:20], worth)

    @cached_property
    def encoded(self) -> Mapping[str, bytes]:
        """The bytes compressed, once, when somebody first asks for the file; a start has no time for it."""
        return squeeze(self.body) if self.is_worth_squeezing else {}


@dataclass(frozen=True, slots=True)
class Assets:
    """Every static file of this release."""

    root: Path
    release: str
    files: Mapping[str, bytes]
    served: Mapping[str, Asset]

    @classmethod
    def read(cls, root: Path, *, is_development: bool = False) -> Assets:
        """Read every servable file under a folder; in development the files stay where they are edited."""
        files = read_files(root)
        if is_development:
            return cls(root, DEVELOPMENT, files, {})
        whole = {
            **files,
            **{path: stylesheet.join(path, files) for path in STYLES if path in files},
            **scripts.join(SCRIPT, files),
        }
        served = {path: Asset.of(path, body) for path, body in whole.items() if not JOINED.match(path)}
        return cls(root, release_of(files), MappingProxyType(files), MappingProxyType(served))

    @property
    def is_development(self) -> bool:
        """Whether files are read anew for every request."""
        return self.release == DEVELOPMENT

    def url(self, path: str) -> str:
        """The address of a file in this release; raises KeyError for a file that is not there."""
        if path not in self.files and path not in self.served and path not in read_files(self.root):
            raise KeyError(path)
        return f"/static/{self.release}/{path}"

    def find(self, path: str) -> Asset | None:
        """A file as it is served, or None."""
        if not self.is_development:
            return self.served.get(path)
        body = read_files(self.root).get(path)
        return None if body is None else Asset.of(path, body, compress=False)

    def sources(self) -> Mapping[str, bytes]:
        """The files as they are edited."""
        return read_files(self.root) if self.is_development else self.files


def current_assets() -> Assets:
    """The static files of the running app."""
    return cast(Assets, current_app.extensions["assets"])


@blueprint.get("/static/<release>/<path:path>")
@policy("open")
def static_file(release: str, path: str) -> Response:
    """Serve a file of this release; any other release is gone."""
    assets = current_assets()
    asset = assets.find(path) if release == assets.release else None
    if asset is None:
        raise NotFound()
    return answer(asset, cache="no-store" if assets.is_development else FOREVER)


def answer(asset: Asset, *, cache: str) -> Response:
    """A file as a response, compressed as the asker can read it, or 304 when they have it."""
    accepted = request.accept_encodings
    encoding = next((name for name in asset.encoded if accepted.quality(name)), None)
    response = Response(asset.encoded[encoding] if encoding else asset.body, content_type=asset.content_type)
    response.headers.update({"Cache-Control": cache, "Vary": "Accept-Encoding"})
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.set_etag(f"{asset.tag}-{encoding}" if encoding else asset.tag)
    response.make_conditional(request)
    return response


def read_files(root: Path) -> dict[str, bytes]:
    """Every servable file under a folder, by its path inside it."""
    found = sorted(path for path in root.rglob("*") if path.suffix in TYPES)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def release_of(files: Mapping[str, bytes]) -> str:
    """A name for this state of the files, from all of their content."""
    digest = hashlib.sha256()
    for path, body in files.items():
        digest.update(f"{path}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()[:12]


def squeeze(body: bytes) -> Mapping[str, bytes]:
    """The same bytes in the encodings we offer, the smallest first."""
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, GZIP_QUALITY, mtime=0),
    }
