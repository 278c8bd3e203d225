"""A house for each drill that wants no other, and a browser for those that walk its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import chromium, visit
from tests.drills import engine
from tests.drills.house import House, opened

__all__ = ["chromium", "visit"]


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """Where drills are asked to be on PostgreSQL, a server for all of them."""
    if not engine.IS_OWN_POSTGRES:
        yield
        return
    with engine.on_postgres():
        yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A journal served by two workers, as bin/run serves it."""
    with opened(tmp_path) as served:
        yield served
