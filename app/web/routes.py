"""The addresses of the pages. A page is a shell; only the library's public text is written into it here."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.core.notices import current_notices
from app.core.policy import policy
from app.web import choices, reading_room
from app.web.assets import Asset, answer, current_assets
from app.web.page import has_cookie, show

blueprint = Blueprint("web", __name__)


@blueprint.get("/")
@policy("open")
def welcome() -> ResponseReturnValue:
    """The door; whoever is signed in walks through it."""
    return redirect("/today") if has_cookie() else show("welcome", is_private=False)


@blueprint.get("/today")
@policy("open")
def today() -> str:
    return show("today", **reading_room.to_write_with(choices.library()))


@blueprint.get("/write")
@policy("open")
def write() -> str:
    return show("write", **reading_room.to_write_with(choices.library()))


@blueprint.get("/journal")
@policy("open")
def journal() -> str:
    return show("journal", ideas=reading_room.ideas(choices.library()))


@blueprint.get("/entries/<uuid:entry_id>")
@policy("open")
def entry(entry_id: object) -> str:
    """The shell of any page of a journal: which one it is, only the browser knows."""
    return show("entry", **reading_room.to_write_with(choices.library()))


@blueprint.get("/river")
@policy("open")
def river() -> str:
    """Looking back, drawn on the device."""
    return show("river", ideas=reading_room.ideas(choices.library()))


@blueprint.get("/groups")
@policy("open")
def groups() -> str:
    """The groups one is in, and the way to a new one."""
    return show("groups", **choices.for_those_who_lead(), **reading_room.for_groups(choices.library()))


@blueprint.get("/groups/<uuid:workshop_id>")
@policy("open")
def group(workshop_id: object) -> str:
    """The shell of any group: which one it is, only the browser and the API know."""
    return show("group", **choices.for_those_who_lead(), **reading_room.for_groups(choices.library()))


@blueprint.get("/groups/<uuid:workshop_id>/live")
@policy("open")
def live(workshop_id: object) -> str:
    """What a projector shows of a live session; nothing private is ever on it."""
    return show("live", micro=current_notices().micro)


@blueprint.get("/join")
@policy("open")
def join() -> str:
    """Where a code leads; it stands in the fragment, which no server sees."""
    return show("join", is_private=False)


@blueprint.get("/facilitating")
@policy("open")
def facilitating() -> str:
    """The guide for those who lead a group."""
    return show("facilitating", is_private=False, long_notice=current_notices().long)


@blueprint.get("/search")
@policy("open")
def search() -> str:
    return show("search", ideas=reading_room.ideas(choices.library()))


@blueprint.get("/print")
@policy("open")
def on_paper() -> str:
    """A stretch of the journal, set for paper on the device."""
    return show("print", long_notice=current_notices().long)


@blueprint.get("/library")
@policy("open")
def library() -> str:
    return show("library", is_private=False, **reading_room.library_page(choices.library(), request.args))


@blueprint.get("/library.json")
@policy("open")
def library_on_a_shelf() -> Response:
    """The whole library as data, for a device that looks for words in it or has no line. The same for everybody."""
    return jsonify(reading_room.shelf(choices.library()))


@blueprint.get("/concepts/<slug>")
@policy("open")
def concept(slug: str) -> str:
    return show("concept", is_private=False, **reading_room.concept_page(choices.library(), slug))


@blueprint.get("/prompts/<prompt_id>")
@policy("open")
def prompt(prompt_id: str) -> str:
    return show("prompt", is_private=False, **reading_room.prompt_page(choices.library(), prompt_id))


@blueprint.get("/paths/<path_id>")
@policy("open")
def path(path_id: str) -> str:
    return show("path", is_private=False, **reading_room.path_page(choices.library(), path_id))


@blueprint.get("/settings")
@policy("open")
def settings() -> str:
    lead = choices.for_those_who_lead()
    return show("settings", topics=choices.topics(), regions=choices.regions(), languages=choices.languages(), **lead)


@blueprint.get("/programs")
@policy("open")
def programs() -> str:
    """Tokens for programs of one's own."""
    scopes = choices.scopes()
    return show("programs", scopes=scopes, titles={scope: title for scope, title, _ in scopes})


@blueprint.get("/desk")
@policy("open")
def desk() -> str:
    """Where an admin looks after the server; the shell says so to anybody, and the API to nobody else."""
    return show("desk")


@blueprint.get("/taking-along")
@policy("open")
def taking_along() -> str:
    """A journal as a file, out and in."""
    ideas = reading_room.ideas(choices.library())
    return show("taking-along", ideas=ideas, forms=choices.forms(), long_notice=current_notices().long)


@blueprint.get("/support")
@policy("open")
def support() -> str:
    return show(
        "support",
        is_private=False,
        support=choices.support(),
        regions=choices.regions(),
        checked_on=choices.support_checked_on(),
    )


@blueprint.get("/about")
@policy("open")
def about() -> str:
    return show("about", is_private=False, long_notice=current_notices().long, grades=choices.grades())


@blueprint.get("/sign-in")
@policy("open")
def sign_in() -> str:
    return show("sign-in", is_private=False)


@blueprint.get("/sign-up")
@policy("open")
def sign_up() -> str:
    notices = current_notices()
    words = {"long_notice": notices.long, "consent": notices.consent, "registration": choices.registration()}
    return show("sign-up", is_private=False, topics=choices.topics(), regions=choices.regions(), **words)


@blueprint.get("/recovery")
@policy("open")
def recovery() -> str:
    return show("recovery", is_private=False)


@blueprint.get("/offline")
@policy("open")
def offline() -> str:
    return show("offline", is_private=False)


@blueprint.get("/manifest.webmanifest")
@policy("open")
def manifest() -> Response:
    """What a phone needs to know to keep Braid on its first screen."""
    return Response(render_template("manifest.webmanifest"), mimetype="application/manifest+json")


@blueprint.get("/sw.js")
@policy("open")
def service_worker() -> Response:
    """The service worker, made new by every release of the files and of the library."""
    assets, content = current_assets(), choices.library().manifest.content_version
    first_line = f"const RELEASE = '{assets.release}-{content}'\n"
    script = Asset.of("sw.js", first_line.encode() + assets.sources()["service-worker.js"], compress=False)
    return answer(script, cache="no-cache")


@blueprint.get("/favicon.ico")
@policy("open")
def favicon() -> Response:
    return kept("icons/favicon.ico")


@blueprint.get("/robots.txt")
@policy("open")
def robots() -> Response:
    return kept("robots.txt")


def kept(path: str) -> Response:
    """A static file at an address of its own, asked for anew each time."""
    asset = current_assets().find(path)
    if asset is None:
        raise LookupError(path)
    return answer(asset, cache="no-cache")
