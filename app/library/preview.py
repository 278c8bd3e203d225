"""A page for editors: every prompt and explainer as it stands on the disk, with what the check has to say beside it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path as FilePath

from flask import Flask, render_template

from app.core.clock import today_in
from app.library.catalog import concepts_in
from app.library.content import Library
from app.library.lint.findings import Finding
from app.library.lint.reading import findings
from app.library.loading import load_library
from app.library.sources import ContentError


def preview_app(folder: FilePath) -> Flask:
    """An app of one page, which reads the folder anew each time it is asked; it knows no database and no person."""
    app = Flask("preview", root_path=str(FilePath(__file__).parent), static_folder=None)

    @app.get("/")
    def page() -> str:
        try:
            library = load_library(folder)
        except ContentError as error:
            return render_template("preview.html", broken=error)
        found = by_item(findings(library, today_in("UTC")))
        return render_template("preview.html", found=found, concepts=concepts_in(library), prompts=by_concept(library))

    return app


def by_item(found: list[Finding]) -> dict[str, list[Finding]]:
    """What the check says, by the item it says it of."""
    grouped: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        grouped[finding.item].append(finding)
    return grouped


def by_concept(library: Library) -> dict[str, list[object]]:
    """Prompts under the first idea they name, in the order of their files."""
    grouped: defaultdict[str, list[object]] = defaultdict(list)
    for prompt in library.prompts.values():
        grouped[prompt.concepts[0]].append(prompt)
    return grouped
