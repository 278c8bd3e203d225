"""The ways in which a page of a journal can refuse."""

from app.errors import Conflict


class EntryInTrash(Conflict):
    """A page in the trash is not written on."""

    title = "This page is in the trash"
    slug = "entry-in-trash"

    def __init__(self) -> None:
        super().__init__("Take the page out of the trash first.")


class EntryNotInTrash(Conflict):
    """Only what lies in the trash is forgotten for good."""

    title = "This page is not in the trash"
    slug = "entry-not-in-trash"

    def __init__(self) -> None:
        super().__init__("Put the page into the trash first; from there it can be forgotten for good.")


class InboxFull(Conflict):
    """So much waits for its person that nothing more is put in."""

    title = "Too much is waiting"
    slug = "inbox-full"

    def __init__(self) -> None:
        super().__init__("A thousand pages wait for this person. They are taken in when the person signs in.")


class EntryUnreadable(Conflict):
    """A damaged page is never overwritten."""

    title = "This page cannot be read"
    slug = "entry-unreadable"

    def __init__(self) -> None:
        super().__init__("The page is damaged or was written by a newer version, so it is left as it is.")
