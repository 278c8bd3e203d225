"""People, what they consented to, their passkeys and second steps, invitations, and what slows guessing down."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import new_id
from app.extensions import db


class Person(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """Somebody with a journal. Only the name and what is listed in docs/privacy.md can be read here."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_newest", "created_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(40))
    username_key: Mapped[str] = mapped_column(String(160), unique=True)
    created_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    change_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    key_epoch: Mapped[int] = mapped_column(default=1, server_default="1")
    consent_version: Mapped[str | None] = mapped_column(String(16))
    suspended_on: Mapped[date | None]
    signed_out_on: Mapped[date | None]
    appointed_on: Mapped[date | None]
    settings_box: Mapped[bytes]
    public_key: Mapped[bytes]
    public_key_mac: Mapped[bytes]
    private_key_box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<Person {self.id}>"


class Consent(db.Model):  # type: ignore[name-defined, misc]  # see above
    """That a person accepted a version of the consent, and on which day; nothing else."""

    __tablename__ = "consents"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    accepted_on: Mapped[date]

    def __repr__(self) -> str:
        return f"<Consent of {self.person_id}>"


class Passkey(db.Model):  # type: ignore[name-defined, misc]  # see above
    """A passkey: what checks its word. Where a key slot lies under the same id, it opens the journal by itself."""

    __tablename__ = "passkeys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    counter: Mapped[int] = mapped_column(BigInteger)
    label_box: Mapped[bytes]
    created_on: Mapped[date]
    last_used_on: Mapped[date]

    def __repr__(self) -> str:
        return f"<Passkey {self.id}>"


class SecondStep(db.Model):  # type: ignore[name-defined, misc]  # see above
    """That a person's passphrase asks for a code as well; what the codes are made from is sealed."""

    __tablename__ = "second_steps"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    box: Mapped[bytes]

    def __repr__(self) -> str:
        return f"<SecondStep of {self.person_id}>"


class SpentChallenge(db.Model):  # type: ignore[name-defined, misc]  # see above
    """A challenge that a passkey has answered; it is kept until it would be too old anyway."""

    __tablename__ = "spent_challenges"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ends_at: Mapped[int] = mapped_column(BigInteger)

    def __repr__(self) -> str:
        return "<SpentChallenge>"


class Invite(db.Model):  # type: ignore[name-defined, misc]  # see above
    """A code that lets somebody register, found by an id derived from the code; it may lead on to a group."""

    __tablename__ = "invites"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    expires_at: Mapped[int] = mapped_column(BigInteger)
    max_uses: Mapped[int]
    uses: Mapped[int] = mapped_column(default=0)
    newcomers: Mapped[int] = mapped_column(default=0, server_default="0")
    leads_on: Mapped[bool] = mapped_column(default=False, server_default=false())

    def __repr__(self) -> str:
        return f"<Invite {self.id}>"


class Throttle(db.Model):  # type: ignore[name-defined, misc]  # see above
    """Tries counted under a pseudonym, so that guessing is slow across every process."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    window_ends_at: Mapped[int] = mapped_column(BigInteger)
    blocked_until: Mapped[int] = mapped_column(BigInteger, default=0)

    def __repr__(self) -> str:
        return "<Throttle>"
