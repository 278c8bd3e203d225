"""The ways in which a way in can be refused."""

from app.errors import Conflict, DomainError, Forbidden, NotSignedIn, TooManyTries


class WrongCredentials(NotSignedIn):
    """The name and passphrase, or the code, open nothing."""

    title = "That did not open anything"
    slug = "wrong-credentials"

    def __init__(self) -> None:
        super().__init__("The name and the passphrase do not go together. Check both and try again.")


class WrongPassphrase(NotSignedIn):
    """Whoever is signed in gave a passphrase that does not open their journal."""

    title = "That is not the passphrase"
    slug = "wrong-passphrase"

    def __init__(self) -> None:
        super().__init__("That passphrase does not open this journal. Check it and try again.")


class WrongRecoveryCode(NotSignedIn):
    """The recovery code opens nothing."""

    title = "That code did not open anything"
    slug = "wrong-recovery-code"

    def __init__(self) -> None:
        super().__init__("This recovery code opens nothing. It may have been used already; each works once.")


class PassphrasePaused(TooManyTries):
    """So many wrong tries that only the recovery code helps now."""

    title = "Signing in by passphrase is paused"
    slug = "passphrase-paused"

    def __init__(self) -> None:
        super().__init__(86_400, "There were very many wrong tries. Use the recovery code to get in.")


class UsernameTaken(Conflict):
    """Somebody has this name."""

    title = "This name is taken"
    slug = "username-taken"

    def __init__(self) -> None:
        super().__init__("Somebody here has this name already. Please choose another.")


class RegistrationClosed(Forbidden):
    """Nobody new can join here, or only with an invitation."""

    title = "Not open to new people"
    slug = "registration-closed"


class ConsentNeeded(Forbidden):
    """The current consent has not been accepted yet."""

    title = "Please read and accept first"
    slug = "consent-needed"

    def __init__(self) -> None:
        super().__init__("The notice has to be read and accepted before anything else.")


class ConfirmationNeeded(Forbidden):
    """This act asks for the passphrase once more."""

    title = "Please confirm it is you"
    slug = "confirmation-needed"

    def __init__(self) -> None:
        super().__init__("Give your passphrase once more; that is good for ten minutes.")


class WaysInChanged(Conflict):
    """While the keys were changing, another way in was made or ended; both keys are kept."""

    title = "Another way in was changed meanwhile"
    slug = "ways-in-changed"

    def __init__(self) -> None:
        super().__init__("A way in was changed meanwhile. Everything can be read; ask once more and it goes on.")


class TwoCredentials(DomainError):
    """A cookie and an Authorization header came together."""

    title = "Two ways in at once"
    slug = "two-credentials"


class KeyNotTrusted(Conflict):
    """The database holds another public key than was made for this person; nothing is sealed to it."""

    title = "This key cannot be trusted"
    slug = "key-not-trusted"

    def __init__(self) -> None:
        super().__init__("The account's public key is not the one that was made for it. Nothing is sealed to it.")


class KeyUnreadable(Conflict):
    """The key that opens what a device sealed is damaged; what was sealed stays as it is on the device."""

    title = "This key cannot be read"
    slug = "key-unreadable"

    def __init__(self) -> None:
        super().__init__("The account's own key is damaged, so what a device sealed cannot be opened. Keep it there.")


class SomebodyElse(Conflict):
    """The program says for whom it asks (Braid-Person), and that is not who is signed in now."""

    title = "Somebody else is signed in"
    slug = "somebody-else"

    def __init__(self) -> None:
        super().__init__("Somebody else is signed in on this device now. Nothing was sent to their journal.")
