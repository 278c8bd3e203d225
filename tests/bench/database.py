"""A PostgreSQL server as one is run in the world, for measuring: durable, swept, and with room for its log."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgres

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "max_wal_size": "4GB",
    "shared_buffers": "512MB",
    "max_connections": "200",
}


@contextmanager
def durable(**settings: str) -> Iterator[str]:
    """Serve for the length of the block; gives the folder of the socket."""
    with postgres.serving(**{**SETTINGS, **settings}) as server:
        yield server.place
