"""Seal with somebody's newest key whatever an older one of theirs seals, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary, Table, bindparam, func, select, tuple_, update

from app.core.database import run
from app.vault import box
from app.vault.box import Unreadable, WrongKey
from app.vault.holdings import Holding
from app.vault.keyring import Keyring

AT_ONCE = 500
Keys = Sequence[Sequence[Any]]


@dataclass
class Progress:
    """How many boxes were looked at, of how many; `damaged` ones do not open, and stay as they are."""

    of: int
    done: int = 0
    damaged: int = 0


def seal_anew(keyring: Keyring, holdings: Iterable[Holding]) -> Iterator[Progress]:
    """Seal anew what is not sealed with the newest key; whoever calls this commits after each step.

    Stopped anywhere it leaves everything readable to the keyring, and begun again it goes on with what is left.
    """
    left = [(holding, keys_left(keyring, holding)) for holding in holdings]
    progress = Progress(of=sum(len(keys) for _, keys in left))
    for holding, keys in left:
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            progress.damaged += turn(keyring, holding, some)
            progress.done += len(some)
            yield progress


def keys_left(keyring: Keyring, holding: Holding) -> Keys:
    """The primary keys of this person's rows whose box another key than the newest seals."""
    table, column = holding.table, holding.table.c[holding.column]
    beginning = bytes([box.VERSION]) + keyring.epoch.to_bytes(4, "big")
    is_old = func.substr(column, 1, len(beginning), type_=LargeBinary) != beginning
    return run(select(*table.primary_key).where(table.c[holding.owner] == keyring.person_id, is_old)).all()


def turn(keyring: Keyring, holding: Holding, keys: Keys) -> int:
    """Seal the boxes of these rows anew; returns how many do not open."""
    rows = run(select(*holding.table.c).where(is_one_of(holding.table, keys))).all()
    anew = [(row, fresh) for row in rows if (fresh := sealed_anew(keyring, holding, row))]
    if anew:
        run(put_in_place(holding), [values(holding, row, fresh) for row, fresh in anew])
    return len(rows) - len(anew)


def is_one_of(table: Table, keys: Keys) -> Any:
    primary = list(table.primary_key)
    if len(primary) == 1:
        return primary[0].in_([key for (key,) in keys])
    return tuple_(*primary).in_([tuple(key) for key in keys])


def sealed_anew(keyring: Keyring, holding: Holding, row: Any) -> bytes | None:
    try:
        return keyring.seal_anew(holding.label, getattr(row, holding.column), *holding.bound_to(row))
    except (Unreadable, WrongKey):
        return None


def put_in_place(holding: Holding) -> Any:
    # Only over the very box that was read: whoever wrote meanwhile has sealed with the newest key already.
    column = holding.table.c[holding.column]
    same = [key == bindparam(f"key_{key.name}") for key in holding.table.primary_key]
    return update(holding.table).where(*same, column == bindparam("was")).values({column: bindparam("fresh")})


def values(holding: Holding, row: Any, fresh: bytes) -> dict[str, Any]:
    found = {f"key_{key.name}": getattr(row, key.name) for key in holding.table.primary_key}
    return {**found, "was": getattr(row, holding.column), "fresh": fresh}
