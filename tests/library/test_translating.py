"""Translated words stand in the place of the original ones; what nobody has translated stays as it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask_smorest import Api

from app import library
from app.core import problems
from app.core.endpoints import init_api
from app.library.lint.translations import translation_findings
from app.library.sources import ContentError
from app.library.translating import as_toml, load_libraries, mark_of, still_to_translate
from tests.library.conftest import as_lines

Write = Callable[[dict[str, str]], Path]
GERMAN = {
    "id": '"rel-warm-moment"',
    "title": '"Ein kleiner warmer Moment"',
    "text": '"Denk an einen Moment dieser Woche, in dem es jemand leichter gemacht hat. Was geschah?"',
    "opt_out": '"Du kannst das auslassen."',
}
SET = "i18n/de/sets/steadying.toml"
NOTICES = "i18n/de/notices.toml"


def german(**changed: str) -> str:
    return "\n".join(["[[prompt]]", *as_lines(GERMAN | changed)]) + "\n"


def notices(version: str) -> str:
    texts = [
        f'[{name}]\nversion = "{version}"\ntext = "Keine Therapie."\n' for name in ("micro", "short", "long", "sharing")
    ]
    statements = [f'{name} = "Ja."\n' for name in ("adult", "not_therapy", "unwatched", "keeping")]
    return "".join([*texts, f'[consent]\nversion = "{version}"\n[consent.statements]\n', *statements])


def error_of(folder: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load_libraries(folder)
    return caught.value


def test_without_translations_there_is_one_language(write_library: Write) -> None:
    assert list(load_libraries(write_library({}))) == ["en"]


def test_a_translated_prompt_keeps_all_but_its_words(write_library: Write) -> None:
    libraries = load_libraries(write_library({SET: german()}))

    original, told = (libraries[code].prompts["rel-warm-moment"] for code in ("en", "de"))
    assert (told.title, told.lang) == ("Ein kleiner warmer Moment", "de")
    assert (told.concepts, told.minutes, told.depth) == (original.concepts, original.minutes, original.depth)
    assert original.lang == "en"


def test_what_belongs_to_an_idea_is_translated_with_it(write_library: Write) -> None:
    told = load_libraries(write_library({SET: german()}))["de"]

    assert [prompt.lang for prompt in told.prompts_of["steadying"]] == ["de"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"id": '"rel-unheard-of"'}, "no such prompt"),
        ({"steps": '["Erst dies."]'}, "steps"),
        ({"care_note": '"Vorsicht."'}, "care_note"),
    ],
)
def test_a_translation_that_does_not_fit_its_original_is_refused(
    write_library: Write, changed: dict[str, str], words: str
) -> None:
    error = error_of(write_library({SET: german(**changed)}))

    assert (error.file, error.rule[:2]) == (SET, "T1")
    assert words in error.rule


def test_a_field_that_is_not_words_cannot_be_translated(write_library: Write) -> None:
    error = error_of(write_library({SET: german(minutes="5")}))

    assert error.file == SET
    assert "minutes" in str(error)


def test_notices_are_translated_with_their_language(write_library: Write) -> None:
    told = load_libraries(write_library({NOTICES: notices("1")}))["de"].notices

    assert (told.short.text, told.short.lang) == ("Keine Therapie.", "de")
    assert told.consent.statements["adult"] == "Ja."


def test_a_notice_made_from_an_earlier_version_stays_in_the_original_words(write_library: Write) -> None:
    told = load_libraries(write_library({NOTICES: notices("0")}))["de"].notices

    assert (told.short.text, told.short.lang) == ("Not therapy.", "en")
    assert told.consent.version == "1"


def test_a_translation_says_when_its_original_has_changed(write_library: Write) -> None:
    folder = write_library({SET: german()})
    mark = mark_of(load_libraries(folder)["en"].prompts["rel-warm-moment"])
    marked = load_libraries(write_library({SET: german(original=f'"{mark}"')}))
    stale = load_libraries(write_library({SET: german(original='"00000000"')}))

    assert translation_findings(marked, date(2026, 11, 23)) == []
    assert [one.rule for one in translation_findings(stale, date(2026, 11, 23))] == ["T2"]


def test_a_translation_asks_once_and_is_plain(write_library: Write) -> None:
    libraries = load_libraries(write_library({SET: german(text='"Was? Und *wo*?"')}))

    rules = {one.rule for one in translation_findings(libraries, date(2026, 11, 23))}

    assert {"L3", "L17"} <= rules


def test_what_is_laid_out_to_translate_can_be_read_back(write_library: Write) -> None:
    original = load_libraries(write_library({}))["en"]

    laid_out = "".join(as_toml(prompt) for prompt in still_to_translate(original, original))
    libraries = load_libraries(write_library({SET: laid_out}))

    assert still_to_translate(original, libraries["de"]) == ()


@pytest.fixture
def bilingual_app(write_library: Write) -> Flask:
    app = Flask("library", static_folder=None)
    folder = write_library({SET: german(), NOTICES: notices("1")})
    app.config.update(TESTING=True, PROMPTS_DIR=str(folder))
    api = Api()
    init_api(app, api)
    problems.init_app(app)
    library.init_app(app, api)
    return app


@pytest.mark.parametrize(
    ("asked", "cookie", "language"),
    [
        ("", "", "en"),
        ("de-AT,de;q=0.9,en;q=0.5", "", "de"),
        ("en-GB,de;q=0.5", "", "en"),
        ("fr,it", "", "en"),
        ("de", "en", "en"),
        ("en", "de", "de"),
        ("en", "xx", "en"),
    ],
)
def test_a_device_is_answered_in_what_it_chose_or_asks_for(
    bilingual_app: Flask, asked: str, cookie: str, language: str
) -> None:
    client = bilingual_app.test_client()
    if cookie:
        client.set_cookie("language", cookie)

    told = client.get("/api/v1/prompts/rel-warm-moment", headers={"Accept-Language": asked}).get_json(force=True)

    assert (told["lang"], told["notice"]["lang"]) == (language, language)


def test_every_language_has_the_same_ids(write_library: Write) -> None:
    libraries = load_libraries(write_library({SET: german()}))

    assert libraries["en"].prompts.keys() == libraries["de"].prompts.keys()
