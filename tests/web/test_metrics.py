"""Figures for the operator: behind a token of their own, in Prometheus's format, and about nobody."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings, SettingsError
from app.extensions import db
from tests import source
from tests.conftest import INSECURE_FOR_TESTS
from tests.people import Actor

TOKEN = "a-token-that-was-drawn-at-random-for-this"
DASHBOARD = source.ROOT / "deploy" / "grafana.json"
LINE = re.compile(r'^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(\{([a-z]+="[^"\n]*",?)*\})? [0-9.e+-]+)$')


def settings_for(folder: Path, token: str = TOKEN) -> Settings:
    (folder / "token").write_text(f"{token}\n")
    environ = {"BRAID_DATA_DIR": str(folder), "BRAID_LOG_LEVEL": "ERROR", "BRAID_RATE_LIMITS": "off"}
    return Settings.from_environment({**environ, "BRAID_METRICS_TOKEN_FILE": str(folder / "token")})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = create_app(settings_for(tmp_path_factory.mktemp("metrics")), cost=INSECURE_FOR_TESTS)
    with made.app_context():
        db.create_all()
    return made


def figures(app: Flask, token: str = TOKEN) -> str:
    response = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer ä"}])
def test_without_the_token_there_is_nothing_here(app: Flask, sent: dict[str, str]):
    assert app.test_client().get("/metrics", headers=sent).status_code == 404


def test_where_no_token_is_set_there_is_nothing_here(tmp_path: Path):
    quiet = create_app(Settings.from_environment({"BRAID_DATA_DIR": str(tmp_path), "BRAID_LOG_LEVEL": "ERROR"}))

    assert quiet.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_every_line_is_in_prometheus_format(app: Flask, alice: Actor):
    alice.write()

    assert [line for line in figures(app).splitlines() if not LINE.match(line)] == []


def test_the_dashboard_asks_for_the_figures_that_there_are(app: Flask, alice: Actor):
    alice.write()
    told, asked = figures(app), " ".join(re.findall(r'"expr": "(.+)",', DASHBOARD.read_text()))

    names = set(re.findall(r"^(braid_\w+)", told, re.MULTILINE))
    labels = set(re.findall(r'(\w+)="', told)) | {"instance"}

    assert set(re.findall(r"braid_\w+", asked)) == names
    assert {label for group in re.findall(r"by \(([^)]+)\)", asked) for label in group.split(", ")} <= labels


def test_answers_are_counted_by_template_method_and_status(app: Flask, alice: Actor):
    one, another = alice.write(), alice.write()
    for entry in (one, another):
        alice.get(f"/entries/{entry['id']}")

    route, worker = "/api/v1/entries/<uuid:entry_id>", os.getpid()
    counted = f'{{route="{route}",method="GET",worker="{worker}",status="200"}} 2\n'
    assert f"braid_answers_total{counted}" in figures(app)


def test_every_bound_counts_what_took_no_longer(app: Flask, anybody: Actor):
    anybody.get("/themes")

    spread = re.findall(r'answer_seconds_bucket\{route="/api/v1/themes".*\} (\d+)', figures(app))
    total = re.search(r'answer_seconds_count\{route="/api/v1/themes".*\} (\d+)', figures(app))

    assert len(spread) == 11
    assert [int(one) for one in spread] == sorted(int(one) for one in spread)
    assert total is not None
    assert spread[-1] == total.group(1)


def test_ways_in_are_counted_by_kind_and_passphrases_by_what_became_of_them(app: Flask, alice: Actor, bob: Actor):
    told = figures(app)

    assert 'braid_key_slots{kind="session"} 2\n' in told
    assert 'braid_key_slots{kind="password"} 2\n' in told
    assert re.search(r"^braid_database_bytes [1-9]\d{4,}$", told, re.MULTILINE)
    assert re.search(r"^braid_passphrases_total\{.*\} [1-9]", told, re.MULTILINE)


def test_no_figure_is_about_somebody(app: Flask, alice: Actor):
    entry, me = alice.write("kettle"), alice.get("/person").json["id"]
    alice.get(f"/entries/{entry['id']}?kettle=1")

    told = figures(app)

    assert [word for word in (entry["id"], me, "alice", "kettle") if word in told] == []


@pytest.mark.parametrize("token", ["", "short"])
def test_a_token_that_could_be_guessed_stops_the_start(tmp_path: Path, token: str):
    with pytest.raises(SettingsError, match="BRAID_METRICS_TOKEN_FILE must hold at least 32"):
        create_app(settings_for(tmp_path, token))


def test_a_token_file_that_is_not_there_stops_the_start(tmp_path: Path):
    settings = settings_for(tmp_path)
    (tmp_path / "token").unlink()

    with pytest.raises(SettingsError, match="cannot be read"):
        create_app(settings)
