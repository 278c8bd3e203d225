"""Where Braid will be served is checked before it starts."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.serving import family, serving

ASK = Path(__file__).parents[1] / "bin" / "served-at.py"


def served_at(port: int, folder: Path) -> subprocess.CompletedProcess[str]:
    settings = {"BRAID_PORT": str(port), "BRAID_DATA_DIR": str(folder), "PATH": os.environ["PATH"]}
    return subprocess.run([sys.executable, ASK], env=settings, capture_output=True, text=True, check=False)


def run(words: list[str], folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {"BRAID_DATA_DIR": str(folder), "PATH": os.environ["PATH"], **settings}
    root = ASK.parents[1]
    return subprocess.run([sys.executable, *words], cwd=root, env=own, capture_output=True, text=True, check=False)


def said_by(program: str, folder: Path) -> str:
    done = run(["-c", program], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_port_that_somebody_listens_on_is_refused_with_another_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as taken:
        port = taken.getsockname()[1]
        answer = served_at(port, tmp_path)

    assert answer.returncode == 1
    assert f"BRAID_PORT={port + 1} bin/run" in answer.stderr


def test_with_a_free_port_it_is_told_where_people_find_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    answer = served_at(port, tmp_path)

    assert answer.stdout == f"http://localhost:{port}\n"


def test_what_is_served_leaves_no_core_file(tmp_path: Path) -> None:
    ask = "import resource, wsgi; print(resource.getrlimit(resource.RLIMIT_CORE))"

    assert said_by(ask, tmp_path) == "(0, 0)"


@pytest.mark.parametrize("program", ["bin/serve.py", "-m flask --app wsgi db current"])
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"p1 " + b"ab" * 31, "Each line of the pepper file is an id such as p1 and 64 hex digits."),
        (b"p1 \xff" + b"ab" * 32, "Each line of the pepper file is an id such as p1 and 64 hex digits."),
        (b"", "The pepper file is empty."),
    ],
)
def test_a_damaged_pepper_is_told_in_one_sentence(tmp_path: Path, program: str, lines: bytes, said: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "pepper").write_bytes(lines)

    started = run(program.split(), tmp_path)

    assert (started.returncode, started.stderr) == (1, f"Braid cannot start. {said}\n")


def test_what_is_wrong_with_a_setting_is_told_in_one_sentence(tmp_path: Path) -> None:
    started = run(["bin/serve.py"], tmp_path, BRAID_WORKERS="none")

    assert started.stderr == "Braid cannot start. BRAID_WORKERS must be a whole number from 1 to 64.\n"


def test_told_to_stop_all_at_once_and_then_by_their_parent_as_by_ctrl_c_workers_stop(tmp_path: Path) -> None:
    with serving(tmp_path, workers=2) as server:
        for one in family(server.process.pid):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGINT)

        assert server.process.wait(timeout=10) == 0


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_while_it_is_still_being_built_it_goes_without_a_word(
    tmp_path: Path, told: signal.Signals
) -> None:
    os.mkfifo(pepper := tmp_path / "pepper")
    own = {"BRAID_DATA_DIR": str(tmp_path), "BRAID_PEPPER_FILE": str(pepper), "PATH": os.environ["PATH"]}
    command = [sys.executable, "bin/serve.py"]

    process = subprocess.Popen(command, cwd=ASK.parents[1], env=own, stderr=subprocess.PIPE)
    # Opened as soon as the pepper is asked for, which is not answered.
    with pepper.open("wb"):
        process.send_signal(told)
        said = process.communicate(timeout=10)[1]

    assert (process.returncode, said) == (0, b"")


def test_a_worker_that_was_not_forked_looks_for_garbage_as_any_other(tmp_path: Path) -> None:
    ask = (
        "import gc, runpy; worker = runpy.run_path('bin/serve.py', run_name='__mp_main__'); "
        "worker['hear_and_load'](); print(gc.isenabled())"
    )

    assert said_by(ask, tmp_path) == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="only there workers are forked")
def test_the_workers_are_left_no_thread_and_no_line_to_the_database(tmp_path: Path) -> None:
    ask = (
        "import os, runpy, threading; runpy.run_path('bin/serve.py')['build_once'](); "
        "print(threading.active_count(), *map(os.path.realpath, os.scandir('/proc/self/fd')))"
    )

    threads, *files = said_by(ask, tmp_path).split()

    assert (tmp_path / "journal" / "braid.sqlite3").exists()
    assert (threads, [one for one in files if str(tmp_path) in one or "socket" in one]) == ("1", [])
