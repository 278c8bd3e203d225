"""What the operator decides is checked before anything starts, and followed."""

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
