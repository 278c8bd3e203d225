"""Key slots: one wrapping of a person's keys for each credential that may open them."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db


class KeySlot(db.Model):  # type: ignore[name-defined, misc]  # Flask-SQLAlchemy's base is made at run time
    """What a credential opens. There is no other way in: a slot that does not open authenticates nobody."""

    __tablename__ = "key_slots"
    __table_args__ = (
        Index(
            "uq_key_slots_one_passphrase",
            "person_id",
            unique=True,
            sqlite_where=db.text("kind = 'password'"),
            postgresql_where=db.text("kind = 'password'"),
        ),
        Index(
            "uq_key_slots_one_recovery",
            "person_id",
            unique=True,
            sqlite_where=db.text("kind = 'recovery'"),
            postgresql_where=db.text("kind = 'recovery'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    scope: Mapped[str] = mapped_column(String(200), default="")
    expires_at: Mapped[int | None] = mapped_column(BigInteger)
    params: Mapped[str] = mapped_column(Text, default="{}")
    box: Mapped[bytes]
    label_box: Mapped[bytes | None]
    created_on: Mapped[date]
    last_used_on: Mapped[date]
    seen_at: Mapped[int | None] = mapped_column(BigInteger)

    def __repr__(self) -> str:
        return f"<KeySlot {self.id}>"
