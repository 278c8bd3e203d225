"""What a drill measured: said on the terminal, and written into the table of docs/drills.md when that is asked for."""

import os
import re
import sys
from datetime import UTC, datetime

from tests.drills import engine
from tests.drills.catalogue import DRILLS
from tests.serving import ROOT

PAGE = ROOT / "docs" / "drills.md"
BEGIN, END = "<!-- measured: from here -->", "<!-- measured: to here -->"
HEAD = "| Drill | What | Has to be | Measured | Version | Database | On |\n|---|---|---|---|---|---|---|"
IS_SHORT = os.environ.get("DRILL_SIZE", "short") == "short"
VERSION = "short" if IS_SHORT else "full"


def sized(short: int, full: int) -> int:
    """How many of something this run does."""
    return short if IS_SHORT else full


def within(seconds: float) -> float:
    """How long something may take; beside other things, as short versions run, several times as long."""
    return seconds * 5 if IS_SHORT else seconds


def note(number: str, measured: str) -> None:
    """Tell what was measured, before anybody judges it."""
    sys.stdout.write(f"\n{number} ({VERSION}, {engine.name()}): {measured}\n")
    if os.environ.get("DRILL_NOTES"):
        PAGE.write_text(with_row(PAGE.read_text(), row(number, measured)))


def row(number: str, measured: str) -> str:
    drill = DRILLS[number]
    cells = (f"{number} {drill.name}", drill.what, drill.passes, measured, VERSION, engine.name())
    return f"| {' | '.join(cells)} | {datetime.now(UTC).date().isoformat()} |"


def with_row(page: str, new: str) -> str:
    """The page with a row put in its place; what a short version says never takes the place of the full one's."""
    before, _, rest = page.partition(BEGIN)
    table, _, after = rest.partition(END)
    rows = {_key(line): line for line in table.splitlines() if line.startswith("| F")}
    standing = rows.get(_key(new), "")
    if VERSION == "full" or "| full |" not in standing:
        rows[_key(new)] = new
    ordered = [rows[key] for key in sorted(rows)]
    return f"{before}{BEGIN}\n\n{HEAD}\n" + "\n".join(ordered) + f"\n\n{END}{after}"


def _key(line: str) -> tuple[int, str]:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return int(re.match(r"F(\d+)", cells[0])[1]), cells[5].partition(" ")[0]  # type: ignore[index]
