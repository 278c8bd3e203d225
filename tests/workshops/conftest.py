"""The two rooms that most tests of groups begin in."""

import pytest
from flask import Flask

from tests.people import join
from tests.workshops.cast import Pair, Room, gather, newcomer


@pytest.fixture
def pair(app: Flask) -> Pair:
    """Somebody who leads, somebody who takes part, and their group."""
    leader = join(app, "lee", device="own")
    group = gather(leader)
    return leader, newcomer(app, leader, group, "amira"), group


@pytest.fixture
def room(app: Flask) -> Room:
    """Somebody who leads, and six who take part."""
    leader = join(app, "leader", device="own")
    group = gather(leader)
    return leader, [newcomer(app, leader, group, f"mem{number}") for number in range(6)], group
