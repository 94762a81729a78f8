"""How the tests are shared out: whoever asks the running suite must not start a second one."""

from pathlib import Path

from tests.architecture.source import iterate_functions, list_files, name_file
from tests.support.sharing import OWN_SUITES, SUITE, name_group

ASKED = {"running_suite", "real_walker"}


def asks_running_suite(path: Path) -> bool:
	"""Tell whether a test or a fixture of the file needs it."""
	functions = iterate_functions(path)
	return any(ASKED & {argument.arg for argument in one.args.args} for one in functions)


def test_whoever_asks_the_running_suite_goes_together() -> None:
	files = [path for path in list_files("tests") if path.name.startswith("test_")]
	asking = [name_file(path) for path in files if asks_running_suite(path)]
	assert len(asking) > len(OWN_SUITES)
	assert {name_group(f"{name}::test_it") for name in asking} == {SUITE}


def test_what_starts_its_own_suite_stands_alone() -> None:
	present = {name_file(path) for path in list_files(SUITE)}
	assert present.issuperset(OWN_SUITES)
	assert [name_group(f"{name}::test_it") for name in OWN_SUITES] == list(OWN_SUITES)
