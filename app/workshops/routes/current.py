"""What a request of a group needs from the running app."""

from app.accounts.access import current_guard
from app.library.current import current_library
from app.workshops.house import House


def current_house() -> House:
    """The peppers, and the library in the language of whoever asks."""
    return House(current_guard().peppers, current_library())
