"""What somebody brought along from an earlier account and cannot live again: kept sealed, given out once more."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class Keepsake(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """The copies once given, and the consents to them, of one import; all in the box."""

    __tablename__ = "keepsakes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Keepsake {self.id}>"
