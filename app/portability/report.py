"""What an import found: how much is new, how much is here already, what cannot be read and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.portability.leaf import Trouble

MOST_TOLD = 100


@dataclass
class Count:
    """How many are new, and how many are here already."""

    new: int = 0
    here: int = 0

    def passed_by(self) -> None:
        """What was new a moment ago is here by now."""
        self.new -= 1
        self.here += 1

    def shown(self) -> dict[str, int]:
        return {"new": self.new, "here": self.here}


@dataclass
class Report:
    """Counts, days and troubles; never a word of what the file holds."""

    format: str
    is_rehearsal: bool
    entries: Count = field(default_factory=Count)
    check_ins: Count = field(default_factory=Count)
    first_day: date | None = None
    last_day: date | None = None
    troubles: list[Trouble] = field(default_factory=list)
    trouble_count: int = 0
    unplaced: Counter[str] = field(default_factory=Counter)
    account: list[str] = field(default_factory=list)

    def note_trouble(self, trouble: Trouble) -> None:
        """Count a trouble; the first hundred are told one by one."""
        self.trouble_count += 1
        if len(self.troubles) < MOST_TOLD:
            self.troubles.append(trouble)

    def note_day(self, day: date) -> None:
        """Stretch the days between which things were found."""
        self.first_day = min(self.first_day or day, day)
        self.last_day = max(self.last_day or day, day)

    @property
    def seen(self) -> int:
        """How many entries and check-ins were looked at."""
        return self.entries.new + self.entries.here + self.check_ins.new + self.check_ins.here

    def shown(self) -> dict[str, Any]:
        """The report on the wire."""
        return {
            "format": self.format,
            "rehearsal": self.is_rehearsal,
            "entries": self.entries.shown(),
            "check_ins": self.check_ins.shown(),
            "first_day": self.first_day,
            "last_day": self.last_day,
            "unreadable": self.trouble_count,
            "troubles": [{"where": one.where, "why": one.why} for one in self.troubles],
            "left_out": [{"what": what, "count": count} for what, count in sorted(self.unplaced.items())],
            "account": self.account,
        }
