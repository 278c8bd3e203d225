"""What is deleted for good is noted outside the database before the commit, so that no old copy brings it back."""

import logging
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from app.extensions import db

KINDS = (
    "person", "entry", "check_in", "share", "workshop", "seat", "lead", "invitation", "passkey", "second_step", "admin",
)  # fmt: skip
# Below which number something is meant that has none, or whatever number it has; and nothing at all.
EVERY, NONE = 2**63 - 1, 0
_NOTED, _HANDED = "erased", "erased and not committed yet"
Erased = Mapping[str, Mapping[UUID, int]]
log = logging.getLogger("braid")


def note_erased(kind: str, ids: Iterable[UUID], *, below: int = EVERY) -> None:
    """Say that these are deleted in this transaction; whatever comes into being under their ids later is not.

    That has a number from `below` on. A rollback takes it back.
    """
    if kind not in KINDS:
        raise ValueError("there is no such kind of erasure")
    if named := dict.fromkeys(ids, below):
        db.session.info.setdefault(_NOTED, {}).setdefault(kind, {}).update(named)


def note_given_back(kind: str, ids: Iterable[UUID]) -> None:
    """Say that what was taken from these before is theirs again."""
    note_erased(kind, ids, below=NONE)


def keep_erasures(app: Flask, keep: Callable[[Erased], None]) -> None:
    """Hand over whatever was noted to `keep` before each commit of this app; where that fails, nothing is committed."""
    app.extensions["keep_erasures"] = keep
    if not event.contains(db.session, "before_commit", _hand_over):
        event.listen(db.session, "before_commit", _hand_over)
        event.listen(db.session, "after_commit", _settle)
        event.listen(db.session, "after_rollback", _let_go)
        event.listen(db.session, "after_transaction_end", _take_back)


def _hand_over(session: Session) -> None:
    noted = session.info.pop(_NOTED, None)
    if noted:
        current_app.extensions["keep_erasures"](noted)
        session.info[_HANDED] = noted


def _settle(session: Session) -> None:
    session.info.pop(_HANDED, None)


def _let_go(session: Session) -> None:
    session.info.pop(_NOTED, None)


def _take_back(session: Session, transaction: SessionTransaction) -> None:
    # The commit failed, so all of it is still there, and a copy from now on must not lose it when it comes back.
    handed = session.info.pop(_HANDED, None) if transaction.parent is None else None
    if not handed:
        return
    try:
        current_app.extensions["keep_erasures"]({kind: dict.fromkeys(ids, NONE) for kind, ids in handed.items()})
    except OSError:
        log.warning("the ledger names something that was not deleted after all")
