"""A journal taken along from the command line, by whoever knows its passphrase."""

from pathlib import Path
from uuid import uuid4

from flask import Flask

from tests.accounts.test_second_step import code, set_up
from tests.people import PASSPHRASE, Actor, join
from tests.portability.files import bring


def test_a_person_takes_their_journal_along_from_the_command_line(app: Flask, alice: Actor, tmp_path: Path) -> None:
    alice.write("from the shell")
    args = ["person", "export", "alice", "--format", "html", "--output", str(tmp_path / "out.html")]

    refused = app.test_cli_runner().invoke(args=args, input="not the passphrase\n")
    done = app.test_cli_runner().invoke(args=args, input="lantern otter gravel sunday\n")

    assert (refused.exit_code, done.exit_code) == (1, 0), done.output
    assert b"from the shell" in (tmp_path / "out.html").read_bytes()
    assert "from the shell" not in done.output


def test_the_command_line_asks_for_a_code_where_the_journal_does(app: Flask, alice: Actor, tmp_path: Path) -> None:
    alice.write("from the shell")
    seed = set_up(alice)
    args = ["person", "export", "alice", "--output", str(tmp_path / "out.json")]

    typed = [f"{PASSPHRASE}\n{one}\n" for one in ("000000", code(seed, 30))]
    refused, done = (app.test_cli_runner().invoke(args=args, input=words) for words in typed)

    assert (refused.exit_code, done.exit_code) == (1, 0), done.output
    assert b"from the shell" in (tmp_path / "out.json").read_bytes()


def test_a_file_from_the_command_line_is_its_owner_s_and_takes_an_earlier_one_s_place_when_it_is_whole(
    app: Flask, alice: Actor, tmp_path: Path
) -> None:
    place = tmp_path / "out.json"
    place.write_text("an earlier one")
    args = ["person", "export", "alice", "--output", str(place)]

    app.test_cli_runner().invoke(args=args, input="not the passphrase\n")
    after_refusal = place.read_text()
    app.test_cli_runner().invoke(args=args, input="lantern otter gravel sunday\n")

    assert (after_refusal, place.read_bytes()[:1]) == ("an earlier one", b"{")
    assert (place.stat().st_mode & 0o077, list(tmp_path.iterdir())) == (0, [place])


def test_a_part_can_be_taken_from_the_command_line(app: Flask, alice: Actor) -> None:
    alice.write("about an idea", concepts=["co-regulation"])
    alice.write("about nothing")
    args = ["person", "export", "alice", "--format", "html", "--passphrase", "lantern otter gravel sunday"]

    about = app.test_cli_runner().invoke(args=[*args, "--concept", "co-regulation"])
    elsewhere = app.test_cli_runner().invoke(args=[*args, "--workshop", str(uuid4())])

    assert ("about an idea" in about.output, "about nothing" in about.output) == (True, False)
    assert elsewhere.exit_code == 1


def test_a_file_from_the_command_line_can_be_sealed(app: Flask, alice: Actor, tmp_path: Path) -> None:
    alice.write("from the shell")
    sealing = "another harbour violet comet"
    args = ["person", "export", "alice", "--seal", "--output", str(tmp_path / "out")]

    done = app.test_cli_runner().invoke(args=args, input=f"lantern otter gravel sunday\n{sealing}\n{sealing}\n")

    assert done.exit_code == 0, done.output
    assert bring(join(app, "newcomer"), (tmp_path / "out").read_bytes(), passphrase=sealing)["entries"]["new"] == 1
