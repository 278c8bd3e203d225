"""A Redis server of our own, where several processes count together."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import free_port


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis server of our own for the length of the block; the test is left out where there is none."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server here")
    folder.mkdir()
    port = str(free_port())
    asked = [program, "--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(asked, stdout=subprocess.DEVNULL)
    try:
        wait_for_redis(port)
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for_redis(port: str) -> None:
    until = time.monotonic() + 10
    while subprocess.run(["redis-cli", "-p", port, "ping"], capture_output=True, check=False).returncode:
        assert time.monotonic() < until, "Redis did not start"
        time.sleep(0.05)
