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
from app.library.frame import NoticeTexts
from app.library.frame_routes import blueprint as frame_blueprint
from app.library.loading import load_library
from app.library.routes import blueprint
from app.library.today_routes import blueprint as today_blueprint

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "prompts"


def init_app(app: Flask, api: Api) -> None:
    """Read prompts/ and put the library, its notices, its pages of the API and its commands into the app."""
    app.config.setdefault("PROMPTS_DIR", str(DEFAULT_FOLDER))
    library = load_library(Path(app.config["PROMPTS_DIR"]))
    app.extensions["library"] = library
    app.extensions["notices"] = as_notices(library.notices)
    api.register_blueprint(today_blueprint)
    api.register_blueprint(blueprint)
    api.register_blueprint(frame_blueprint)
    app.cli.add_command(library_cli)


def as_notices(texts: NoticeTexts) -> Notices:
    """The notices in the form that every reply can quote."""
    return Notices(
        micro=Notice("micro", texts.micro.version, texts.micro.text),
        short=Notice("short", texts.short.version, texts.short.text),
        long=Notice("long", texts.long.version, texts.long.text),
        consent=Consent(texts.consent.version, dict(texts.consent.statements)),
    )
