"""Who is asking: every request passes here before its route, and none passes without a policy."""

from typing import cast

from flask import Flask, Request, Response, current_app, g, request
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from app.accounts.errors import ConsentNeeded, OutOfScope, SomebodyElse, TwoCredentials
from app.accounts.renewing import is_due, renew
from app.accounts.rotating import require_present_keys
from app.accounts.second_steps import require_at_desk
from app.accounts.sessions import end, note_use, recognise
from app.accounts.tokens import recognise_program
from app.accounts.visitor import DEVICES, Visitor
from app.config import Settings
from app.core.clock import DEFAULT_ZONE, today_in
from app.core.fairness import let_others_go_on
from app.core.limits import Asker
from app.core.networks import network_of
from app.core.notices import current_notices
from app.core.origin import UNSAFE, require_own_origin
from app.core.policy import policy_of, scopes_of
from app.core.reader import Reader
from app.errors import Busy, NotSignedIn
from app.extensions import db
from app.vault.slots import PassphraseGuard

COOKIE = "__Host-session"
# Whom a program means to ask for; a tab may outlive the session it was opened in.
MEANT_FOR = "Braid-Person"


def init_app(app: Flask) -> None:
    """Put the gatekeeper before every route."""
    app.extensions["reader"] = reader
    app.before_request(_admit)
    app.after_request(_hand_out_renewed)
    app.teardown_request(_forget)
    if not event.contains(db.session, "before_commit", _require_present_keys):
        # Before anything else that a commit does: what is refused here must leave no trace elsewhere.
        event.listen(db.session, "before_commit", _require_present_keys, insert=True)


def current_visitor() -> Visitor:
    """Whoever is signed in, or a program whose token is for this. Raises NotSignedIn, OutOfScope."""
    visitor = visitor_or_none()
    if visitor is None:
        raise NotSignedIn("Please sign in first.")
    # Here and not with the policy: a route that is open to anyone may yet ask who somebody is.
    _require_scope(visitor)
    return visitor


def visitor_or_none() -> Visitor | None:
    """Whoever is signed in, if anybody."""
    if "visitor" not in g:
        g.visitor = _recognised(request)
        if g.visitor is not None:
            _note_use(g.visitor)
    return cast(Visitor | None, g.visitor)


def end_present_session() -> None:
    """End the session whose cookie is about to be replaced: it would live on with nobody to sign it out."""
    secret = request.cookies.get(COOKIE)
    present = recognise(secret) if secret else None
    if present is not None:
        end(present.person_id, present.session_id)


def current_settings() -> Settings:
    """The operator's settings."""
    return cast(Settings, current_app.extensions["settings"])


def current_guard() -> PassphraseGuard:
    """The peppers and the cost of a passphrase."""
    return cast(PassphraseGuard, current_app.extensions["guard"])


def reader() -> Reader:
    """All that the library may know of whoever asks."""
    visitor = visitor_or_none()
    if visitor is None:
        return Reader(seed=b"anyone", day=today_in(DEFAULT_ZONE))
    chosen = visitor.preferences
    return Reader(
        seed=visitor.person_id.bytes,
        day=visitor.today,
        muted=frozenset(chosen.muted_topics),
        deeper=chosen.deeper_prompts,
    )


def asker() -> Asker:
    """Under whose name a request is counted, as a pseudonym: the person's, or their network's where nobody is known."""
    peppers, visitor = current_guard().peppers, visitor_or_none()
    if visitor is not None:
        return Asker(peppers.pseudonym("limits", "person", visitor.person_id), is_signed_in=True)
    return Asker(peppers.pseudonym("limits", "network", network_of(request.remote_addr or "")), is_signed_in=False)


def hand_out(response: Response, secret: str, device: str) -> Response:
    """Put a session's secret into the one cookie there is."""
    lifetime = DEVICES[device].lifetime if device == "own" else None
    response.set_cookie(COOKIE, secret, max_age=lifetime, secure=True, httponly=True, samesite="Strict", path="/")
    return response


def take_back(response: Response, *, keep_storage: bool = False) -> Response:
    """Remove the cookie and ask the browser to forget what it stored for us, unless others have something there."""
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
    if not keep_storage:
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


def device_label() -> str:
    """A few words for the device that asks, from its own description: “Firefox on Android”."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A program")
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    return f"{browser} on {system}" if system else browser


def _admit() -> None:
    name = policy_of(current_app, request.endpoint, request.method) if request.endpoint else None
    if name is None:
        return
    _require_one_credential(request)
    if request.method in UNSAFE and (name == "credential" or COOKIE in request.cookies):
        require_own_origin(request, current_settings().public_origin)
    if name == "credential":
        let_others_go_on()
    if name in ("open", "credential"):
        return
    visitor = current_visitor()
    if request.headers.get(MEANT_FOR, str(visitor.person_id)) != str(visitor.person_id):
        raise SomebodyElse
    _renew(visitor)
    if name == "consented" and visitor.consent_version != current_notices().consent.version:
        raise ConsentNeeded
    if name == "desk":
        require_at_desk(visitor, current_settings().second_step)


def _recognised(asked: Request) -> Visitor | None:
    if asked.authorization is not None:
        is_token = asked.authorization.type == "bearer"
        return recognise_program(asked.authorization.token or "") if is_token else None
    secret = asked.cookies.get(COOKIE)
    return recognise(secret) if secret else None


def _require_scope(visitor: Visitor) -> None:
    if visitor.scopes is None:
        return
    needed = scopes_of(current_app, request.endpoint or "", request.method)
    if not needed or not needed <= visitor.scopes:
        raise OutOfScope


def _note_use(visitor: Visitor) -> None:
    # Reading goes on when the disk is full or somebody holds the pen; the use is noted another time.
    try:
        if note_use(visitor):
            db.session.commit()
    except (DBAPIError, Busy):
        db.session.rollback()


def _renew(visitor: Visitor) -> None:
    # Only where nothing but the answer hangs on the request, which hands out no other secret and is kept nowhere.
    if request.method != "GET" or not is_due(visitor):
        return
    try:
        g.renewed = renew(visitor)
        db.session.commit()
    except (DBAPIError, Busy, NotSignedIn):
        g.renewed = None
        db.session.rollback()


def _hand_out_renewed(response: Response) -> Response:
    secret = g.pop("renewed", None)
    return hand_out(response, secret, g.visitor.device) if secret else response


def _require_present_keys(_session: object) -> None:
    # A long request may outlive the keys it began with. Whatever it has sealed with them is not kept.
    visitor = g.get("visitor")
    if visitor is not None:
        require_present_keys(visitor.keyring)


def _require_one_credential(asked: Request) -> None:
    if "Authorization" in asked.headers and COOKIE in asked.cookies:
        raise TwoCredentials("Send a cookie or an Authorization header, never both.")


def _forget(_error: BaseException | None) -> None:
    g.pop("visitor", None)


_BROWSERS = (
    ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("SamsungBrowser/", "Samsung Internet"), ("OPR/", "Opera"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip
