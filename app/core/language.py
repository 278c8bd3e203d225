"""Which language a reader is told things in: the one this device chose, else one it asks for, else the original."""

from flask import current_app, g, has_request_context, request

ORIGINAL = "en"
COOKIE = "language"


def spoken() -> tuple[str, ...]:
    """The languages there is something in, the original first."""
    return tuple(current_app.extensions["languages"])


def current_language() -> str:
    """The language of this request, one of those spoken here; outside of requests the original."""
    if not has_request_context():
        return ORIGINAL
    if "language" not in g:
        g.language = _asked_for()
    return str(g.language)


def _asked_for() -> str:
    chosen = request.cookies.get(COOKIE)
    if chosen in spoken():
        return chosen
    asked = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in asked if language in spoken()), ORIGINAL)
