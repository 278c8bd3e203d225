"""What can be wrong with a file."""

from app.errors import DomainError


class NotReadable(DomainError):
    """A file cannot be taken in; the sentence says why and quotes nothing of it."""

    status = 422
    title = "This file cannot be taken in"
    slug = "file-not-readable"


class MemberTooLarge(NotReadable):
    """One file among others is larger than a page ever is; the others can be taken in."""


class UnknownFormat(NotReadable):
    """It is none of the formats that are read here."""

    title = "We do not know this kind of file"
    slug = "unknown-format"


class PassphraseNeeded(NotReadable):
    """The file is sealed, and was not opened."""

    title = "This file is sealed"
    slug = "passphrase-needed"


class CannotBeMade(DomainError):
    """What was wished for cannot be made in this form."""

    status = 422
    title = "That cannot be made in this form"
    slug = "cannot-be-made"
