"""Braid: a self-reflection journal whose text only its writer's own credentials open."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    accounts,
    admin,
    apidocs,
    checkins,
    insights,
    journal,
    library,
    portability,
    reminders,
    vault,
    web,
    workshops,
)
from app.accounts.access import asker
from app.config import THREADS, Settings
from app.core import endpoints, limits, logs, postgres, problems
from app.core.database import tune
from app.core.erasures import keep_erasures
from app.core.fairness import Fair
from app.core.json_input import MAX_BYTES
from app.core.policy import require_policies
from app.extensions import api, db, migrate
from app.vault.argon2 import STANDARD, Argon2Cost
from app.vault.ledger import Ledger
from app.vault.pepper import Peppers, check_peppers
from app.vault.slots import PassphraseGuard, pepper_ids_in_use
from app.workshops.resealing import peppers_in_use

DOMAINS = (library, accounts, journal, checkins, insights, reminders, workshops, portability)


class Sync(Flask):
    """Flask, where nothing is asynchronous; otherwise it asks that of every function that a request passes."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func


def create_app(settings: Settings | None = None, *, cost: Argon2Cost = STANDARD) -> Flask:
    """The journal, ready to serve.

    Raises SettingsError, ContentError, UnknownPepper or DamagedPepper with what to mend.
    """
    settings = settings or Settings.from_environment()
    app = Sync(__name__, static_folder=None, template_folder="web/templates")
    app.config.update(flask_settings(settings))
    app.extensions["settings"] = settings
    logs.init_app(app, settings.log_level)
    problems.init_app(app)
    endpoints.init_api(app, api)
    bind_database(app, settings)
    peppers = find_peppers(app, settings)
    vault.init_app(app, PassphraseGuard(peppers, cost))
    open_ledger(app, settings, peppers)
    for domain in DOMAINS:
        domain.init_app(app, api)
    limits.init_app(app, settings, asker)
    admin.init_app(app, api)
    apidocs.init_app(app, api)
    web.init_app(app)
    require_policies(app)
    app.wsgi_app = Fair(app.wsgi_app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    return app


def flask_settings(settings: Settings) -> dict[str, object]:
    """Flask's own configuration: no session cookie, no automatic OPTIONS, bounded bodies, no values in errors."""
    of_engine = {} if settings.is_sqlite else postgres.engine_options(THREADS)
    return {
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, **of_engine},
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "MAX_CONTENT_LENGTH": MAX_BYTES,
        "SECRET_KEY": None,
    }


def bind_database(app: Flask, settings: Settings) -> None:
    """Connect the app to its database and its migrations."""
    if settings.is_sqlite:
        (settings.data_dir / "journal").mkdir(mode=0o700, parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        tune(db.engine)


def open_ledger(app: Flask, settings: Settings, peppers: Peppers) -> None:
    """Note whatever is deleted for good outside the database, from now on."""
    settings.ledger_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.extensions["ledger"] = ledger = Ledger(settings.ledger_file, peppers)
    keep_erasures(app, ledger.keep)


def find_peppers(app: Flask, settings: Settings) -> Peppers:
    """The pepper file's secrets; a first one is made only for a database that nothing was ever sealed in with one."""
    with app.app_context():
        used = [*peppers_needed("key_slots", pepper_ids_in_use), *peppers_needed("workshops", peppers_in_use)]
        # A house that does not start leaves no line to its database behind.
        db.engine.dispose()
    try:
        peppers = Peppers.load(settings.pepper_file)
    except FileNotFoundError:
        peppers = Peppers({}) if used else first_pepper(settings)
    check_peppers(peppers, used)
    return peppers


def peppers_needed(table: str, find: Callable[[], Iterable[str]]) -> Iterable[str]:
    """The pepper ids that a table's boxes were sealed with; none before the migration that makes it."""
    try:
        known = inspect(db.engine).has_table(table)
    except OperationalError:
        logging.getLogger("braid").error("the database cannot be opened")
        raise
    found = find() if known else []
    db.session.remove()
    return found


def first_pepper(settings: Settings) -> Peppers:
    """Make the first pepper; where another process was quicker, take its."""
    try:
        return Peppers.create(settings.pepper_file)
    except FileExistsError:
        return Peppers.load(settings.pepper_file)
