"""How often one person, or one network of strangers, may ask for something (ADR 23).

Guessing at credentials is counted elsewhere, in the database (app/accounts/throttling.py). Here a count may be lost
with its process, and where none can be kept people are let through: these limits spare the machine, and no secret
hangs on them.
"""

import logging
from collections.abc import Callable
from secrets import token_hex
from typing import Any, NamedTuple, TypeVar

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limit, Limiter, RateLimitExceeded
from limits.errors import StorageError

from app.config import IN_MEMORY, Settings
from app.core.clock import timestamp
from app.core.counting import SCHEME
from app.core.endpoints import BASE
from app.core.policy import view_of
from app.errors import TooManyTries

# A room of two hundred may stand behind one address: what strangers may do together is six requests for each of them.
# What a phone kept through a summer without a line arrives at once, so writing is counted over ten minutes. An import
# is looked at before it is taken in, an export is asked for again once the passphrase was given.
ALLOWANCES = {
    "writes": "1200 per 10 minutes",
    "search": "30 per minute",
    "exports": "12 per hour",
    "imports": "12 per hour",
    "shares": "60 per hour",
    "tokens": "10 per day",
    "anonymous": "1200 per minute",
    "reports": "10 per minute",
    "probes": "60 per minute",
}
ADDING = frozenset({"POST", "PUT", "PATCH"})
# A storage that does not answer must not hold up whoever asks.
STORAGE: dict[str, str | int] = {"wrap_exceptions": True, "socket_connect_timeout": 1, "socket_timeout": 1}
View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger("braid")


class Asker(NamedTuple):
    """Under which name a request is counted, and whether somebody is signed in."""

    name: str
    is_signed_in: bool


class TooManyRequests(TooManyTries):
    """More was asked for than one person, or one network, may in so short a time."""

    title = "A little slower, please"
    slug = "too-many-requests"


def limited(allowance: str) -> Callable[[View], View]:
    """Mark a view that has an allowance of its own in ALLOWANCES. Raises KeyError for one that is not there."""
    _ = ALLOWANCES[allowance]

    def mark(view: View) -> View:
        view.allowance = allowance  # type: ignore[attr-defined]
        return view

    return mark


def allowance_of(app: Flask, endpoint: str, method: str) -> str | None:
    """What a request of an endpoint is counted against, or None where it is not.

    What somebody signed in reads, takes back or ends is never counted, nor is what has a throttle of its own.
    """
    view = view_of(app, endpoint, method)
    named, policy = getattr(view, "allowance", None), getattr(view, "policy", None)
    if named is not None:
        return str(named)
    if policy in ("signed-in", "consented", "desk"):
        return "writes" if method in ADDING else None
    is_api = any(rule.rule.startswith(BASE) for rule in app.url_map.iter_rules(endpoint))
    return "anonymous" if policy == "open" and is_api else None


def init_app(app: Flask, settings: Settings, who: Callable[[], Asker]) -> None:
    """Count every request after the gatekeeper has let it in, unless the operator measures just now."""
    if settings.rate_limits == "off":
        return
    # One for each app: the extension keeps its storage and its state in itself.
    limiter = Limiter(
        lambda: str(g.counted_as),
        default_limits=[Limit(_amount, scope=lambda _: str(g.counts_for), shared=True)],
        strategy="moving-window",
        storage_uri=settings.rate_limit_storage.replace(IN_MEMORY, f"{SCHEME}://"),
        storage_options=STORAGE,
        in_memory_fallback_enabled=True,
        swallow_errors=True,
    )
    limiter.logger.handlers = log.handlers
    limiter.logger.setLevel(logging.WARNING)
    # Whoever asks whether a node is ready asks each for itself; counted together, many nodes would seem to be away.
    node = token_hex(8)
    # Found out before the extension looks: it would take any failure for one of its storage.
    app.before_request(lambda: _find_out(who, node))
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, lambda error: _refuse(limiter, error))


def _find_out(who: Callable[[], Asker], node: str) -> None:
    g.counts_for = allowance_of(current_app, request.endpoint, request.method) if request.endpoint else None
    if g.counts_for is None:
        return
    asker = who()
    g.counted_as = f"{asker.name}/{node}" if g.counts_for == "probes" else asker.name
    if asker.is_signed_in and g.counts_for == "anonymous":
        g.counts_for = None


def _amount() -> str:
    return ALLOWANCES.get(g.counts_for, "")


def _refuse(limiter: Limiter, error: RateLimitExceeded) -> ResponseReturnValue:
    longest = error.limit.limit.get_expiry()
    return current_app.handle_user_exception(TooManyRequests(max(1, min(_seconds_left(limiter, longest), longest))))


def _seconds_left(limiter: Limiter, longest: int) -> int:
    try:
        return limiter.current_limit.reset_at - timestamp() if limiter.current_limit else longest
    except StorageError:
        return longest
