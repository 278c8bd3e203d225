"""Each rule of the lint passes the good library and catches a bad one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.library.content import Library
from app.library.lint.balance import BALANCE
from app.library.lint.reading import ALL_RULES, blocking, findings

Make = Callable[..., Library]
TODAY = date(2026, 11, 24)
LONG = "word " * 130
DECK = "The heron waits beside the slow brown river until one silver fish swims"
EIGHT = "They say the heron waits beside the slow brown river here."
DEEP = {
    "depth": '"deep"',
    "care_note": '"Go gently."',
    "closing": '"Look out of a window."',
    "lighter": '"rel-warm-moment"',
}
SOUND_REFERENCE = '[[reference]]\nkey = "heron2001"\nstatus = "verified"\n'
CITED = 'citation = "Heron, A. (2001). On waiting. *River Papers*."\n'


def quoted(text: str) -> str:
    return f'"{text}"'


def reference(
    citation: str = CITED, *, doi: str = "10.1234/river.1", url: str = "https://example.org/a"
) -> dict[str, Any]:
    return {"files": {"references.toml": f'{SOUND_REFERENCE}{citation}doi = "{doi}"\nurl = "{url}"\n'}}


def further(url: str) -> dict[str, Any]:
    return {"page": {"further": f'[{{ kind = "talk", title = "A talk", url = "{url}", note = "Short." }}]'}}


def text(words: str) -> dict[str, Any]:
    return {"prompt": {"text": quoted(words)}}


def body(words: str) -> dict[str, Any]:
    return {"page": {"body": quoted(words)}}


BACKGROUND = {"role": '"background"'}
SPOILT: list[tuple[str, str, dict[str, Any]]] = [
    ("S4", "E", {"concept": BACKGROUND}),
    ("S6", "E", {"concept": BACKGROUND}),
    ("S8", "E", {"page": {"source": '{ slide = "A slide", lines = [2, 900] }'}}),
    ("S8", "E", {"concept": {"seed": '[{ slide = "A slide", lines = [2, 1] }]'}}),
    ("S8", "E", {"page": {"grade": '"debated"'}}),
    ("S10", "E", {"concept": {"stance": '"do-not-carry"'}}),
    ("S11", "E", {"prompt": {"depth": '"moderate"'}}),
    ("S11", "E", {"prompt": {"retired": "2026-01-01"}}),
    ("S12", "E", {"prompt": DEEP | {"minutes": "16"}}),
    ("S12", "E", {"prompt": DEEP | {"for": '["solo", "pair"]'}}),
    ("S12", "E", {"prompt": {"depth": '"deep"'}}),
    ("S13", "E", {"prompt": {"kind": '"body-scan"', "steps": '["One.", "Two."]'}}),
    ("S13", "E", {"prompt": {"alone_friendly": "false"}}),
    ("S13", "E", {"prompt": {"for": '["pair"]'}}),
    ("S13", "E", {"prompt": {"kind": '"letter"'}}),
    ("S14", "W", {"prompt": {"depth": '"moderate"', "topics": '["loss"]'}}),
    ("L1", "E", text("word " * 61 + "?")),
    ("L1", "E", {"prompt": {"steps": f'["{"word " * 31}"]'}}),
    ("L1", "E", {"prompt": {"follow_ups": f'["{"word " * 21}?"]'}}),
    ("L1", "E", {"prompt": {"opt_out": quoted("skip " * 31)}}),
    ("L1", "E", {"prompt": {"title": quoted("word " * 9)}}),
    ("L1", "E", body(LONG)),
    ("L1", "E", {"concept": {"gist": quoted("word " * 31)}}),
    (
        "L2",
        "E",
        text("Extraordinarily sophisticated considerations necessitate comprehensive interdisciplinary elaboration?"),
    ),
    ("L2", "E", body("Extraordinarily sophisticated considerations necessitate comprehensive elaboration.")),
    ("L2", "W", body("We go. We come. You see. It is so.")),
    ("L3", "E", text("What did they do? What then?")),
    ("L3", "E", text("Say what they did.")),
    ("L3", "E", {"prompt": {"follow_ups": '["Say more."]'}}),
    ("L3", "E", {"prompt": {"steps": '["One? Two?"]'}}),
    ("L4", "E", text("What did they do and why did it matter?")),
    ("L5", "W", text("Think of them. Why did they come?")),
    ("L5", "W", text("Think of what everyone does. What is it?")),
    ("L6", "E", {"prompt": {"opt_out": '"Keep going."'}}),
    ("L7", "E", text("What might heal you?")),
    ("L7", "E", {"page": {"grade_note": '"THERAPISTS agree."'}}),
    ("L7", "E", {"concept": {"title": '"Therapy"'}}),
    ("L8", "W", text("What should you do?")),
    ("L9", "E", text("What is your earliest memory of rain?")),
    ("L9", "E", text("Can you remember who came?")),
    ("L10", "E", text("Whom could you forgive?")),
    ("L11", "E", text("What did your mother cook?")),
    ("L12", "E", {"prompt": {"steps": '["Hold your breath."]'}}),
    ("L13", "E", body("Writing helps people a great deal.")),
    ("L13", "E", text("You will feel calm. What is there?")),
    ("L14", "W", text("You are a listener. What do you hear?")),
    ("L16", "E", text(DECK + "?")),
    ("L16", "W", body(EIGHT)),
    ("L17", "E", text("What is **bold** here?")),
    ("L17", "E", text("What is <b>bold</b> here?")),
    ("L17", "E", body("See http://example.org for more.")),
    ("L17", "E", body("A hidden\u200bmark.")),
    ("V1", "E", reference('citation = "Heron wrote something once"\n')),
    ("V1", "E", {"files": {"references.toml": SOUND_REFERENCE.replace("verified", "unverified") + CITED}}),
    ("V2", "E", reference(doi="https://doi.org/10.1234/river.1")),
    ("V3", "E", reference(url="http://example.org/a")),
    ("V3", "E", further("https://example.org/?utm_source=x")),
    ("V3", "E", further("https://bit.ly/abc")),
    ("V3", "E", further("https://www.youtube.com/watch?v=short")),
    ("V5", "E", {"page": {"reviewed": "2025-01-01"}}),
    ("V5", "W", {"page": {"reviewed": "2025-11-01"}}),
    ("V6", "E", body("In 42 homes people steadied one another.")),
    ("V7", "E", body("Ring 116 123 at any hour.")),
    ("V8", "E", {"concept": {"grade": '"debated"'}, "page": {"grade": '"debated"'}}),
    ("V8", "E", {"concept": {"grade": '"metaphor"'}, "page": {"grade": '"metaphor"'}}),
]
SPOILT_FILES = [
    ("S9", "manifest.toml", 'seed_sha256 = "', 'seed_sha256 = "' + "0" * 64 + '" # '),
    ("S11", "paths/first.toml", "sessions = 1", "sessions = 2"),
    ("S11", "paths/first.toml", "sessions = 1", "weeks = 1"),
    ("S11", "paths/first.toml", 'title = "Arriving"', 'title = "Arriving"\noptional_deep = ["rel-warm-moment"]'),
    ("S11", "paths/first.toml", 'title = "Arriving"', 'title = "Arriving"\ngroup = ["rel-warm-moment"]'),
    ("V5", "support.toml", "checked_on = 2026-11-23", "checked_on = 2026-01-01"),
    ("V7", "support.toml", 'number = "000 000"\n', ""),
    ("N1", "notices.toml", "Not therapy.", "Not quite therapy."),
    ("N1", "notices.toml", "I agree to adult.", "I am grown up."),
    ("B8", "feelings.toml", '"calm"', '"eager"'),
    ("B8", "feelings.toml", '"calm"', '"calm as water"'),
    ("B8", "feelings.toml", '"calm"', '"therapeutic"'),
]


def found_by(library: Library, severity: str) -> set[str]:
    return {one.rule for one in findings(library, TODAY) if one.severity == severity}


def test_the_small_library_breaks_no_rule_but_those_of_size(make_library: Make) -> None:
    found = findings(make_library(), TODAY)

    assert {one.rule for one in found} <= set(BALANCE)
    assert blocking(found) == []
    assert blocking(found, complete=True) != []


@pytest.mark.parametrize(("rule", "severity", "changed"), SPOILT)
def test_a_spoilt_item_is_caught(make_library: Make, rule: str, severity: str, changed: dict[str, Any]) -> None:
    library = make_library(**changed)

    assert rule in found_by(library, severity)


@pytest.mark.parametrize("spoilt", SPOILT_FILES, ids=lambda spoilt: f"{spoilt[0]}-{spoilt[1]}")
def test_a_spoilt_file_is_caught(make_library: Make, write_library: Any, spoilt: tuple[str, str, str, str]) -> None:
    rule, file, old, new = spoilt
    sound = (write_library({}) / file).read_text()
    assert old in sound

    library = make_library(files={file: sound.replace(old, new, 1)})

    assert rule in found_by(library, "E")


def test_every_rule_of_items_has_a_bad_variant() -> None:
    by_the_loader = {"S2", "S7"}
    elsewhere = {"L15"}

    tried = {rule for rule, *_ in SPOILT} | {rule for rule, *_ in SPOILT_FILES}

    assert tried | by_the_loader | elsewhere | set(BALANCE) == set(ALL_RULES)


def test_a_listed_exception_lets_a_word_stand_in_one_field(make_library: Make, write_library: Any) -> None:
    lexicon = (write_library({}) / "lexicon.toml").read_text()
    listed = '[[exception]]\nfield = "title"\nid = "steadying"\nword = "heal"\nreason = "Named."\nreviewer = "us"\n'
    changed = {"concept": {"title": '"To heal"', "gist": '"To heal."'}, "files": {"lexicon.toml": lexicon + listed}}

    found = findings(make_library(**changed), TODAY)

    assert [one.message for one in found if one.rule == "L7"] == ["gist says “heal”"]


def test_stems_hit_whole_words_only(make_library: Make) -> None:
    library = make_library(prompt={"text": '"What is healthy for a healer?"'})

    assert "L7" not in found_by(library, "E")


def test_two_prompts_that_say_the_same_are_pointed_out(many_prompts: Callable[..., Library]) -> None:
    library = many_prompts({"rel-again": "relationships"})

    assert "L15" in found_by(library, "W")


def test_many_prompts_that_begin_alike_are_pointed_out(many_prompts: Callable[..., Library]) -> None:
    library = many_prompts({f"rel-again-{number}": "relationships" for number in range(9)})

    assert any("begins like 9 others" in one.message for one in findings(library, TODAY))
