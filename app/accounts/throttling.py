"""Slow guessing down, across every process; tries are counted under pseudonyms (security.md 3.4)."""

from sqlalchemy import delete

from app.accounts.errors import PassphrasePaused
from app.accounts.models import Throttle
from app.core.clock import timestamp
from app.core.database import take_pen
from app.core.networks import network_of
from app.errors import TooManyTries
from app.extensions import db
from app.vault.pepper import Peppers

PAIR_TRIES, PAIR_SECONDS = 5, 60
FREE_FAILURES, MOST_FAILURES, LONGEST_WAIT = 10, 100, 900
NETWORK_TRIES, NETWORK_SECONDS = 300, 60  # a room of two hundred, of whom some mistype
CODES_PER_NETWORK = 1_000  # a room of two hundred, each trying a few times; 2^50 codes are not found so
RECOVERIES_PER_NETWORK, RECOVERIES_IN_ALL, HOUR = 5, 20, 3_600
DAY = 86_400
COUNTERS = "throttles"


def count_sign_in(username_key: str, address: str, peppers: Peppers) -> None:
    """Count a try before it is judged, so that parallel guesses are counted too.

    Raises TooManyTries or PassphrasePaused.
    """
    _count_network(address, peppers)
    _count(peppers.pseudonym("sign-in", username_key, network_of(address)), limit=PAIR_TRIES, seconds=PAIR_SECONDS)
    _count_failure(peppers.pseudonym("account", username_key))


def count_joining(address: str, peppers: Peppers) -> None:
    """Count somebody who would join; stretching their passphrase costs us as much as a sign-in. Raises TooManyTries."""
    _count_network(address, peppers)


def count_passkey(address: str, peppers: Peppers) -> None:
    """Count a passkey that is tried; whose it is, nobody knows yet. Raises TooManyTries."""
    _count_network(address, peppers)


def forgive(username_key: str, peppers: Peppers) -> None:
    """Forget a person's wrong tries after a right one."""
    db.session.execute(delete(Throttle).where(Throttle.key == peppers.pseudonym("account", username_key)))


def count_recovery(address: str, peppers: Peppers) -> None:
    """Count a recovery code that is tried. Raises TooManyTries."""
    take_pen(COUNTERS)
    forget_old()
    _count(peppers.pseudonym("recovery", network_of(address)), limit=RECOVERIES_PER_NETWORK, seconds=HOUR)
    _count(peppers.pseudonym("recoveries"), limit=RECOVERIES_IN_ALL, seconds=HOUR)


def count_group_code(address: str, peppers: Peppers) -> None:
    """Count a group's code that is tried. Raises TooManyTries."""
    take_pen(COUNTERS)
    forget_old()
    _count(peppers.pseudonym("group-code", network_of(address)), limit=CODES_PER_NETWORK, seconds=HOUR)


def forget_old() -> int:
    """Delete the counts that do not matter any more, a day later; returns how many those were."""
    return int(db.session.execute(delete(Throttle).where(Throttle.window_ends_at < timestamp() - DAY)).rowcount)  # type: ignore[attr-defined]


def _count_network(address: str, peppers: Peppers) -> None:
    # One network may hold a whole workshop that signs in at once, so this stops floods and the spraying of one guess
    # over many names, and nothing slower.
    take_pen(COUNTERS)
    forget_old()
    _count(peppers.pseudonym("network", network_of(address)), limit=NETWORK_TRIES, seconds=NETWORK_SECONDS)


def _count(key: str, *, limit: int, seconds: int) -> None:
    row, now = _row(key), timestamp()
    # A window that ends later than any could was begun by a clock that has been put right since.
    if not now < row.window_ends_at <= now + seconds:
        row.tries, row.window_ends_at = 0, now + seconds
    if row.tries >= limit:
        raise TooManyTries(row.window_ends_at - now)
    row.tries += 1


def _count_failure(key: str) -> None:
    row, now = _row(key), timestamp()
    if row.tries >= MOST_FAILURES:
        raise PassphrasePaused
    if now < row.blocked_until <= now + LONGEST_WAIT:
        raise TooManyTries(row.blocked_until - now)
    row.tries += 1
    row.window_ends_at = now + DAY
    if row.tries >= FREE_FAILURES:
        row.blocked_until = now + min(2 ** (row.tries - FREE_FAILURES), LONGEST_WAIT)


def _row(key: str) -> Throttle:
    # Held until the commit: whoever is let in forgets their row without waiting for the others' pen.
    row = db.session.get(Throttle, key, with_for_update=True)
    if row is None:
        row = Throttle(key=key, tries=0, window_ends_at=0, blocked_until=0)
        db.session.add(row)
    return row
