"""The ways in which a way in can be refused."""

from typing import Any

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


class WrongPasskey(NotSignedIn):
    """A passkey that opens nothing here: not known, not for this, touched too long ago, or without its secret."""

    title = "That passkey opens nothing here"
    slug = "wrong-passkey"

    def __init__(self) -> None:
        super().__init__("This passkey does not fit, or cannot open by itself. Use another one, or your passphrase.")


class WrongCode(NotSignedIn):
    """The second step's code is not the one of the moment, or was used already."""

    title = "That is not the code of the moment"
    slug = "wrong-code"

    def __init__(self) -> None:
        super().__init__("This is not the code of the moment. Each works once; wait for the next one.")


class SecondStepNeeded(NotSignedIn):
    """The passphrase is right, and this journal asks for something beside it; `ways` says what."""

    title = "One more step"
    slug = "second-step-needed"

    def __init__(self, ways: list[str]) -> None:
        super().__init__("Your passphrase is right. This journal asks for a second step as well.")
        self.ways = ways

    def extra(self) -> dict[str, Any]:
        return {"ways": self.ways}


class PassphrasePaused(TooManyTries):
    """So many wrong tries that only a passkey or the recovery code helps now."""

    title = "Signing in by passphrase is paused"
    slug = "passphrase-paused"

    def __init__(self) -> None:
        super().__init__(86_400, "There were very many wrong tries. Use a passkey or the recovery code to get in.")


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


class AccountPaused(Forbidden):
    """Whoever runs the server lets this person in no more, for now."""

    title = "This account is paused"
    slug = "account-paused"

    def __init__(self) -> None:
        super().__init__("Whoever runs this server has paused your account. Nothing you wrote was deleted.")


class TooManyTokens(Conflict):
    """Somebody has as many tokens as there may be."""

    title = "There are many tokens already"
    slug = "too-many-tokens"

    def __init__(self) -> None:
        super().__init__("There may be twenty tokens at once. End one that is not needed any more.")


class OutOfScope(Forbidden):
    """The token is good, but not for this."""

    title = "This token is not for that"
    slug = "out-of-scope"

    def __init__(self) -> None:
        super().__init__("This token was not made for that. A person has to be signed in, or make another token.")


class SecondStepRequired(Forbidden):
    """Whoever is at the desk here, or leads a group, has to come in with more than a passphrase."""

    title = "This asks for a second step"
    slug = "second-step-required"

    def __init__(self) -> None:
        super().__init__("For this, set up a passkey or a second step under You, and sign in with it.")


class TooManyPasskeys(Conflict):
    """Twenty passkeys are enough for one person."""

    title = "That is one passkey too many"
    slug = "too-many-passkeys"

    def __init__(self) -> None:
        super().__init__("You have twenty passkeys. Remove one that you do not use any more first.")


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
