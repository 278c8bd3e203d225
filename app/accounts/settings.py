"""Change what a person chose, and accept the consent anew."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.preferences import Preferences, open_preferences, seal_preferences
from app.accounts.showing import shown_person
from app.accounts.signing_up import accept_consent
from app.accounts.visitor import Visitor
from app.core.database import take_pen
from app.errors import NotFound, NotSignedIn, StaleVersion
from app.extensions import db
from app.vault.keyring import Keyring


def find_person(visitor: Visitor) -> Person:
    """The person who asks. Raises NotSignedIn when they have left meanwhile."""
    person = db.session.get(Person, visitor.person_id)
    if person is None:
        raise NotSignedIn("This session has ended. Please sign in again.")
    return person


def change_preferences(
    visitor: Visitor, changes: dict[str, Any], *, expected_version: int
) -> tuple[Person, Preferences]:
    """Change some settings of the version that was read. Raises StaleVersion."""
    # Read again under the pen: another tab may have changed them since this request was recognised.
    take_pen(visitor.person_id)
    person = find_person(visitor)
    present = open_preferences(visitor.keyring, person.settings_box, version=person.version)
    if person.version != expected_version:
        raise StaleVersion(shown_person(person, present), person.version)
    preferences = present.changed(changes)
    person.version += 1
    person.settings_box = seal_preferences(preferences, visitor.keyring, version=person.version)
    return person, preferences


def has_chosen(person_id: UUID) -> bool:
    """Whether somebody has changed a setting since they came."""
    version = db.session.scalar(select(Person.version).where(Person.id == person_id))
    return version != 1


def choose_first(keyring: Keyring, changes: dict[str, Any]) -> None:
    """Take over settings from elsewhere, where nothing has been chosen yet. Raises NotFound."""
    take_pen(keyring.person_id)
    person = db.session.get(Person, keyring.person_id, populate_existing=True)
    if person is None:
        raise NotFound
    if person.version != 1:
        return
    preferences = open_preferences(keyring, person.settings_box, version=1).changed(changes)
    person.version = 2
    person.settings_box = seal_preferences(preferences, keyring, version=2)


def accept(visitor: Visitor, version: str) -> Person:
    """Accept the current consent."""
    take_pen(visitor.person_id)
    person = find_person(visitor)
    accept_consent(person, version)
    return person
