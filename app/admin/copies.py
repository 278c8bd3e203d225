"""What a copy of the database has to go through, whichever kind of database it is."""

from pathlib import Path
from typing import Protocol


class NotPossible(Exception):
    """A copy cannot be made or taken back; the sentence says why."""


class Copies(Protocol):
    """How one kind of database is copied and put back; everything raises NotPossible, and has changed nothing then."""

    def back_up(self, target: Path) -> int:
        """Copy one moment of the database while others go on writing; returns the copy's size in bytes."""
        ...

    def require_idle(self) -> None:
        """Be sure that nobody else has the database open."""
        ...

    def require_sound(self, copy: Path) -> None:
        """Be sure that this is a copy of a database of Braid's, without any damage."""
        ...

    def lay_beside(self, copy: Path) -> str:
        """Make a database out of the copy beside the present one; returns its address."""
        ...

    def throw_away(self, arriving: str) -> None:
        """Let go what was laid beside."""
        ...

    def put_in_place(self, arriving: str) -> str | None:
        """Give what was laid beside the database's name; returns where the one before lies now, if there was any."""
        ...


def require_new(target: Path) -> None:
    """Raise NotPossible where a file is already."""
    if target.exists():
        raise NotPossible(f"{target.name} is there already. Choose another name.")
