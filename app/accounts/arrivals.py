"""Somebody is here with all their keys: what waited for that is opened now."""

from dataclasses import dataclass

from blinker import Namespace

from app.vault.keyring import Keyring


@dataclass(frozen=True, repr=False)
class Arrival:
    """Who came, with their keys, and their time zone (IANA)."""

    keyring: Keyring
    time_zone: str


# Sent with an Arrival. Whoever listens acts without committing, and says whether there is something to commit.
somebody_came = Namespace().signal("somebody-came")


def welcome(keyring: Keyring, time_zone: str) -> bool:
    """Let what waited be taken in; says whether there is something to commit."""
    told = somebody_came.send(Arrival(keyring, time_zone))
    return any(changed for _, changed in told)
