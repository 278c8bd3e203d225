"""Somebody who asks a real server over its port, in the words that the cast of the other tests uses."""

import http.client
import json
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from tests.people import BASE, Actor

# A line on which nothing was said for half a minute is closed by the server.
QUIET_SECONDS = 25


class Lost(Exception):
    """No answer came; whether the request was heard is not known."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status_code: int
    data: bytes
    headers: http.client.HTTPMessage
    seconds: float

    @cached_property
    def json(self) -> Any:
        return json.loads(self.data) if self.data else None

    @property
    def text(self) -> str:
        return self.data.decode(errors="replace")


class Caller(Actor):
    """An actor with a line of their own to the server, kept open as a browser keeps it."""

    def __init__(self, port: int, secret: str = "", *, timeout: float = 60) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.headers = {"Origin": f"http://localhost:{port}"}
        self.recovery_code = ""
        self.secret = secret
        self.asked_at = time.monotonic()

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:  # type: ignore[override]
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named = {"Content-Type": "application/json", **named}
        return self.send(method, path, json.dumps(body).encode() if body is not None else None, named)

    def send(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> Answer:
        """Ask for a path (after /api/v1, unless it begins with a second slash). Raises Lost."""
        target = path[1:] if path.startswith("//") else path if path.startswith("/api/") else BASE + path
        own = {"Cookie": f"__Host-session={self.secret}"} if self.secret else {}
        began = time.perf_counter()
        self._open_anew_after_a_pause()
        try:
            self.line.request(method, target, data, {**self.headers, **own, **headers})
            heard = self.line.getresponse()
            answer = Answer(heard.status, heard.read(), heard.headers, time.perf_counter() - began)
        except (OSError, http.client.HTTPException) as error:
            self.line.close()
            raise Lost from error
        self._keep_cookie(answer)
        return answer

    def bring(self, data: bytes, **form: str) -> Answer:
        """Bring a file along."""
        mark = uuid4().hex
        fields = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in form.items()
        )
        head = f'{fields}--{mark}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}", "X-Journal": "1"}
        return self.send("POST", "/imports", body, kind)

    @property
    def cookie(self) -> str:
        return self.secret

    def _open_anew_after_a_pause(self) -> None:
        before, self.asked_at = self.asked_at, time.monotonic()
        if self.asked_at - before > QUIET_SECONDS:
            self.line.close()

    def _keep_cookie(self, answer: Answer) -> None:
        given = answer.headers.get("Set-Cookie", "")
        if given.startswith("__Host-session="):
            self.secret = given.partition("=")[2].partition(";")[0]
