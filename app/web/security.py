"""The headers on every answer, pages and API alike (security.md 3.3)."""

import json
import logging

from flask import Blueprint, Flask, Response, request

from app.config import Settings
from app.core.language import ORIGINAL
from app.core.limits import limited
from app.core.notices import notices_in
from app.core.policy import policy

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types braid-worker",
        "report-uri /csp-report",
    )
)
API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
ALWAYS = {
    "Server": "Braid",  # and not what it runs on, which the server would say
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), browsing-topics=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}
VARY = "Sec-Fetch-Site, Origin, Cookie, Accept-Encoding, Accept-Language"
TRANSPORT = "max-age=63072000; includeSubDomains"
MOST_REPORT_BYTES = 8_192
DIRECTIVES = frozenset(part.split(" ")[0] for part in PAGE_POLICY.split("; "))
log = logging.getLogger("braid")
blueprint = Blueprint("security", __name__)


@blueprint.post("/csp-report")
@policy("open")
@limited("reports")
def hear_report() -> Response:
    """Log which directive a page broke; never the sample, which could quote somebody's text."""
    raw = request.get_data(cache=False)
    try:
        report = json.loads(raw) if len(raw) <= MOST_REPORT_BYTES else {}
        directive = report["csp-report"]["effective-directive"]
    except (ValueError, KeyError, TypeError, RecursionError):
        directive = None
    if directive in DIRECTIVES:
        log.warning("csp report", extra={"event": f"csp {directive}"})
    return Response(status=204)


def init_app(app: Flask, settings: Settings) -> None:
    """Dress every answer, errors and static files included, and listen for broken policies."""
    app.register_blueprint(blueprint)

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.extend({name: value for name, value in ALWAYS.items() if name not in response.headers})
        response.headers.setdefault("Cache-Control", "no-store")
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = TRANSPORT
        if request.path.startswith("/static/"):
            return response
        response.headers["Vary"] = VARY
        is_api = request.path.startswith("/api/") and response.mimetype != "text/html"
        response.headers["Content-Security-Policy"] = API_POLICY if is_api else PAGE_POLICY
        if is_api:
            # A header holds plain letters only, so it quotes the original.
            response.headers["X-Content-Notice"] = notices_in(ORIGINAL).micro.text
        return response
