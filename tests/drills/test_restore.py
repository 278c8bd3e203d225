"""F19: a copy of a running server comes back whole, and brings nothing back that was deleted since."""

import secrets
import time
from pathlib import Path

import pytest

from tests.drills import engine
from tests.drills.calling import Caller
from tests.drills.house import House
from tests.drills.journey import Lives, live
from tests.drills.measuring import going_on
from tests.drills.noting import note, sized
from tests.people import PASSPHRASE

pytestmark = pytest.mark.drill


def sign_in(house: House, name: str) -> Caller:
    caller = house.caller()
    caller.status = caller.post("/session", {"username": name, "passphrase": PASSPHRASE}).status_code
    return caller


def delete_all_kinds(lives: Lives, leaver: Caller) -> None:
    """Somebody leaves; a page and a mark are forgotten, a copy is taken back."""
    page, mark, share = lives.neighbour["id"], lives.mark["id"], lives.share["id"]
    assert leaver.delete("/person").status_code == 204
    assert lives.member.put(f"/entries/{page}/trashing", If_Match='"1"').status_code == 200
    assert lives.member.delete(f"/entries/{page}", If_Match='"2"').status_code == 204
    assert lives.member.delete(f"/check-ins/{mark}", If_Match='"1"').status_code == 204
    assert lives.member.delete(f"/shares/{share}").status_code == 204


def what_is_back(house: House, lives: Lives) -> dict[str, object]:
    """What is there of what was deleted, and of what was not, after everybody has signed in again."""
    member, leader = sign_in(house, "amira"), sign_in(house, "lee")
    return {
        "who left": sign_in(house, "leaver").status == 201,
        "page": member.get(f"/entries/{lives.neighbour['id']}").status_code == 200,
        "mark": member.get(f"/check-ins/{lives.mark['id']}").status_code == 200,
        "copy": leader.get(f"/shares/{lives.share['id']}").status_code == 200,
        "the rest": (member.status, leader.status, member.get(f"/entries/{lives.page['id']}").status_code),
    }


def test_f19_a_copy_brings_nothing_deleted_back(house: House, tmp_path: Path) -> None:
    lives, leaver = (
        live(house.join("lee"), house.join("amira"), lambda name: f"Words of the {name}."),
        house.join("leaver"),
    )
    for number in range(sized(100, 3_000)):
        leaver.write(f"The heron stood still, {number}.")
    copy, pages = tmp_path / "copy", engine.number(house.data_dir, "SELECT count(*) FROM entries")
    with going_on(house.again(leaver), house.again(leaver)) as (_, writing):
        backup = timed(house, "admin", "backup", copy)
    delete_all_kinds(lives, leaver)
    house.stop()
    named = named_pepper(house, copy)
    restore = timed(house, "admin", "restore", copy)
    house.start()

    back = what_is_back(house, lives)
    note(
        "F19",
        f"{pages} pages: copy {backup:.1f} s beside a writer ({writing}), putting back {restore:.1f} s; "
        f"back again: {told(back)}; without its pepper: {named}",
    )
    assert [back[name] for name in ("who left", "page", "mark", "copy")] == [False] * 4
    assert back["the rest"] == (201, 201, 200)
    assert "p1" in named


def told(back: dict[str, object]) -> str:
    return ", ".join(
        f"{name} {'yes' if found is True else 'no' if found is False else found}" for name, found in back.items()
    )


def timed(house: House, *words: object) -> float:
    began = time.perf_counter()
    done = house.flask(*words)
    assert done.returncode == 0, done.stderr + done.stdout
    return time.perf_counter() - began


def named_pepper(house: House, copy: Path) -> str:
    """What a restore says when the pepper it needs is not there: one line that names it."""
    file = house.data_dir / "keys" / "pepper"
    kept = file.read_text()
    file.write_text(f"p7 {secrets.token_hex(32)}\n")
    done = house.flask("admin", "restore", copy)
    file.write_text(kept)
    assert done.returncode != 0
    said = next(line for line in (done.stderr + done.stdout).splitlines() if "p1" in line)
    return said.rpartition("Braid cannot start. ")[2].partition(". ")[0]
