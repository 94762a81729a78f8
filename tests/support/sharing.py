"""How several processes share the tests (``pytest -n 2 --dist loadscope``).

Each process has its own servers. A file's tests stay together, for they share its fixtures, and
so does everything that asks the running suite, which is started once. What starts a suite of its
own need not wait for that. Browser tests stand alone: they are long, and share nothing but a
browser.

What takes minutes goes first: handed out last, one process is at it while the others have nothing
left to do. xdist itself would begin with the groups of most tests, which are the quickest.
"""

from collections import Counter
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

SUITE = "tests/integration/suite/"
OWN_SUITES = tuple(f"{SUITE}test_{name}.py" for name in ("own_servers", "supervision", "up"))
# Whoever asks `running_suite`.
RUNNING_SUITE = (SUITE, "tests/e2e/test_real_")
ALONE = "tests/e2e/"
# The longest first: what waits for sudden deaths, then suites, then browsers.
LONG = ("tests/chaos/test_mail_flow.py", SUITE, "tests/chaos/", ALONE)


class SharedServersScheduling(LoadScopeScheduling):  # type: ignore[misc]
	"""Gives a process whole groups of tests, in the order of `order_tests`."""

	def __init__(self, config: pytest.Config, log: Any) -> None:
		config.option.loadscopereorder = False
		super().__init__(config, log)

	def _split_scope(self, nodeid: str) -> str:
		"""Return the name of a test's group; the base class calls it for every test."""
		return name_group(nodeid)


def name_group(nodeid: str) -> str:
	"""Return the name of the group that a test goes with."""
	if nodeid.startswith(RUNNING_SUITE) and not nodeid.startswith(OWN_SUITES):
		return SUITE
	return nodeid if nodeid.startswith(ALONE) else nodeid.partition("::")[0]


def order_tests(items: list[pytest.Item]) -> None:
	"""Put the long groups first, then those of most tests."""
	sizes = Counter(name_group(item.nodeid) for item in items)

	def rank(item: pytest.Item) -> tuple[int, int, str]:
		group = name_group(item.nodeid)
		kind = next((n for n, name in enumerate(LONG) if group.startswith(name)), len(LONG))
		return kind, -sizes[group], group

	items.sort(key=rank)
