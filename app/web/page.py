"""What every page is given: its notice, its files, the icons, and whether somebody is signed in here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, render_template, request
from markupsafe import Markup

from app.core.notices import current_notices
from app.web.assets import current_assets

BRAND = "Braid"
ALPINE = "js/vendor/alpine-csp-3.17.4.js"
COOKIE = "__Host-session"
# The scripts that a page needs beside the everyday one, a folder of static/js/components each.
ROOMS: Mapping[str, tuple[str, ...]] = {
    "desk": ("desk", "keys"),
    "entry": ("groups", "journal"),
    "error": ("doors",),
    "group": ("groups",),
    "groups": ("groups",),
    "join": ("groups",),
    "journal": ("journal",),
    "library": ("library",),
    "live": ("groups",),
    "offline": ("doors",),
    "path": ("library",),
    "print": ("journal",),
    "programs": ("keys", "settings"),
    "prompt": ("library",),
    "recovery": ("doors",),
    "river": ("river",),
    "search": ("journal",),
    "settings": ("doors", "keys", "settings"),
    "sign-in": ("keys",),
    "sign-up": ("doors",),
    "support": ("library",),
    "taking-along": ("keys", "portability"),
    "welcome": ("doors",),
}
# The pages that need a style sheet beside the everyday one.
SHEETS: Mapping[str, str] = {
    **dict.fromkeys(("entry", "facilitating", "group", "groups", "join", "live"), "css/groups.css"),
    **dict.fromkeys(("concept", "library", "path", "prompt"), "css/library.css"),
    "river": "css/river.css",
    **dict.fromkeys(("desk", "programs", "settings", "taking-along"), "css/settings.css"),
}


def init_app(app: Flask) -> None:
    """Give the templates what they share."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(shared)


def show(name: str, *, is_private: bool = True, **words: Any) -> str:
    """Render pages/<name>.html with its own words; a private page sends those who are not signed in to the door."""
    return render_template(
        f"pages/{name}.html",
        page=name,
        is_private=is_private,
        room_scripts=room_scripts(name),
        sheet=SHEETS.get(name),
        **words,
    )


def room_scripts(page: str) -> list[str]:
    """The addresses of what this page needs beside the everyday script, so that the browser may fetch all at once."""
    assets = current_assets()
    return [] if assets.is_development else [assets.url(f"js/{room}.js") for room in ROOMS.get(page, ())]


def has_cookie() -> bool:
    """Whether this browser holds a session; whether that session still lives, only the API knows."""
    return COOKIE in request.cookies


def shared() -> dict[str, Any]:
    """What layout.html and every component may use."""
    assets = current_assets()
    return {
        "brand": BRAND,
        "asset": assets.url,
        "icon": icon,
        "notice": current_notices().short,
        "is_signed_in": has_cookie(),
        "alpine": assets.url(ALPINE),
    }


def icon(name: str, is_small: bool = False) -> Markup:
    """One glyph of the sprite; always beside words, so it says nothing itself."""
    kind = "icon icon--small" if is_small else "icon"
    address = f"{current_assets().url('icons/icons.svg')}#{name}"
    return Markup('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>').format(
        kind, address
    )
