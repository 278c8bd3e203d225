"""The library of the running app, in the language of whoever asks."""

from typing import cast

from flask import current_app

from app.core.language import current_language
from app.library.content import Library


def current_library() -> Library:
    """The library as this reader gets it: translated as far as somebody has translated it."""
    return cast(Library, current_app.extensions["libraries"][current_language()])
