"""Check-ins: a day that can be read, and a box."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class CheckIn(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """What somebody marked at one moment."""

    __tablename__ = "check_ins"
    __table_args__ = (Index("ix_check_ins_newest", "person_id", "day", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    number: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<CheckIn {self.id}>"
