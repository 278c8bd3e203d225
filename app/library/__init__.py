"""The library: ideas, explainers, prompts, paths, the check-in's words and Support, kept as files under prompts/.

Its law: nothing here knows a person. It has no tables, it is read once at the start, it is readable without signing in,
and the app does not start on a library that does not hold together. Ids never change; what is withdrawn is retired.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_smorest import Api

from app.core.notices import Consent, Notice, Notices
from app.library.cli import library_cli
from app.library.frame import NoticeText, NoticeTexts
from app.library.frame_routes import blueprint as frame_blueprint
from app.library.routes import blueprint
from app.library.today_routes import blueprint as today_blueprint
from app.library.translating import load_libraries

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "prompts"


def init_app(app: Flask, api: Api) -> None:
    """Read prompts/ and put the library, its notices, its pages of the API and its commands into the app."""
    app.config.setdefault("PROMPTS_DIR", str(DEFAULT_FOLDER))
    libraries = load_libraries(Path(app.config["PROMPTS_DIR"]))
    app.extensions["libraries"] = libraries
    app.extensions["languages"] = tuple(libraries)
    app.extensions["notices"] = {language: as_notices(library.notices) for language, library in libraries.items()}
    api.register_blueprint(today_blueprint)
    api.register_blueprint(blueprint)
    api.register_blueprint(frame_blueprint)
    app.cli.add_command(library_cli)


def as_notices(texts: NoticeTexts) -> Notices:
    """The notices in the form that every reply can quote."""
    return Notices(
        micro=as_notice("micro", texts.micro),
        short=as_notice("short", texts.short),
        long=as_notice("long", texts.long),
        sharing=as_notice("sharing", texts.sharing),
        consent=Consent(texts.consent.version, dict(texts.consent.statements), texts.consent.lang),
    )


def as_notice(notice_id: str, text: NoticeText) -> Notice:
    return Notice(notice_id, text.version, text.text, text.lang)
