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


class Moment(db.Model):  # type: ignore[name-defined, misc]  # see above
    """What a group does together just now; `ends_at` is in Unix seconds, `left` in seconds while nothing runs."""

    __tablename__ = "moments"

    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    stage: Mapped[str] = mapped_column(String(16))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id", ondelete="SET NULL"))
    step: Mapped[int]
    ends_at: Mapped[int | None] = mapped_column(BigInteger)
    left: Mapped[int | None]

    def __repr__(self) -> str:
        return f"<Moment of {self.workshop_id}>"


class Share(db.Model):  # type: ignore[name-defined, misc]  # see above
    """A copy of something written, given to one person by name until an instant (Unix seconds).

    `box` is sealed to the recipient, `own_box` by the author's keyring; the answer likewise to the author, and kept.
    """

    __tablename__ = "shares"
    __table_args__ = (
        Index("ix_shares_recipient", "recipient_id", "workshop_id"),
        Index("ix_shares_author", "author_id"),
        Index("ix_shares_workshop", "workshop_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id", ondelete="SET NULL"))
    consent_version: Mapped[str] = mapped_column(String(16))
    given_on: Mapped[date]
    ends_at: Mapped[int] = mapped_column(BigInteger)
    opened_on: Mapped[date | None]
    box: Mapped[bytes]
    own_box: Mapped[bytes]
    answer_box: Mapped[bytes | None]
    kept_answer_box: Mapped[bytes | None]

    def __repr__(self) -> str:
        return f"<Share {self.id}>"


class ShareConsent(db.Model):  # type: ignore[name-defined, misc]  # see above
    """That somebody agreed to share something, to which words, and on which day they did and took it back."""

    __tablename__ = "share_consents"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    share_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(16))
    given_on: Mapped[date]
    ended_on: Mapped[date | None]

    def __repr__(self) -> str:
        return f"<ShareConsent of {self.person_id}>"


class PulseQuestion(db.Model):  # type: ignore[name-defined, misc]  # see above
    """A question to a group with a few choices in order; its result is frozen once, in a box of its own.

    `seats` is how many had joined when it was put: who came later does not count. `closes_at` is in Unix seconds.
    """

    __tablename__ = "pulse_questions"
    __table_args__ = (Index("ix_pulse_questions_workshop", "workshop_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    place: Mapped[int]
    seats: Mapped[int]
    least: Mapped[int]
    put_on: Mapped[date]
    closes_at: Mapped[int | None] = mapped_column(BigInteger)
    box: Mapped[bytes]
    result_box: Mapped[bytes | None]

    def __repr__(self) -> str:
        return f"<PulseQuestion {self.id}>"


class PulseCount(db.Model):  # type: ignore[name-defined, misc]  # see above
    """How many chose one of the choices, until the result is frozen; then it is deleted."""

    __tablename__ = "pulse_counts"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_questions.id", ondelete="CASCADE"), primary_key=True)
    choice: Mapped[int] = mapped_column(primary_key=True)
    many: Mapped[int]

    def __repr__(self) -> str:
        return f"<PulseCount of {self.question_id}>"


class PulseAnswer(db.Model):  # type: ignore[name-defined, misc]  # see above
    """That somebody answered; what, only their own keyring can open."""

    __tablename__ = "pulse_answers"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("pulse_questions.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<PulseAnswer of {self.question_id}>"
