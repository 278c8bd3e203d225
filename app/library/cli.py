"""Commands for editors: check and preview the library, lay out what to translate, take the seed's fingerprint."""

from __future__ import annotations

from collections import Counter
from pathlib import Path as FilePath

import click
from flask import current_app
from flask.cli import AppGroup
from werkzeug.serving import run_simple

from app.core.clock import today_in
from app.core.language import ORIGINAL
from app.library import fingerprint, translating
from app.library.catalog import concepts_in
from app.library.lint.balance import BALANCE, counts
from app.library.lint.findings import Finding
from app.library.lint.reading import blocking, findings
from app.library.lint.translations import translation_findings
from app.library.preview import preview_app

library_cli = AppGroup("library", help="Check the prompts and explainers.")


@library_cli.command("check")
@click.option("--summary", is_flag=True, help="Counts by rule instead of every finding.")
@click.option("--complete", is_flag=True, help="Hold the whole library to its floors and shares as well.")
def check(summary: bool, complete: bool) -> None:
    """Read the library by every rule; fails when something has to be mended."""
    libraries, today = current_app.extensions["libraries"], today_in("UTC")
    library = libraries[ORIGINAL]
    found = findings(library, today) + translation_findings(libraries, today)
    for line in summarised(found) if summary else listed(found):
        click.echo(line)
    click.echo(", ".join(f"{count} {name}" for name, count in counts(library).items()))
    click.echo(
        f"{len(library.concepts) - len(concepts_in(library))} more concepts are notes for editors and not carried"
    )
    to_mend = blocking(found, complete=complete)
    click.echo(f"{len(to_mend)} to mend, {len(found) - len(to_mend)} to look at")
    raise SystemExit(1 if to_mend else 0)


def listed(found: list[Finding]) -> list[str]:
    return [
        f"{one.severity} {one.rule:<4} {one.file}: {one.item}: {one.message}"
        + (" (counts with --complete)" if one.rule in BALANCE else "")
        for one in found
    ]


def summarised(found: list[Finding]) -> list[str]:
    return [
        f"{severity} {rule:<4} {count}"
        for (severity, rule), count in sorted(Counter((one.severity, one.rule) for one in found).items())
    ]


@library_cli.command("preview")
@click.option("--port", default=8010, show_default=True, help="Where to look, on this machine only.")
def preview(port: int) -> None:
    """Show every prompt and explainer as it stands on the disk, with what the check says; read anew at each look."""
    run_simple("127.0.0.1", port, preview_app(FilePath(current_app.config["PROMPTS_DIR"])), threaded=True)


@library_cli.command("to-translate")
@click.argument("language")
def to_translate(language: str) -> None:
    """Print prompts that nobody has put into LANGUAGE (such as de), or that have changed since, to be written over."""
    libraries = current_app.extensions["libraries"]
    original = libraries[ORIGINAL]
    for prompt in translating.still_to_translate(original, libraries.get(language, original)):
        click.echo(f"# {prompt.file}\n{translating.as_toml(prompt)}")


@library_cli.command("fingerprint")
@click.argument("seed", type=click.Path(exists=True, dir_okay=False, path_type=FilePath))
def take_fingerprint(seed: FilePath) -> None:
    """Write prompts/seed.toml from the text of the slide deck, which itself stays outside."""
    target = FilePath(current_app.config["PROMPTS_DIR"]) / "seed.toml"
    target.write_text(fingerprint.as_toml(fingerprint.fingerprint(seed.read_bytes())), encoding="utf-8", newline="\n")
    click.echo(f"Wrote {target.name}.")
