"""Change what a person chose, and accept the consent anew."""

from typing import Any

from sqlalchemy import update

from app.accounts.models import Person
from app.accounts.preferences import Preferences, seal_preferences
from app.accounts.sessions import Visitor
from app.accounts.showing import shown_person
from app.accounts.signing_up import accept_consent
from app.errors import StaleVersion
from app.extensions import db


def find_person(visitor: Visitor) -> Person:
    """The person who asks."""
    return db.session.get_one(Person, visitor.person_id)


def change_preferences(
    visitor: Visitor, changes: dict[str, Any], *, expected_version: int
) -> tuple[Person, Preferences]:
    """Change some settings of the version that was read. Raises StaleVersion."""
    person = find_person(visitor)
    preferences = visitor.preferences.changed(changes)
    box = seal_preferences(preferences, visitor.keyring, version=expected_version + 1)
    same = (Person.id == person.id, Person.version == expected_version)
    changed = db.session.execute(update(Person).where(*same).values(version=expected_version + 1, settings_box=box))
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # an update's result counts rows
        raise StaleVersion(shown_person(person, visitor.preferences), person.version)
    return person, preferences


def accept(visitor: Visitor, version: str) -> Person:
    """Accept the current consent."""
    person = find_person(visitor)
    accept_consent(person, version)
    return person
