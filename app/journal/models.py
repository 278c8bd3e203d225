"""Entries, their earlier texts, and what makes searching fast: sealed month pages, and concordances of their words."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class Entry(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """One page of a journal: its day and order can be read, everything else lies in the box."""

    __tablename__ = "entries"
    __table_args__ = (Index("ix_entries_newest", "person_id", "trashed_on", "day", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    number: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    change_seq: Mapped[int] = mapped_column(BigInteger)
    trashed_on: Mapped[date | None]
    page_id: Mapped[UUID | None] = mapped_column(index=True)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Entry {self.id}>"


class Revision(db.Model):  # type: ignore[name-defined, misc]  # see above
    """What an entry said before."""

    __tablename__ = "revisions"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Revision {self.number} of {self.entry_id}>"


class InboxItem(db.Model):  # type: ignore[name-defined, misc]  # see above
    """Something a program put in, sealed to its person, who has not come since."""

    __tablename__ = "inbox"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(BigInteger)
    entry_id: Mapped[UUID]
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<InboxItem {self.id}>"


class MonthPage(db.Model):  # type: ignore[name-defined, misc]  # see above
    """One sealed part of a month's folded text; a month has as many parts as it needs."""

    __tablename__ = "month_pages"
    __table_args__ = (UniqueConstraint("person_id", "month", "part"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    month: Mapped[str] = mapped_column(String(7))
    part: Mapped[int]
    version: Mapped[int]
    entry_count: Mapped[int]
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<MonthPage {self.id}>"


class Concordance(db.Model):  # type: ignore[name-defined, misc]  # see above
    """Which words lie in which parts of the months from `since` up to, but not with, `until`, sealed."""

    __tablename__ = "concordances"
    __table_args__ = (UniqueConstraint("person_id", "since"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    since: Mapped[str] = mapped_column(String(7))
    until: Mapped[str] = mapped_column(String(7))
    entry_count: Mapped[int]
    version_sum: Mapped[int] = mapped_column(BigInteger)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Concordance {self.id}>"
