"""How a benchmark prints what it found, and what the processes of a server hold."""

import sys
from pathlib import Path

from tests.serving import Server


def say(text: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def row(*cells: object) -> None:
    """One line of a table in Markdown."""
    say(f"| {' | '.join(str(cell) for cell in cells)} |")


def head(*cells: str) -> None:
    """The first two lines of a table."""
    say()
    row(*cells)
    row(*["---"] * len(cells))


def workers(server: Server) -> list[int]:
    """The processes that answer."""
    own = server.process.pid
    return [int(one) for one in (Path("/proc") / str(own) / "task" / str(own) / "children").read_text().split()]


def share_of_memory(pid: int) -> float:
    """The MiB that a process holds, what it shares with others shared out (PSS)."""
    lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
