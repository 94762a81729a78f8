"""Programs that a test needs of the machine and that no lock file brings."""

import os
from typing import TypeVar

import pytest

Part = TypeVar("Part")


def need(part: Part | None, how: str) -> Part:
	"""Return a part of the machine; without it the test is skipped, and in CI it fails."""
	if part is None and os.environ.get("CI"):
		pytest.fail(how)
	if part is None:
		pytest.skip(how)
	return part
