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


class NothingShared(Conflict):
    """People who work together cannot freely consent to show each other what they wrote (GDPR, recital 43)."""

    title = "Nothing written is shared in this group"
    slug = "nothing-shared-here"

    def __init__(self) -> None:
        super().__init__("This group gathers people who work together. What they write stays with them.")


class OtherWords(Conflict):
    """What the person agreed to is not what sharing means now."""

    title = "The words about sharing have changed"
    slug = "other-words"

    def __init__(self) -> None:
        super().__init__("Please read them again before you share.")


class AlreadyAnswered(Conflict):
    """A question that somebody has answered is not put into other words behind their back."""

    title = "Somebody has answered this already"
    slug = "already-answered"

    def __init__(self) -> None:
        super().__init__("Its note and its times can still change. For other words, ask something new.")


class PulseClosed(Conflict):
    """What is published takes no more answers."""

    title = "This question is closed"
    slug = "question-closed"

    def __init__(self) -> None:
        super().__init__("It takes no more answers.")


class DoesNotCount(Forbidden):
    """Those who lead, and who came after the question was put, never count: their answers could point at others."""

    title = "This question was not put to you"
    slug = "does-not-count"

    def __init__(self) -> None:
        super().__init__("Only those who take part answer, and who was in the group when it was asked.")
