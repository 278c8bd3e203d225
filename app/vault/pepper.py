"""The secrets kept outside the database, without which no passphrase slot of a stolen database can be guessed."""

import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self
from uuid import UUID

from app.vault.box import derive
from app.vault.canon import Field, canon

_SIZE = 32
_HEADING = "# Without this file nobody can sign in with a passphrase. Keep a copy."
_LINES = "Each line of the pepper file is an id such as p1 and 64 hex digits."


class UnknownPepper(Exception):
    """A slot needs a pepper that is not in the pepper file."""


class DamagedPepper(ValueError):
    """The pepper file holds something else, or cannot be read; the sentence never says what is in it."""


class SubstitutedKey(Exception):
    """A public key in the database is not the one its person was given."""


class Peppers:
    """Secrets by id (`p1`, `p2`, …); the newest wraps, every listed one unwraps."""

    def __init__(self, secrets: Mapping[str, bytes]) -> None:
        self._secrets = dict(secrets)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read lines `p1 <64 hex digits>`; blank lines and `#` comments are passed over.

        Raises DamagedPepper when the file holds anything else or cannot be read, FileNotFoundError when there is none.
        """
        lines = [words for line in _readable_lines(path) if (words := line.partition("#")[0].split())]
        secrets = {words[0]: _secret(words) for words in lines}
        if not secrets:
            raise DamagedPepper("The pepper file is empty.")
        if len(secrets) != len(lines):
            raise DamagedPepper("The pepper file names one pepper twice.")
        return cls(secrets)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a first pepper in a new file that only this user can read. Raises FileExistsError."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = os.urandom(_SIZE)
        _write_whole(path, f"{_HEADING}\np1 {secret.hex()}\n")
        return cls({"p1": secret})

    def add(self, path: Path) -> "Peppers":
        """These and a fresh one, which is written into the file as its newest. Raises OSError."""
        pepper_id, secret = f"p{_number(self.newest_id) + 1}", os.urandom(_SIZE)
        _replace_whole(path, [*_lines_of(path), f"{pepper_id} {secret.hex()}"])
        return Peppers({**self._secrets, pepper_id: secret})

    def retire(self, path: Path, pepper_id: str) -> "Peppers":
        """These without one, which is taken out of the file. Raises OSError."""
        _replace_whole(path, [line for line in _lines_of(path) if line.split()[:1] != [pepper_id]])
        return Peppers({known: secret for known, secret in self._secrets.items() if known != pepper_id})

    @property
    def ids(self) -> tuple[str, ...]:
        """All known ids, oldest first."""
        return tuple(sorted(self._secrets, key=_number))

    @property
    def newest_id(self) -> str:
        """The id that new slots are wrapped with."""
        return self.ids[-1]

    def secret(self, pepper_id: str) -> bytes:
        """The 32 bytes of a pepper. Raises UnknownPepper."""
        if pepper_id not in self._secrets:
            raise UnknownPepper(f"Pepper {pepper_id!r} is needed but is not in the pepper file.")
        return self._secrets[pepper_id]

    def public_key_mac(self, person_id: UUID, public_key: bytes) -> bytes:
        """Binds a public key to its person, so that whoever writes to the database cannot swap it."""
        return self._mac(self.newest_id, "braid/v1/pubkey", person_id, public_key)

    def check_public_key(self, person_id: UUID, public_key: bytes, mac: bytes) -> str:
        """The id of the pepper with which `mac` was made for this person and key. Raises SubstitutedKey."""
        for known in self._secrets:
            if hmac.compare_digest(self._mac(known, "braid/v1/pubkey", person_id, public_key), mac):
                return known
        raise SubstitutedKey("This public key was not made by this server.")

    def pseudonym(self, purpose: str, *fields: Field, pepper_id: str | None = None) -> str:
        """A name for something that must be counted but not recorded (64 hex digits). Raises UnknownPepper."""
        return self._mac(pepper_id or self.newest_id, f"braid/v1/pseudonym/{purpose}", *fields).hex()

    def _mac(self, pepper_id: str, purpose: str, *fields: Field) -> bytes:
        key = derive(self.secret(pepper_id), purpose.encode())
        return hmac.digest(key, canon(*fields), hashlib.sha256)

    def __repr__(self) -> str:
        return f"<Peppers {', '.join(self.ids)}>"


def check_peppers(peppers: Peppers, used: Iterable[str]) -> None:
    """Raise UnknownPepper naming the ids that slots were wrapped with and that are not known here."""
    missing = sorted(set(used) - set(peppers.ids))
    if missing:
        raise UnknownPepper(
            f"The database was used with pepper {', '.join(missing)}, which the pepper file does not hold. "
            "Put the old pepper file back; without it nobody can sign in with a passphrase."
        )


def _write_whole(path: Path, text: str) -> None:
    # Written before it gets its name: nobody ever meets half a pepper, not even after a power cut.
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=f".{path.name}-") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        os.link(file.name, path)
    sync_folder(path)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a file's folder: a new one is durable only with it. Raises OSError."""
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _replace_whole(path: Path, lines: Iterable[str]) -> None:
    # A link to the file stays one: what it leads to is replaced.
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    _write_whole(beside, "\n".join(lines) + "\n")
    beside.replace(path)
    sync_folder(path)


def _lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").splitlines()


def _readable_lines(path: Path) -> list[str]:
    try:
        return _lines_of(path)
    except UnicodeDecodeError:
        raise DamagedPepper(_LINES) from None
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DamagedPepper(f"The pepper file cannot be read: {error.strerror}.") from None


def _secret(words: list[str]) -> bytes:
    try:
        secret = bytes.fromhex(words[1])
    except (IndexError, ValueError):
        secret = b""
    if len(words) != 2 or len(secret) != _SIZE or not _is_id(words[0]):
        raise DamagedPepper(_LINES)
    return secret


def _is_id(text: str) -> bool:
    return text[:1] == "p" and text[1:].isdigit() and text.isascii()


def _number(pepper_id: str) -> int:
    return int(pepper_id[1:])
