"""How a file comes in: sealed on the server's disk from its first byte, and never larger than we say."""

from __future__ import annotations

from io import BufferedReader, BytesIO, RawIOBase
from typing import IO, BinaryIO, cast

from flask import Request, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import UnsupportedMediaType

from app.core.fairness import let_others_go_on
from app.vault.spool import SealedSpool

MOST_UPLOAD = 512 * 1024 * 1024
# Only a page of ours, or somebody's own program, can send this header: no form of another site can.
OWN_HEADER = "X-Journal"


class SealingRequest(Request):
    """A request whose files never lie readable on the disk, not even for a moment."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return cast(IO[bytes], SealedSpool())


def expect_file() -> None:
    """Let this request be as large as a journal. Raises UnsupportedMediaType for anything but a file from our own."""
    if request.mimetype != "multipart/form-data" or request.headers.get(OWN_HEADER) != "1":
        raise UnsupportedMediaType(f"Send a file as multipart/form-data, with the header {OWN_HEADER}: 1.")
    request.max_content_length = MOST_UPLOAD
    let_others_go_on()


def taken_from(upload: FileStorage) -> BinaryIO:
    """The file itself, which is closed when nobody holds it any more, and not already when the request is answered."""
    stream, upload.stream = upload.stream, BytesIO()
    return cast(BinaryIO, BufferedReader(cast(RawIOBase, stream)))
