"""Settings are checked before anything starts, and told in a sentence."""

import pytest

from app.config import Settings, SettingsError


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
