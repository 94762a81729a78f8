"""Browsers for the pages: Debian's Chromium, Spanish, no way out of this machine.

Without Chromium these tests are skipped, and the end of the run says how many; the continuous
integration (CI=true) installs it and skips nothing.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.walker import Walker
from tests.support.fakes.server import serve
from tests.support.fakes.stuck import make_stuck
from tests.support.portal_world import PortalWorld, open_portal
from tests.support.suite import RunningSuite

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MISSING = f"needs Chromium at {CHROMIUM}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""Mark everything here as a browser test; skip it where there is no Chromium."""
	here = Path(__file__).parent
	may_skip = not Path(CHROMIUM).exists() and os.environ.get("CI") != "true"
	for item in items:
		if here in item.path.parents:
			item.add_marker(pytest.mark.browser)
			if may_skip:
				item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: Any) -> None:
	"""Say how many tests did not run for want of a browser, and what to do.

	Counted by their reports, which come here from every process that shares the tests.
	"""
	skipped = terminalreporter.stats.get("skipped", [])
	if count := sum(1 for report in skipped if MISSING in str(report.longrepr)):
		text = f"{count} tests need Chromium: apt install chromium"
		terminalreporter.write_sep("=", text, yellow=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
	return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture
def portal() -> Iterator[PortalWorld]:
	"""A portal with fresh fake siblings, in one of which an event got stuck."""
	with open_portal() as made:
		made.world.stuck["campaigns"] = [make_stuck()]
		yield made


@pytest.fixture
def walker(portal: PortalWorld, browser: Browser) -> Iterator[Walker]:
	"""Somebody who walks through the portal; what goes wrong on the way fails the test."""
	with serve(portal.app) as url:
		walking = Walker(browser, url)
		yield walking
		walking.close()


@pytest.fixture
def real_walker(running_suite: RunningSuite, browser: Browser) -> Iterator[Walker]:
	"""Somebody who walks through the portal of the running suite."""
	walking = Walker(browser, str(running_suite.document["portal"]))
	yield walking
	walking.close()
