"""A portal whose siblings are fakes that answer over HTTP."""

from collections.abc import Iterator

import pytest

from tests.support.portal_world import PortalWorld, open_portal


@pytest.fixture
def portal() -> Iterator[PortalWorld]:
	with open_portal() as world:
		yield world
