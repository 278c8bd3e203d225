"""F20: nothing that was typed lies readable anywhere on the disk."""

import resource
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.house import House, opened
from tests.drills.journey import Lives, live
from tests.drills.noting import note
from tests.people import PASSPHRASE
from tests.test_privacy import disguises

pytestmark = pytest.mark.drill
MARK = secrets.token_hex(4)


class Typed(dict[str, str]):
    """A word for each field, such as is written nowhere else."""

    def word(self, field: str) -> str:
        return self.setdefault(field, f"Canary-{field.replace(' ', '-')}-{MARK}-ὄρνις")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[tuple[House, Path]]:
    """A house that may write a core file, with a folder of its own for temporary files, and a log that tells most."""
    (tmp_path / "tmp").mkdir()
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    settings = {"TMPDIR": str(tmp_path / "tmp"), "BRAID_LOG_LEVEL": "DEBUG"}
    with opened(tmp_path / "house", settings) as house:
        resource.setrlimit(resource.RLIMIT_CORE, before)
        yield house, tmp_path


def type_everywhere(house: House, typed: Typed) -> Lives:
    """A life with a canary in every field, in wrong words, odd paths and files as well."""
    lives = live(house.join("lee"), house.join("amira"), typed.word)
    guest = house.caller()
    guest.post("/session", {"username": "amira", "passphrase": typed.word("wrong passphrase")})
    guest.post("/recovery", {"recovery_code": typed.word("wrong code"), "passphrase": typed.word("new passphrase")})
    guest.post("/memberships", {"code": typed.word("wrong group code")[:20], "called": typed.word("guest")})
    lives.member.get(f"/entries/Canary-path-{MARK}")
    typed["path"] = f"Canary-path-{MARK}"
    lives.member.post("/entries", {"body": 3, typed.word("unknown field"): typed.word("refused")})
    lives.member.post("/exports", {"format": "markdown", "passphrase": typed.word("sealing")})
    lives.member.post("/exports", {"format": "pdf"})
    return lives


def look(folders: list[Path], words: list[str]) -> tuple[int, list[str]]:
    """How many bytes were looked through, and which files hold which words in whatever form."""
    forms = {form: word for word in words for form in disguises(word)}
    size, found = 0, []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        size += len(data)
        found += [f"{path.name}: {word}" for form, word in forms.items() if form in data]
    return size, found


def core_limits(house: House) -> list[str]:
    """How large a core file each process may leave."""
    lines = [Path(f"/proc/{one}/limits").read_text().splitlines() for one in house.processes()[1:]]
    return [line.split()[4] for process in lines for line in process if line.startswith("Max core file size")]


def test_f20_no_word_lies_readable_on_the_disk(scene: tuple[House, Path]) -> None:
    house, folder = scene
    typed = Typed()
    lives = type_everywhere(house, typed)
    secret_words = [lives.member.cookie, lives.member.recovery_code, lives.leader.cookie, PASSPHRASE]
    assert house.flask("admin", "backup", folder / "copy").returncode == 0
    copied = subprocess.run(["cp", "-a", str(house.data_dir), str(folder / "while-it-runs")], check=False)
    cores = core_limits(house)
    house.kill()

    words = [*typed.values(), *secret_words]
    size, found = look([folder], words)
    note(
        "F20",
        f"{len(typed)} fields and {len(secret_words)} secrets, {len(disguises('a'))} forms of each, in "
        f"{size / 1024**2:.1f} MB of database, log of writes, copies, server's log and temporary files: "
        f"{len(found)} found; core files of at most {max(cores)} bytes",
    )
    assert copied.returncode == 0
    assert found == []
    assert set(cores) == {"0"}
    assert list((folder / "tmp").iterdir()) == []
