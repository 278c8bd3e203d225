"""What a format is: a name, a kind of file, a way to write it and a way to read it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.portability.collecting import Journal
from app.portability.incoming import Incoming
from app.portability.leaf import Leaf, Marked, Trouble

Found = Leaf | Marked | Trouble
Reader = Callable[[Incoming], Iterator[Found]]


@dataclass(frozen=True)
class Format:
    """`is_it` looks at a file without reading it whole; `write` is None where only the way in is known."""

    name: str
    suffix: str
    media_type: str
    is_it: Callable[[Incoming], bool]
    read: Reader
    write: Callable[[Journal], Iterator[bytes]] | None = None
