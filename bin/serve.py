"""Serve Braid until it is told to stop; then say so for a while, finish what was begun, and go."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels, logger

sys.path.insert(0, str(Path(__file__).parent.parent))
# Most of a start is reading modules in; looking for garbage all the while takes a third of it.
gc.disable()

from app.config import PREFIX, THREADS, Settings  # noqa: E402  # what it reads in is most of a start, too

FINISHING_SECONDS = 20
STOPS = (signal.SIGINT, signal.SIGTERM)


def go_when_told() -> None:
    """Until Granian hears for itself, end at once when told to stop: nothing was begun that has to be finished."""
    for one in STOPS:
        signal.signal(one, lambda *_: sys.exit())


def build_once() -> None:
    """Build the journal before there are workers, so that they come from it and share the memory it takes up.

    Whatever stands by then stays for good; looking through it for garbage would only copy it for each worker. Where
    processes cannot be forked, each worker builds its own.
    """
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
    import_module("wsgi")
    for thread in threading.enumerate():
        # What a library's thread holds while we fork would stay held in the workers, which have no such thread.
        if thread is not threading.current_thread():
            thread.join(timeout=1)
    gc.freeze()
    gc.enable()
    # In the workers these wait until they are asked for (stop_once_told).
    hold, let_through = (partial(signal.pthread_sigmask, how, STOPS) for how in (signal.SIG_BLOCK, signal.SIG_UNBLOCK))
    os.register_at_fork(before=hold, after_in_parent=let_through)


def forget_leaving(settings: Settings) -> None:
    """Take away what a server that stopped has left."""
    if settings.leaving_file:
        settings.leaving_file.unlink(missing_ok=True)


def hear_and_load() -> Any:
    """The journal for a worker, which from then on hears it when it is told to stop."""
    threading.Thread(target=stop_once_told, args=(signal.getsignal(signal.SIGTERM),), daemon=True).start()
    app = import_module("wsgi").app
    # Where this process was not forked, it has read all that in for itself, with nobody looking for garbage.
    gc.enable()
    return app


def stop_once_told(inherited: Any) -> None:
    """Wait for the signal to stop, and stop once, as soon as this process answers for itself and no more as its parent.

    Granian leaves hearing to Python's first thread, which may sleep on when the system gives a signal to another, and
    stands still when it is told twice, as by Ctrl+C: by the terminal, and by its parent.
    """
    signal.sigwait(STOPS)
    while (stop := signal.getsignal(signal.SIGTERM)) is inherited:
        time.sleep(0.01)
    stop(signal.SIGTERM, None)  # type: ignore[operator, misc]


def told_in(leaving_file: Path) -> bool:
    """Whether the workers are told that we leave; on a full disk, say, they cannot be."""
    try:
        leaving_file.touch()
    except OSError as error:
        logger.warning("That the server stops could not be told in BRAID_LEAVING_FILE: %s.", error.strerror)
        return False
    return True


class Server(Granian):
    """Granian, which lets the proxy know before it goes; told a second time, it goes at once."""

    def __init__(self, settings: Settings) -> None:
        self.leave_seconds, self.leaving_file = settings.leave_seconds, settings.leaving_file
        super().__init__(
            "wsgi:app",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(),
            websockets=False,
            workers=settings.workers,
            # Threads are for slow lines only: in each worker one request reckons at a time (app/core/fairness.py),
            # because more would only race for SQLite's one writer.
            blocking_threads=THREADS,
            # This counts lines, quiet ones too: with few of them a handful of browsers, or somebody who opens lines and
            # says nothing, would keep everybody else out.
            backpressure=512,
            backlog=1024,
            # No log of requests: paths and times say who writes when.
            log_access=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=FINISHING_SECONDS,
        )

    def shutdown(self, exit_code: int = 0) -> None:
        """Answer on while the proxy finds out that nobody is to be sent here any more, then stop."""
        if self.interrupt_signal and self.leave_seconds and self.leaving_file:
            self.interrupt_signal = False
            if told_in(self.leaving_file):
                self.leave(time.monotonic() + self.leave_seconds)
        super().shutdown(exit_code)

    def leave(self, until: float) -> None:
        """Wait until then, or until told again. The others answer on for a worker that falls; for the last, nobody."""
        while any(worker.is_alive() for worker in self.wrks):
            self.main_loop_interrupt.clear()
            left = until - time.monotonic()
            if self.interrupt_signal or left <= 0:
                return
            self.main_loop_interrupt.wait(left)


if __name__ == "__main__":
    go_when_told()
    # The workers read the settings for themselves, as those of any other server would.
    os.environ.setdefault(f"{PREFIX}LEAVING_FILE", f"{gettempdir()}/braid-{token_hex(16)}")
    build_once()
    settings = Settings.from_environment()
    forget_leaving(settings)
    try:
        Server(settings).serve(target_loader=hear_and_load, wrap_loader=False)
    finally:
        forget_leaving(settings)
