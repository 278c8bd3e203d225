"""Pages travel compressed: they hold public words only, so their size gives nothing away. The API's answers do not."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache

import brotli
from flask import Flask, Response, request

from app.core.fairness import let_others_go_on

Squeeze = Callable[[bytes], bytes]
# Small rather than quick: a page is the same for everybody who reads it, so it is squeezed once and kept.
MOST_KEPT = 256


@lru_cache(MOST_KEPT)
def brotli_of(body: bytes) -> bytes:
    # Some hundredths of a second, and the library has a page for each way of looking for a prompt.
    let_others_go_on()
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=11))


@lru_cache(MOST_KEPT)
def gzip_of(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


ENCODINGS: Mapping[str, Squeeze] = {"br": brotli_of, "gzip": gzip_of}


def init_app(app: Flask) -> None:
    """Compress every page on its way out."""

    @app.after_request
    def squeeze(response: Response) -> Response:
        encoding = next((name for name in ENCODINGS if request.accept_encodings.quality(name)), None)
        if encoding and is_page(response):
            response.set_data(ENCODINGS[encoding](response.get_data()))
            response.headers["Content-Encoding"] = encoding
            response.vary.add("Accept-Encoding")
        return response


def is_page(response: Response) -> bool:
    """Whether this is one of our pages, and not yet compressed."""
    return response.mimetype == "text/html" and "Content-Encoding" not in response.headers
