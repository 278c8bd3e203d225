"""What a request of a group needs from the running app."""

from app.accounts.access import current_guard, current_settings, current_visitor
from app.accounts.second_steps import require_to_lead
from app.accounts.visitor import Visitor
from app.library.current import current_library
from app.workshops.house import House


def current_house() -> House:
    """The peppers, and the library in the language of whoever asks."""
    return House(current_guard().peppers, current_library())


def current_leader() -> Visitor:
    """Whoever is signed in, for an act of leading. Raises SecondStepRequired, ConfirmationNeeded."""
    visitor = current_visitor()
    require_to_lead(visitor, current_settings().second_step)
    return visitor
