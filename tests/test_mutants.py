"""What bin/mutants counts: every module of the vault with behaviour of its own, and fairly."""

from collections import Counter

from tests import mutants, source

WITHOUT_BEHAVIOUR = {"vault/__init__", "vault/models"}


def test_every_module_of_the_vault_is_changed_and_counted() -> None:
    vault = {f"vault/{path.stem}" for path in source.files("app/vault/*.py")} - WITHOUT_BEHAVIOUR

    assert vault == {module for module in mutants.TESTS if module.startswith("vault/")}


def test_every_module_names_tests_that_exist() -> None:
    named = {source.ROOT / "tests" / f"{one}.py" for tests in mutants.TESTS.values() for one in tests}

    assert [path for path in named if not path.is_file()] == []


def test_what_no_test_reaches_and_what_passes_them_all_counts_against_us() -> None:
    fates = Counter(mutants.fate(code) for code in (1, 1, 2, 3, -24, 36, 0, 0, 33, 5))

    assert fates == {"killed": 4, "timeout": 2, "survived": 2, "no tests": 2}
    assert mutants.percent(fates) == 60
