"""The way in which a check-in can refuse."""

from app.errors import Conflict


class CheckInUnreadable(Conflict):
    """A damaged check-in is never overwritten; it can be forgotten."""

    title = "This check-in cannot be read"
    slug = "check-in-unreadable"

    def __init__(self) -> None:
        super().__init__("This check-in is damaged or was written by a newer version. It can be taken back.")
