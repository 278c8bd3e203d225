"""What damage there is by kind: in a sentence what it means, and in another what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Table


class Kind(Enum):
    """A kind of damage, and what is told of it once."""

    EMPTY = (
        "There is nothing in it. A part of a month is emptied when a copy of the database comes back; writing in that "
        "month, or --mend, fills it again."
    )
    VERSION = "It was written by a newer Braid, or its beginning is damaged. Try the newest version, then a copy."
    SIZE = "It has a length that none has, so it was cut or damaged. Look for the row in a copy of the database."
    EPOCH = "It names a key that never was, so its beginning is damaged. Look for the row in a copy of the database."
    PEPPER = "It was sealed with a pepper that the pepper file does not hold. Put that pepper back."
    BETWEEN = (
        "New keys have not reached everything, or something was damaged before they came. Its person may ask for new "
        "keys once more."
    )
    NOBODY = "It belongs to something that is not there any more. Nobody can read it, and it may be deleted."
    COUNT = "The part of a month says another number of pages than it stands for. --mend makes it anew."
    UNPLACED = "Searching does not find this page. --mend finds a place for it, if it can be read."
    SLOT = "This way in cannot be read, so it opens nothing. Its person comes in by another one and makes it anew."
    KEY = "No pepper vouches for this public key: it was swapped, or the pepper file is another one."
    SHUT = (
        "Its person's keys do not open it: it is damaged, or stands where it does not belong. Look for the row in a "
        "copy of the database."
    )


@dataclass(frozen=True)
class Damage:
    """One damaged thing: in which table and row, and of what kind; never a word of it."""

    place: str
    row: str
    kind: Kind

    def __str__(self) -> str:
        return f"{self.place} {self.row}: {self.kind.name.lower()}"


def row_name(table: Table, row: Any) -> str:
    """The primary key of a row, as it is told."""
    return "/".join(str(getattr(row, key.name)) for key in table.primary_key)
