"""Passphrases stretched side by side: a few at once never wait for each other for ever."""

import subprocess
import sys

from tests import source

# In a process of its own, because threads that wait for ever cannot be ended.
SIDE_BY_SIDE = """
from concurrent.futures import ThreadPoolExecutor
from app.vault.argon2 import Argon2Cost, stretch

cost = Argon2Cost(memory=1024, passes=2, lanes=4)
with ThreadPoolExecutor(7) as pool:
    stretched = set(pool.map(lambda _: stretch("lantern otter gravel sunday", bytes(16), cost), range(400)))
assert len(stretched) == 1
"""


def test_many_at_once_are_all_stretched_in_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", SIDE_BY_SIDE], cwd=source.ROOT, timeout=60, check=False)

    assert done.returncode == 0
