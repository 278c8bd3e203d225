"""What the operator decides, read once from the environment and checked before anything starts."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "BRAID_"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
REGISTRATIONS = ("open", "invite", "closed")
SECOND_STEPS = ("offered", "desk", "leading")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
IN_MEMORY = "memory://"
STORAGE = re.compile(r"rediss?://([^/@]*@)?([^/@:]+|\[[\da-f:]+\])(:\d{1,5})?(/\d*)?$|redis\+unix:///.")
POSTGRES = "postgresql+psycopg"
THREADS = 16  # of each worker; bin/serve.py says what they are for
_WHICH_DATABASE = (
    f"{PREFIX}DATABASE_URL must look like postgresql://braid:passphrase@host/braid, or like sqlite:////folder/file; "
    "left out, Braid keeps an SQLite file in its data folder. Special characters in the passphrase are written as %40."
)


class SettingsError(ValueError):
    """A setting cannot be used; the sentence says which one and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """Every setting there is; docs/settings.md explains each, and a test holds the two together."""

    data_dir: Path
    database_url: str = field(repr=False)  # it may hold a password
    host: str
    port: int
    public_origin: str
    registration: str
    second_step: str
    pepper_file: Path
    ledger_file: Path
    trusted_proxies: int
    workers: int
    leave_seconds: int
    leaving_file: Path | None
    rate_limits: str
    rate_limit_storage: str
    metrics_token_file: Path | None
    log_level: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read and check the `BRAID_` variables.

        Raises SettingsError with a sentence that says what to mend.
        """
        source = os.environ if environ is None else environ
        values = {key.removeprefix(PREFIX): value.strip() for key, value in source.items() if key.startswith(PREFIX)}
        data_dir = Path(values.get("DATA_DIR") or "data").absolute()
        port = _number(values, "PORT", default=8000, least=1, most=65535)
        origin = _origin(values.get("PUBLIC_ORIGIN") or f"http://localhost:{port}")
        return cls(
            data_dir=data_dir,
            database_url=_database_url(values.get("DATABASE_URL"), data_dir),
            host=values.get("HOST") or "127.0.0.1",
            port=port,
            public_origin=origin,
            registration=_registration(values, origin),
            second_step=_one_of(values, "SECOND_STEP", SECOND_STEPS, default="desk"),
            pepper_file=Path(values.get("PEPPER_FILE") or data_dir / "keys" / "pepper").absolute(),
            ledger_file=Path(values.get("LEDGER_FILE") or data_dir / "ledger" / "erasures").absolute(),
            trusted_proxies=_number(values, "TRUSTED_PROXIES", default=0, least=0, most=10),
            workers=_number(values, "WORKERS", default=2, least=1, most=64),
            leave_seconds=_number(values, "LEAVE_SECONDS", default=0, least=0, most=600),
            leaving_file=_file(values, "LEAVING_FILE"),
            rate_limits=_one_of(values, "RATE_LIMITS", ("on", "off"), default="on"),
            rate_limit_storage=_storage(values.get("RATE_LIMIT_STORAGE") or IN_MEMORY),
            metrics_token_file=_file(values, "METRICS_TOKEN_FILE"),
            log_level=_one_of(values, "LOG_LEVEL", LOG_LEVELS, default="INFO"),
        )

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file here, and not a PostgreSQL server."""
        return self.database_url.startswith("sqlite:///")

    @property
    def is_https(self) -> bool:
        """Whether people reach this server over TLS."""
        return self.public_origin.startswith("https://")


def _database_url(text: str | None, data_dir: Path) -> str:
    if not text:
        return f"sqlite:///{data_dir / 'journal' / 'braid.sqlite3'}"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise SettingsError(_WHICH_DATABASE) from None
    if url.drivername == "sqlite" and url.database:
        return text
    if url.drivername not in ("postgresql", POSTGRES) or not url.database:
        raise SettingsError(_WHICH_DATABASE)
    return url.set(drivername=POSTGRES).render_as_string(hide_password=False)


def _number(values: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    text = values.get(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise SettingsError(f"{PREFIX}{name} must be a whole number from {least} to {most}.")
    return int(text)


def _file(values: Mapping[str, str], name: str) -> Path | None:
    return Path(text).absolute() if (text := values.get(name)) else None


def _one_of(values: Mapping[str, str], name: str, choices: tuple[str, ...], *, default: str) -> str:
    text = values.get(name) or default
    if text not in choices:
        raise SettingsError(f"{PREFIX}{name} must be one of: {', '.join(choices)}.")
    return text


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise SettingsError(f"{PREFIX}PUBLIC_ORIGIN must look like https://journal.example, without a path.")
    return f"{parts.scheme}://{parts.netloc}"


def _storage(text: str) -> str:
    if text != IN_MEMORY and not STORAGE.match(text):
        raise SettingsError(f"{PREFIX}RATE_LIMIT_STORAGE must be memory:// or look like redis://cache.example:6379.")
    return text


def _registration(values: Mapping[str, str], origin: str) -> str:
    # An open door is a fair default for one's own machine only; anywhere else somebody has to choose it.
    if not values.get("REGISTRATION") and urlsplit(origin).hostname not in LOOPBACK_HOSTS:
        raise SettingsError(f"{PREFIX}REGISTRATION must be chosen for a public address: {', '.join(REGISTRATIONS)}.")
    return _one_of(values, "REGISTRATION", REGISTRATIONS, default="open")
