"""Somebody's reminders: one box for them, and another for the calendar that asks."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class ReminderPlan(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """All reminders of a person; `lookup` and `feed_box` are empty until they ask for an address."""

    __tablename__ = "reminder_plans"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    box: Mapped[bytes]
    lookup: Mapped[bytes | None] = mapped_column(unique=True)
    feed_box: Mapped[bytes | None]

    def __repr__(self) -> str:
        return f"<ReminderPlan of {self.person_id}>"
