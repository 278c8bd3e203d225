"""The ways in which a group can refuse."""

from app.errors import Conflict, Forbidden, NotFound


class NotAFacilitator(Forbidden):
    """A member asks for what only those who lead may do."""

    title = "Only those who lead this group can do that"
    slug = "not-a-facilitator"


class NoSuchInvitation(NotFound):
    """A code that leads nowhere: never given out, used up, withdrawn or too old. Which of these is not told."""

    title = "This code leads nowhere"
    slug = "no-such-invitation"

    def __init__(self) -> None:
        super().__init__()
        self.detail = "This code is not known here, or is no longer good. Ask for a new one."


class WorkshopClosed(Conflict):
    """Nothing is added to a group that is closed."""

    title = "This group is closed"
    slug = "workshop-closed"

    def __init__(self) -> None:
        super().__init__("The group is closed. What there is can still be read.")


class LastFacilitator(Conflict):
    """A group that goes on is not left without anybody who leads it."""

    title = "Nobody else leads this group"
    slug = "last-facilitator"

    def __init__(self) -> None:
        super().__init__("Ask somebody in the group to lead it with you, close it, or delete it first.")


class AlreadyAnswered(Conflict):
    """A question that somebody has answered is not put into other words behind their back."""

    title = "Somebody has answered this already"
    slug = "already-answered"

    def __init__(self) -> None:
        super().__init__("Its note and its times can still change. For other words, ask something new.")
