"""Open a group, read it, change it, close it, let it go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, func, insert, select, update

from app.accounts.models import Invite
from app.core.clock import now, today_in
from app.core.database import run, take_pen
from app.core.erasures import note_erased
from app.core.ids import new_id
from app.errors import Invalid, NotFound, StaleVersion
from app.vault.box import Unreadable, WrongKey
from app.vault.circle import open_for_circle, seal_for_circle
from app.vault.pepper import Peppers
from app.workshops import roles
from app.workshops.models import Invitation, Membership, Share, ShareConsent, Workshop
from app.workshops.stirring import stir

MOST_LED = 100
NAME_BYTES = 512
_GROUPS, _SEATS = Workshop.__table__, Membership.__table__
_ONE = select(*_GROUPS.columns).where(_GROUPS.c.id == bindparam("workshop"))
_OURS = select(*_SEATS.columns).where(_SEATS.c.workshop_id == bindparam("workshop")).order_by(_SEATS.c.seat)
_MINE = (
    select(*_GROUPS.columns)
    .join(_SEATS, _SEATS.c.workshop_id == _GROUPS.c.id)
    .where(_SEATS.c.person_id == bindparam("person"))
)
_ALL_OURS = (
    select(*_SEATS.columns)
    .where(_SEATS.c.workshop_id.in_(select(_SEATS.c.workshop_id).where(_SEATS.c.person_id == bindparam("person"))))
    .order_by(_SEATS.c.seat)
)
_LED = (
    select(func.count())
    .select_from(_SEATS)
    .where(_SEATS.c.person_id == bindparam("person"), _SEATS.c.role == roles.FACILITATOR)
)


@dataclass(frozen=True, repr=False)
class Words:
    """What a group says of itself to those who are in it, or are asked in."""

    name: str
    purpose: str = ""
    agreements: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    time_zone: str = "UTC"


UNREADABLE = Words(name="")


@dataclass(frozen=True, repr=False)
class Group:
    """A group as one of its members may see it."""

    id: UUID
    version: int
    words: Words
    is_workplace: bool
    is_open: bool
    role: str
    called: str
    facilitators: Sequence[tuple[UUID, str]]
    members: int

    def shown(self) -> dict[str, Any]:
        """The group on the wire."""
        return {
            "id": self.id,
            "version": self.version,
            **asdict(self.words),
            "workplace": self.is_workplace,
            "closed": not self.is_open,
            "role": self.role,
            "called": self.called,
            "facilitators": [{"id": person_id, "called": called} for person_id, called in self.facilitators],
            "members": self.members,
            "unreadable": self.words is UNREADABLE,
        }


def open_group(person_id: UUID, words: Words, *, called: str, is_workplace: bool, peppers: Peppers) -> UUID:
    """A new group, led by the person who opens it. Raises Invalid."""
    require_order(words)
    take_pen(person_id)
    if (run(_LED, {"person": person_id}).scalar() or 0) >= MOST_LED:
        raise Invalid({"name": [f"You lead {MOST_LED} groups already. Let one go first."]})
    workshop_id = new_id()
    values = {"id": workshop_id, "version": 1, "seats": 0, "is_workplace": is_workplace, "closed_on": None}
    run(insert(_GROUPS).values(**values, box=seal_words(words, workshop_id, 1, peppers)))
    take_seat(person_id, workshop_id, called=called, role=roles.FACILITATOR, peppers=peppers)
    return workshop_id


def words_like(person_id: UUID, workshop_id: UUID, changes: Mapping[str, Any], peppers: Peppers) -> Words:
    """The words of a group that the person leads, with some of them changed: the start of a new one.

    Dates are not taken along. Raises NotFound, NotAFacilitator.
    """
    roles.leading_seat(person_id, workshop_id)
    words = words_of(row_of(workshop_id), peppers)
    return changed(changed(words, {"starts_on": None, "ends_on": None}), changes)


def find(person_id: UUID, workshop_id: UUID, peppers: Peppers) -> Group:
    """A group that the person is in. Raises NotFound."""
    roles.seat_of(person_id, workshop_id)
    return group_of(person_id, row_of(workshop_id), seats_in(workshop_id), peppers)


def find_all(person_id: UUID, peppers: Peppers) -> list[Group]:
    """Every group the person is in, those that go on first, by name."""
    seats: dict[UUID, list[Any]] = {}
    for seat in run(_ALL_OURS, {"person": person_id}):
        seats.setdefault(seat.workshop_id, []).append(seat)
    rows = run(_MINE, {"person": person_id}).all()
    groups = [group_of(person_id, row, seats[row.id], peppers) for row in rows if row.id in seats]
    return sorted(groups, key=lambda group: (not group.is_open, group.words.name.casefold(), group.id))


def change(
    person_id: UUID, workshop_id: UUID, changes: Mapping[str, Any], *, expected_version: int, peppers: Peppers
) -> None:
    """Other words, closed or open again. Raises NotFound, NotAFacilitator, StaleVersion, Invalid."""
    take_pen(workshop_id)
    row = led(person_id, workshop_id, expected_version, peppers)
    words = changed(words_of(row, peppers), changes)
    if not words.name:
        raise Invalid({"name": ["What was kept of this group is damaged. Give it a name again."]})
    require_order(words)
    version = row.version + 1
    values: dict[str, Any] = {"version": version, "box": seal_words(words, workshop_id, version, peppers)}
    if "closed" in changes:
        values["closed_on"] = today_in(words.time_zone) if changes["closed"] else None
    run(update(_GROUPS).where(_GROUPS.c.id == workshop_id).values(**values))
    stir(workshop_id)


def let_go(person_id: UUID, workshop_id: UUID, *, expected_version: int, peppers: Peppers) -> None:
    """Delete a group and all that hangs on it. Raises NotFound, NotAFacilitator, StaleVersion."""
    take_pen(workshop_id)
    led(person_id, workshop_id, expected_version, peppers)
    # A code's invite would outlive the group, and still let somebody register.
    codes = select(Invitation.__table__.c.invite_id).where(Invitation.__table__.c.workshop_id == workshop_id)
    forget_codes(Invite.__table__.c.id.in_(codes))
    given = select(Share.__table__.c.id).where(Share.__table__.c.workshop_id == workshop_id)
    consents = ShareConsent.__table__
    run(update(consents).where(consents.c.share_id.in_(given)).values(ended_on=now().date()))
    note_erased("workshop", [workshop_id])
    run(delete(_GROUPS).where(_GROUPS.c.id == workshop_id))


def forget_codes(*which: Any) -> int:
    found = run(select(Invite.__table__.c.id).where(*which)).scalars().all()
    note_erased("invitation", found)
    return run(delete(Invite.__table__).where(Invite.__table__.c.id.in_(found))).rowcount


def led(person_id: UUID, workshop_id: UUID, expected_version: int, peppers: Peppers) -> Any:
    """The row of a group that the person leads. Raises NotFound, NotAFacilitator, StaleVersion."""
    roles.leading_seat(person_id, workshop_id)
    row = row_of(workshop_id)
    if row.version != expected_version:
        raise StaleVersion(find(person_id, workshop_id, peppers).shown(), row.version)
    return row


def take_seat(person_id: UUID, workshop_id: UUID, *, called: str, role: str, peppers: Peppers) -> None:
    """Put somebody into a group; whoever calls this holds the pen."""
    taken = update(_GROUPS).where(_GROUPS.c.id == workshop_id).values(seats=_GROUPS.c.seats + 1)
    seat = run(taken.returning(_GROUPS.c.seats)).scalar_one()
    box = seal_for_circle(peppers, "seat", called.encode(), workshop_id, person_id, fixed=NAME_BYTES)
    run(insert(_SEATS).values(workshop_id=workshop_id, person_id=person_id, seat=seat, role=role, box=box))


def seats_in(workshop_id: UUID) -> Sequence[Any]:
    """Every row of the group's members, as they joined."""
    return run(_OURS, {"workshop": workshop_id}).all()


def called(row: Any, peppers: Peppers) -> str:
    """What a member is called in the group; a name that cannot be read is left out."""
    try:
        return open_for_circle(peppers, "seat", row.box, row.workshop_id, row.person_id).decode()
    except (Unreadable, WrongKey):
        return ""


def row_of(workshop_id: UUID) -> Any:
    row = run(_ONE, {"workshop": workshop_id}).first()
    if row is None:
        raise NotFound
    return row


def words_of(row: Any, peppers: Peppers) -> Words:
    """What the group says of itself; UNREADABLE where its box is damaged."""
    try:
        told = orjson.loads(open_for_circle(peppers, "workshop", row.box, row.id, row.version))
    except (Unreadable, WrongKey):
        return UNREADABLE
    days = {name: date.fromisoformat(told[name]) for name in ("starts_on", "ends_on") if told[name]}
    return Words(**{**told, "agreements": tuple(told["agreements"]), **days})


def seal_words(words: Words, workshop_id: UUID, version: int, peppers: Peppers) -> bytes:
    return seal_for_circle(peppers, "workshop", orjson.dumps(asdict(words)), workshop_id, version)


def changed(words: Words, changes: Mapping[str, Any]) -> Words:
    known = {field.name for field in fields(Words)}
    told = {**asdict(words), **{name: value for name, value in changes.items() if name in known}}
    return Words(**{**told, "agreements": tuple(told["agreements"])})


def group_of(person_id: UUID, row: Any, everybody: Sequence[Any], peppers: Peppers) -> Group:
    own = next(one for one in everybody if one.person_id == person_id)
    leading = [one for one in everybody if one.role == roles.FACILITATOR]
    return Group(
        id=row.id,
        version=row.version,
        words=words_of(row, peppers),
        is_workplace=row.is_workplace,
        is_open=row.closed_on is None and bool(leading),
        role=own.role,
        called=called(own, peppers),
        facilitators=[(one.person_id, called(one, peppers)) for one in leading],
        members=len(everybody),
    )


def require_order(words: Words) -> None:
    """Raise Invalid when a group would end before it begins."""
    if words.starts_on and words.ends_on and words.ends_on < words.starts_on:
        raise Invalid({"ends_on": ["The last day comes before the first."]})
