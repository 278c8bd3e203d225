"""Change what a person chose, and accept the consent anew."""

from typing import Any

from app.accounts.models import Person
from app.accounts.preferences import Preferences, open_preferences, seal_preferences
from app.accounts.sessions import Visitor
from app.accounts.showing import shown_person
from app.accounts.signing_up import accept_consent
from app.core.database import take_pen
from app.errors import NotSignedIn, StaleVersion
from app.extensions import db


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
    take_pen()
    person = find_person(visitor)
    present = open_preferences(visitor.keyring, person.settings_box, version=person.version)
    if person.version != expected_version:
        raise StaleVersion(shown_person(person, present), person.version)
    preferences = present.changed(changes)
    person.version += 1
    person.settings_box = seal_preferences(preferences, visitor.keyring, version=person.version)
    return person, preferences


def accept(visitor: Visitor, version: str) -> Person:
    """Accept the current consent."""
    person = find_person(visitor)
    accept_consent(person, version)
    return person
