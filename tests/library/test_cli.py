"""The editors' commands say what they find and fail when something has to be mended."""

from pathlib import Path

from flask import Flask


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["library", *words])
    return result.exit_code, result.output


def test_a_sound_library_passes_and_is_counted(library_app: Flask) -> None:
    code, output = run(library_app, "check")

    assert code == 0
    assert "1 concepts, 1 explainers, 1 prompts, 1 paths, 5 feelings" in output
    assert "(counts with --complete)" in output


def test_the_floors_bind_only_when_asked(library_app: Flask) -> None:
    code, output = run(library_app, "check", "--complete", "--summary")

    assert code == 1
    assert "E B1   5" in output


def test_taking_the_fingerprint_writes_the_seed_file(library_app: Flask, tmp_path: Path) -> None:
    deck = tmp_path / "deck.txt"
    deck.write_text("one two three four five six seven eight\n")

    code, _ = run(library_app, "fingerprint", str(deck))

    assert code == 0
    assert "lines = 1" in (Path(library_app.config["PROMPTS_DIR"]) / "seed.toml").read_text()
