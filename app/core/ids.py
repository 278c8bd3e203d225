"""Random identifiers that tell nothing: no time, no order."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """A random UUIDv4 (never v7, which would carry the millisecond)."""
    return uuid4()
