"""A change made with a cookie must come from our own pages (security.md 3.2)."""

from flask import Request

from app.errors import DomainError

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ForeignOrigin(DomainError):
    """The request was made by another site, or does not say by whom."""

    status = 403
    title = "This came from another site"
    slug = "foreign-origin"


def require_own_origin(request: Request, public_origin: str) -> None:
    """Raise ForeignOrigin unless fetch metadata, or else the Origin header, names our own origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site == "same-origin":
            return
        raise ForeignOrigin("A change can only be made from this journal's own pages.")
    if request.headers.get("Origin") != public_origin:
        raise ForeignOrigin("Send this journal's own address as Origin.")
