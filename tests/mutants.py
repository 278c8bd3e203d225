"""How many small changes to the code the tests notice, module by module.

python -m tests.mutants MUTMUT [--last | --left] [MODULES]
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests import source

FOLDER = source.ROOT / "mutants"
LEAST_PERCENT = 90
# Each module with the tests that hold it. Left out are the ones without behaviour of their own: the vault's models and
# its __init__.
TESTS = {
    "vault/argon2": ["vault/test_gate", "vault/test_slots", "vault/test_formats"],
    "vault/authenticators": ["vault/test_authenticators", "vault/test_formats"],
    "vault/box": [
        "vault/test_boxes",
        "vault/test_formats",
        "vault/test_keyring",
        "vault/test_padding",
        "vault/test_reasons",
    ],
    "vault/canon": ["vault/test_boxes", "vault/test_formats"],
    "vault/circle": ["vault/test_circle"],
    "vault/codes": ["vault/test_codes", "vault/test_slots"],
    "vault/exchange": ["vault/test_exchange", "vault/test_padding", "vault/test_reasons"],
    "vault/holdings": ["vault/test_holdings"],
    "vault/keyring": ["vault/test_boxes", "vault/test_formats", "vault/test_keyring"],
    "vault/ledger": ["vault/test_ledger", "vault/test_ledger_on_disk"],
    "vault/padding": ["vault/test_boxes", "vault/test_padding", "vault/test_reasons"],
    "vault/parcel": ["vault/test_parcel", "vault/test_parcel_head"],
    "vault/pepper": ["vault/test_pepper", "vault/test_exchange", "vault/test_slots"],
    "vault/sealing_anew": ["vault/test_sealing_anew", "accounts/test_rotating_meanwhile"],
    "vault/slots": ["vault/test_slots", "vault/test_slot_forms", "vault/test_formats"],
    "vault/spool": ["vault/test_spool"],
    "vault/totp": ["vault/test_totp"],
    "workshops/consent": ["workshops/test_consent_rules", "workshops/test_consent"],
    "workshops/pulse": ["workshops/test_pulse"],
}
# What the tests read beside the code.
BESIDE = ["bin", "docs", "migrations", "prompts", "requirements", "static", "README.md", "wsgi.py"]
# Generated examples are the same ones each time, so that two runs tell the same.
PYTEST = [
    *("-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception"),
    *("--hypothesis-profile", "ci"),
    *("-m", "not browser and not fuzz and not drill and not timed"),
]
# Exit codes of pytest in a mutant: tests failed, or could not be read at all, or pytest broke over it.
NOTICED = {1, 2, 3}
# It was stopped because it ran far longer than the tests do.
STOPPED = {-24, -9, 36}
NO_TESTS = {5, 33}
COLUMNS = ("killed", "timeout", "survived", "no tests")


def main(mutmut: Path, wishes: list[str]) -> int:
    """Print a line a module; returns 1 when fewer are noticed than must be."""
    modules = [one for one in wishes if not one.startswith("--")] or list(TESTS)
    if unknown := set(modules) - set(TESTS):
        sys.exit(f"Not a module that counts: {', '.join(sorted(unknown))}")
    if "--left" in wishes:
        return show_left(mutmut, modules)
    for module in [] if "--last" in wishes else modules:
        run(mutmut, module)
        sys.stderr.write(line(module, counts_of(module)))
    return told({module: counts_of(module) for module in modules})


def run(mutmut: Path, module: str) -> None:
    """Make the mutants of a module, and set its tests on each."""
    folder = prepared(module)
    command = [mutmut, "run", "--max-children", os.environ.get("MUTANTS_AT_ONCE", "1")]
    with (folder / "mutmut.log").open("wb") as log:
        done = subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=False)
    if done.returncode:
        sys.exit(f"mutmut stopped; {folder / 'mutmut.log'} tells why.")


def prepared(module: str) -> Path:
    """A folder from which mutmut sees the clone, with its own settings; those in pyproject.toml stay out of it."""
    folder = FOLDER / module.replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("app", "tests", "pyproject.toml", *BESIDE):
        (folder / name).symlink_to(source.ROOT / name)
    settings = {
        "source_paths": ["app"],
        "only_mutate": [f"app/{module}.py"],
        "also_copy": BESIDE,
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": [f"tests/{one}.py" for one in TESTS[module]],
        "timeout_multiplier": ["8.0"],
    }
    told = "".join(f"{name} =\n" + "".join(f"    {one}\n" for one in some) for name, some in settings.items())
    (folder / "setup.cfg").write_text(f"[mutmut]\n{told}")
    return folder


def counts_of(module: str) -> Counter[str]:
    return Counter(fate for _, fate in fates(module))


def fates(module: str) -> list[tuple[str, str]]:
    """Each mutant of a module by its name, and what became of it the last time."""
    kept = FOLDER / module.replace("/", "-") / "mutants" / "app" / f"{module}.py.meta"
    codes = json.loads(kept.read_text())["exit_code_by_key"] if kept.is_file() else {}
    if not codes or None in codes.values():
        sys.exit(f"{module} was not tried to the end.")
    return [(name, fate(code)) for name, code in codes.items()]


def fate(code: int) -> str:
    if code in NOTICED:
        return "killed"
    if code in STOPPED:
        return "timeout"
    return "no tests" if code in NO_TESTS else "survived"


def told(found: dict[str, Counter[str]]) -> int:
    heading = " | ".join(["Module", "Mutants", *(one.capitalize() for one in COLUMNS), "Noticed"])
    sys.stdout.write(f"| {heading} |\n{'|---' * (len(COLUMNS) + 3)}|\n")
    for module, counts in found.items():
        sys.stdout.write(line(f"`app/{module}.py`", counts))
    total = sum(found.values(), Counter())
    sys.stdout.write(line("together", total))
    return 0 if percent(total) >= LEAST_PERCENT else 1


def line(name: str, counts: Counter[str]) -> str:
    cells = [name, counts.total(), *(counts[one] for one in COLUMNS), f"{percent(counts):.1f} %"]
    return f"| {' | '.join(map(str, cells))} |\n"


def percent(counts: Counter[str]) -> float:
    """How many were noticed of a hundred: by a test that failed, or because the tests came to no end."""
    return 100 * (counts["killed"] + counts["timeout"]) / counts.total()


def show_left(mutmut: Path, modules: Iterable[str]) -> int:
    """Print each change that was not noticed; returns 0."""
    for module in modules:
        for name, fate in fates(module):
            if fate in ("survived", "no tests"):
                subprocess.run([mutmut, "show", name], cwd=FOLDER / module.replace("/", "-"), check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
