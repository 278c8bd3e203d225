"""What a person sees on a page when something is not there or went wrong: plain words and one thing to do."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, Response, g

from app.errors import DomainError
from app.web.page import show


class Words(NamedTuple):
    """What happened, and what is safe or what to do."""

    title: str
    text: str


WORDS = {
    404: Words("Nothing here", "This address leads nowhere, or to something that is gone."),
    405: Words("Not this way", "This address cannot be used like that."),
    410: Words("This is gone", "It was here once and has been taken away for good."),
    413: Words("Too large", "That was more than this journal can take in at once. Nothing was changed."),
    500: Words("Something went wrong here", "The fault is ours. What was saved before is safe."),
    503: Words("Busy just now", "Too much at once. Nothing was lost; please try again in a moment."),
}
OTHER = Words("That did not work", "Nothing was changed. Please go back and try again.")


def init_app(app: Flask) -> None:
    """Let failures on pages be told as pages; those of the API stay problem documents."""

    @app.before_request
    def prepare() -> None:
        g.error_page = tell


def tell(error: DomainError) -> Response:
    """The page for a failure."""
    words = WORDS.get(error.status, WORDS[500] if error.status > 500 else OTHER)
    return Response(
        show("error", is_private=False, words=words, status=error.status), status=error.status, mimetype="text/html"
    )
