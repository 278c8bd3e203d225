"""A very small library that keeps every rule, as files to write and to spoil."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_smorest import Api

from app import library
from app.core import problems
from app.core.endpoints import init_api
from app.library.content import Library
from app.library.fingerprint import as_toml, fingerprint
from app.library.loading import load_library

Texts = dict[str, str]
SEED = "The heron waits beside the slow brown river until one silver fish swims past its feet at dusk\n" * 3
CONCEPT = {
    "title": '"Steadying one another"',
    "themes": '["relationships", "regulation"]',
    "group": '"Relationships"',
    "role": '"prompted"',
    "gist": '"People often steady one another."',
    "edges": "[]",
    "seed": '[{ slide = "A slide", lines = [1, 2] }]',
    "grade": '"well-supported"',
    "stance": '"carry"',
    "note": '"Said with care."',
    "refs": '["heron2001"]',
}
PAGE = {
    "title": '"Steadying one another"',
    "body": '"People steady each other in small ways. A calm voice or a shared laugh can make a hard moment easier."',
    "grade": '"well-supported"',
    "grade_note": '"Many studies agree."',
    "source": '{ slide = "A slide", lines = [1, 2] }',
    "refs": '["heron2001"]',
    "reviewed": '"2026-11-23"',
}
PROMPT = {
    "id": '"rel-warm-moment"',
    "title": '"A small warm moment"',
    "text": '"Think of a short moment this week when somebody made things easier. What did they do?"',
    "theme": '"relationships"',
    "concepts": '["steadying"]',
    "kind": '"free-write"',
    "depth": '"gentle"',
    "minutes": "5",
    "for": '["solo"]',
    "opt_out": '"You can skip this one."',
    "alone_friendly": "true",
}


def concept_toml(slug: str, changed: Texts, page_changed: Texts) -> str:
    """A prompted concept with a page."""
    lines = CONCEPT | {"slug": f'"{slug}"'} | changed
    return "\n".join([*as_lines(lines), "", "[explainer]", *as_lines(PAGE | page_changed)]) + "\n"


def prompt_toml(changed: Texts) -> str:
    """A gentle prompt."""
    return "\n".join(["[[prompt]]", *as_lines(PROMPT | changed)]) + "\n"


def as_lines(pairs: Texts) -> list[str]:
    return [f"{name} = {value}" for name, value in pairs.items()]


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


FEELINGS = {"bright": "eager", "settled": "calm", "stirred": "tense", "low": "sad", "between": "unsure"}
NOTICES = {
    "micro": "For reflection.",
    "short": "Not therapy.",
    "long": "Not therapy at all.",
    "sharing": "I choose to share.",
}
CONSENT = {name: f"I agree to {name}." for name in ("adult", "not_therapy", "unwatched", "keeping")}


def small_files() -> Texts:
    """Every file of the small library by name."""
    records = {**NOTICES, "consent": "\n".join(CONSENT.values())}
    seed = fingerprint(SEED.encode())
    return {
        "manifest.toml": f'content_version = "1"\nupdated_on = 2026-11-23\nseed_sha256 = "{seed.sha256}"\n'
        + "".join(f'[[notice]]\nid = "{n}"\nversion = "1"\nsha256 = "{hashed(t)}"\n' for n, t in records.items()),
        "notices.toml": "".join(f'[{n}]\nversion = "1"\ntext = "{t}"\n' for n, t in NOTICES.items())
        + '[consent]\nversion = "1"\n[consent.statements]\n'
        + "".join(f'{name} = "{text}"\n' for name, text in CONSENT.items()),
        "support.toml": 'emergency = "If life is in danger, call your emergency number."\n'
        '[[directory]]\nid = "world"\ntitle = "A directory"\nnote = "By country."\nurl = "https://example.org"\n'
        'checked_on = 2026-11-23\nstatus = "verified"\n'
        '[[entry]]\nid = "line-gb"\nregion = "GB"\ntitle = "A line"\nkind = "listening line"\nnumber = "000 000"\n'
        'hours = "day and night"\ncost = "free"\nnote = "Not an emergency service."\n'
        'checked_on = 2026-11-23\nstatus = "verified"\n',
        "references.toml": '[[reference]]\nkey = "heron2001"\nstatus = "verified"\n'
        'citation = "Heron, A. (2001). On waiting. *River Papers*."\ndoi = "10.1234/river.1"\n',
        "feelings.toml": "".join(f'[{region}]\nwords = ["{word}"]\n' for region, word in FEELINGS.items()),
        "checkin.toml": '[river]\ntitle = "Where in the river?"\nnote = "A picture."\n'
        '[[river.place]]\nkey = "midstream"\nlabel = "Moving"\nhelp = "able to turn"\n'
        '[[river.place]]\nkey = "skip"\nlabel = "Not today"\nexit = true\n'
        '[body]\nway_out = "I would rather not."\nwhere = ["hands"]\nlike = ["warm"]\n'
        '[connection]\nquestion = "How near?"\nto = ["a place"]\n'
        '[[connection.place]]\nkey = "nearby"\nlabel = "nearby"\n',
        "lexicon.toml": 'banned = ["heal", "therap*"]\nsoft = ["should"]\nway_out = ["skip*"]\n'
        'dissent = ["disagree*"]\npicture = ["picture*"]\n',
        "seed.toml": as_toml(seed),
        "concepts/steadying.toml": concept_toml("steadying", {}, {}),
        "sets/steadying.toml": prompt_toml({}),
        "paths/first.toml": 'id = "first"\ntitle = "First steps"\nfor = ["solo"]\nsessions = 1\ndepth_max = "gentle"\n'
        'summary = "One small step."\n[[session]]\ntitle = "Arriving"\nexplainer = "steadying"\n'
        'prompts = ["rel-warm-moment"]\n',
    }


@pytest.fixture
def write_library(tmp_path: Path) -> Callable[[Texts], Path]:
    """Writes the small library, with some files put otherwise, and says where it stands."""

    def write(changed: Texts) -> Path:
        for name, text in (small_files() | changed).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return tmp_path

    return write


@pytest.fixture
def make_library(write_library: Callable[[Texts], Path]) -> Callable[..., Library]:
    """Loads the small library with fields of its concept, page or prompt put otherwise, and with whole files."""

    def make(
        *,
        concept: Texts | None = None,
        page: Texts | None = None,
        prompt: Texts | None = None,
        files: Texts | None = None,
    ) -> Library:
        changed = {
            "concepts/steadying.toml": concept_toml("steadying", concept or {}, page or {}),
            "sets/steadying.toml": prompt_toml(prompt or {}),
        }
        return load_library(write_library(changed | (files or {})))

    return make


@pytest.fixture
def many_prompts(make_library: Callable[..., Library]) -> Callable[[Texts], Library]:
    """Makes a library whose prompts have the given ids and themes."""

    def make(themes: Texts) -> Library:
        prompts = [prompt_toml({"id": f'"{name}"', "theme": f'"{theme}"'}) for name, theme in themes.items()]
        return make_library(files={"sets/steadying.toml": "".join([prompt_toml({}), *prompts])})

    return make


@pytest.fixture
def library_app(write_library: Callable[[Texts], Path]) -> Flask:
    """An app with nothing in it but the small library."""
    app = Flask("library", static_folder=None)
    app.config.update(TESTING=True, PROMPTS_DIR=str(write_library({})))
    api = Api()
    init_api(app, api)
    problems.init_app(app)
    library.init_app(app, api)
    return app
