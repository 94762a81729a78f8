"""How several processes share the tests (``pytest -n 2 --dist loadscope``).

Each process has its own servers. A file's tests stay together, for they share its fixtures, and
so does everything that asks the running suite, which is started once. Browser tests stand alone:
they are long, and share nothing but a browser.
"""

from xdist.scheduler import LoadScopeScheduling

SUITE = ("tests/integration/suite/", "tests/e2e/test_real_suite.py")
ALONE = "tests/e2e/"


class SharedServersScheduling(LoadScopeScheduling):  # type: ignore[misc]
	"""Gives a process whole groups of tests."""

	def _split_scope(self, nodeid: str) -> str:
		"""Return the name of a test's group; the base class calls it for every test."""
		if nodeid.startswith(SUITE):
			return SUITE[0]
		return nodeid if nodeid.startswith(ALONE) else nodeid.partition("::")[0]
