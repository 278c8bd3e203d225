"""The seed's fingerprint recognises its sentences and gives none of them away."""

import tomllib

from app.library.fingerprint import as_toml, fingerprint, hashed_runs

DECK = "One two three four five six seven eight nine ten eleven twelve thirteen.\nA last line.\n"


def test_a_run_is_recognised_whatever_its_capitals_accents_and_points() -> None:
    seed = fingerprint(DECK.encode())

    runs = [
        hashed for hashed, _ in hashed_runs("ONE, twó — three four five six seven eight; nine ten eleven twelve", 12)
    ]

    assert len(runs) == 1
    assert set(runs) <= seed.runs_of_twelve


def test_runs_reach_over_line_ends() -> None:
    seed = fingerprint(DECK.encode())

    runs = [hashed for hashed, _ in hashed_runs("nine ten eleven twelve thirteen a last line", 8)]

    assert set(runs) <= seed.runs_of_eight


def test_other_words_are_not_recognised() -> None:
    seed = fingerprint(DECK.encode())

    runs = {hashed for hashed, _ in hashed_runs("one two three four five six seven or perhaps eight", 8)}

    assert runs.isdisjoint(seed.runs_of_eight)


def test_the_file_holds_hashes_and_no_words() -> None:
    written = as_toml(fingerprint(DECK.encode()))

    tables = tomllib.loads(written)
    assert tables["lines"] == 2
    assert "thirteen" not in written
    assert all(len(hashed) == 8 for hashed in tables["runs_of_twelve"])
