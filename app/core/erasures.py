"""What is deleted for good is noted outside the database before the commit, so that no old copy brings it back."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.extensions import db

KINDS = ("person", "entry", "check_in", "share", "workshop")
_NOTED = "erased"
Keep = Callable[[Mapping[str, set[UUID]]], None]


def note_erased(kind: str, ids: Iterable[UUID]) -> None:
    """Say that these are deleted in this transaction; a rollback takes it back."""
    if kind not in KINDS:
        raise ValueError("there is no such kind of erasure")
    db.session.info.setdefault(_NOTED, {}).setdefault(kind, set()).update(ids)


def keep_erasures(app: Flask, keep: Keep) -> None:
    """Hand over whatever was noted to `keep` before each commit of this app; where that fails, nothing is committed."""
    app.extensions["keep_erasures"] = keep
    if not event.contains(db.session, "before_commit", _hand_over):
        event.listen(db.session, "before_commit", _hand_over)
        event.listen(db.session, "after_rollback", _let_go)


def _hand_over(session: Session) -> None:
    noted = session.info.pop(_NOTED, None)
    if noted:
        current_app.extensions["keep_erasures"](noted)


def _let_go(session: Session) -> None:
    session.info.pop(_NOTED, None)
