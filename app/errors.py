"""The few ways of saying no, and the one shape (RFC 9457) in which every no is said."""

from collections.abc import Mapping, Sequence
from typing import Any


class DomainError(Exception):
    """Something a person asked for cannot be done; `detail` is one plain sentence and never carries their text."""

    status = 400
    title = "That cannot be done"
    slug = "bad-request"

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or f"{self.title}."
        super().__init__(self.detail)

    def extra(self) -> dict[str, Any]:
        """Members added to the problem document."""
        return {}

    def headers(self) -> dict[str, str]:
        """Headers added to the answer."""
        return {}


class NotSignedIn(DomainError):
    """Nobody is known to be asking."""

    status = 401
    title = "Please sign in"
    slug = "not-signed-in"


class Forbidden(DomainError):
    """Known, but not allowed."""

    status = 403
    title = "Not allowed"
    slug = "forbidden"


class NotFound(DomainError):
    """No such thing, or somebody else's: the two are told apart by nothing."""

    status = 404
    title = "Nothing here"
    slug = "not-found"

    def __init__(self) -> None:
        super().__init__("There is nothing here, or it is not yours to see.")


class Conflict(DomainError):
    """It clashes with what is already there."""

    status = 409
    title = "That is already taken"
    slug = "conflict"


class StaleVersion(DomainError):
    """The thing has changed since it was read; `current` is what it is now, so that no text is thrown away."""

    status = 412
    title = "It has changed meanwhile"
    slug = "stale-version"

    def __init__(self, current: Mapping[str, Any], version: int) -> None:
        super().__init__("This was changed somewhere else since you opened it. Both texts are safe.")
        self.current = dict(current)
        self.version = version

    def extra(self) -> dict[str, Any]:
        return {"current": self.current}

    def headers(self) -> dict[str, str]:
        return {"ETag": f'"{self.version}"'}


class Invalid(DomainError):
    """The words arrived but do not fit; `errors` names the fields."""

    status = 422
    title = "Something needs mending"
    slug = "invalid"

    def __init__(self, errors: Mapping[str, Sequence[str]], detail: str | None = None) -> None:
        super().__init__(detail or "Some fields need mending; see errors.")
        self.errors = {field: list(sentences) for field, sentences in errors.items()}

    def extra(self) -> dict[str, Any]:
        return {"errors": self.errors}


class VersionMissing(DomainError):
    """A change was sent without saying which version it changes."""

    status = 428
    title = "Say which version you are changing"
    slug = "version-missing"


class TooManyTries(DomainError):
    """Too much in too short a time."""

    status = 429
    title = "Too many tries"
    slug = "too-many-tries"

    def __init__(self, retry_after: int, detail: str | None = None) -> None:
        super().__init__(detail or "Please wait a little and try again.")
        self.retry_after = retry_after

    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)}


class Busy(TooManyTries):
    """The server cannot take this on just now; nothing was changed, unless the detail says that this is not known."""

    status = 503
    title = "Busy just now"
    slug = "busy"


class StorageFull(DomainError):
    """The disk is full; nothing was changed and nothing was acknowledged."""

    status = 507
    title = "No room left"
    slug = "storage-full"
