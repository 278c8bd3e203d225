"""Settings are checked before anything starts, told in a sentence when they are wrong, and followed."""

from pathlib import Path

import pytest

from app import create_app
from app.config import Settings, SettingsError
from app.extensions import db

PUBLIC = {"BRAID_PUBLIC_ORIGIN": "https://journal.example", "BRAID_REGISTRATION": "invite"}


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"BRAID_PUBLIC_ORIGIN": "https://journal.example"}, "BRAID_REGISTRATION"),
        ({**PUBLIC, "BRAID_PUBLIC_ORIGIN": "https://journal.example/braid"}, "BRAID_PUBLIC_ORIGIN"),
        ({"BRAID_REGISTRATION": "perhaps"}, "BRAID_REGISTRATION"),
        ({"BRAID_TRUSTED_PROXIES": "-1"}, "BRAID_TRUSTED_PROXIES"),
        ({"BRAID_PORT": "none"}, "BRAID_PORT"),
        ({"BRAID_LOG_LEVEL": "chatty"}, "BRAID_LOG_LEVEL"),
    ],
)
def test_what_cannot_be_used_is_named_in_a_sentence(settings: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.from_environment(settings)


@pytest.mark.parametrize(("settings", "held_to_tls"), [(PUBLIC, True), ({}, False)])
def test_browsers_are_held_to_tls_where_there_is_any(
    tmp_path: Path, settings: dict[str, str], held_to_tls: bool
) -> None:
    quiet = {"BRAID_DATA_DIR": str(tmp_path), "BRAID_LOG_LEVEL": "WARNING"}
    app = create_app(Settings.from_environment({**quiet, **settings}))

    response = app.test_client().get("/support")
    with app.app_context():
        db.engine.dispose()

    assert ("Strict-Transport-Security" in response.headers) is held_to_tls


@pytest.mark.parametrize("folder", ["journal", "keys", "ledger"])
def test_what_lies_in_the_data_folder_is_its_owners_alone(tmp_path: Path, folder: str) -> None:
    app = create_app(Settings.from_environment({"BRAID_DATA_DIR": str(tmp_path), "BRAID_LOG_LEVEL": "WARNING"}))
    with app.app_context():
        db.engine.dispose()

    assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "storage",
    ["memory://", "redis://cache.example:6379/1", "redis+unix:///run/redis.sock", "rediss://:word@[::1]:6379"],
)
def test_limits_are_counted_in_memory_or_in_redis(storage: str):
    assert Settings.from_environment({"BRAID_RATE_LIMIT_STORAGE": storage}).rate_limit_storage == storage


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RATE_LIMITS", "yes", "one of: on, off"),
        ("RATE_LIMIT_STORAGE", "memory://here", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "redis://", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "redis://cache.example:port", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "mongodb://cache.example", "memory:// or look like redis://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write_instead(name: str, value: str, said: str):
    with pytest.raises(SettingsError, match=f"BRAID_{name} must be") as refusal:
        Settings.from_environment({f"BRAID_{name}": value})

    assert said in str(refusal.value)


def database_url(text: str) -> str:
    return Settings.from_environment({"BRAID_DATABASE_URL": text}).database_url


@pytest.mark.parametrize("kind", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_asked_through_one_driver_however_it_is_written(kind: str) -> None:
    assert database_url(f"{kind}://braid:p%40ss@db:6432/braid?sslmode=require") == (
        "postgresql+psycopg://braid:p%40ss@db:6432/braid?sslmode=require"
    )


@pytest.mark.parametrize("text", ["mysql://a@b/c", "postgresql://braid@db", "postgresql+asyncpg://a@b/c", "x", "://"])
def test_another_database_is_refused_in_words(text: str) -> None:
    with pytest.raises(SettingsError, match="BRAID_DATABASE_URL must look like postgresql://"):
        database_url(text)


def test_the_passphrase_of_the_database_is_in_no_refusal_and_no_description() -> None:
    with pytest.raises(SettingsError) as refused:
        database_url("mysql://braid:canary@db/braid")
    described = repr(Settings.from_environment({"BRAID_DATABASE_URL": "postgresql://braid:canary@db/braid"}))

    assert "canary" not in f"{refused.value} {refused.value.__cause__} {described}"


def test_without_a_setting_the_database_is_a_file_in_the_data_folder() -> None:
    settings = Settings.from_environment({"BRAID_DATA_DIR": "somewhere"})

    assert settings.is_sqlite
    assert settings.database_url.endswith("/somewhere/journal/braid.sqlite3")
