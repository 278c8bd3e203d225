"""A flood of wrong sign-ins, made in a process of its own so that whoever measures beside it is not slowed down."""

import asyncio
import json
import subprocess
import sys
from collections import Counter

from tests.serving import ROOT

HEAD = (
    "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:{port}\r\nConnection: close\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
)


async def sign_in_wrongly(port: int, number: int) -> int:
    """One guess at somebody's passphrase, each for another name; returns the status."""
    body = json.dumps({"username": f"person-{number}", "passphrase": "not the right one at all"}).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HEAD.format(port=port, length=len(body)).encode() + body)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]) if answer else 0


async def flood(port: int, many: int) -> Counter[int]:
    """All of them at once."""
    return Counter(await asyncio.gather(*(sign_in_wrongly(port, number) for number in range(many))))


def flooding(port: int, many: int) -> subprocess.Popen[str]:
    """Begin a flood beside this process; what it was told is printed at its end."""
    command = [sys.executable, "-m", "tests.drills.flooding", str(port), str(many)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(flood(int(sys.argv[1]), int(sys.argv[2])))))
