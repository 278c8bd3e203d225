"""Groups: who is in which, and what leads into one. Names and words lie in boxes that the pepper opens."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class Workshop(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """A group; `box` holds its name, purpose, agreements and dates, `seats` how many ever joined."""

    __tablename__ = "workshops"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    seats: Mapped[int]
    is_workplace: Mapped[bool]
    closed_on: Mapped[date | None]
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Workshop {self.id}>"


class Membership(db.Model):  # type: ignore[name-defined, misc]  # see above
    """Somebody's seat in a group: seats are numbered as they were taken, so no time need be kept."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_person", "person_id"),)

    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    seat: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Membership of {self.person_id}>"


class Invitation(db.Model):  # type: ignore[name-defined, misc]  # see above
    """An invite that leads into a group; only whoever made it can open the code again."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_workshop", "workshop_id"),)

    invite_id: Mapped[UUID] = mapped_column(ForeignKey("invites.id", ondelete="CASCADE"), primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Invitation {self.invite_id}>"


class Assignment(db.Model):  # type: ignore[name-defined, misc]  # see above
    """What a group is asked, and between which instants (Unix seconds); the question lies in the box."""

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_workshop", "workshop_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    version: Mapped[int]
    place: Mapped[int]
    opens_at: Mapped[int | None] = mapped_column(BigInteger)
    closes_at: Mapped[int | None] = mapped_column(BigInteger)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Assignment {self.id}>"


class Completion(db.Model):  # type: ignore[name-defined, misc]  # see above
    """That a member has written to an assignment, or says so; read as a number only, by anybody but themselves."""

    __tablename__ = "completions"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)

    def __repr__(self) -> str:
        return f"<Completion of {self.assignment_id}>"
