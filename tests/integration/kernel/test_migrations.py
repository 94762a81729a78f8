"""The migrations of every service make what its models say."""

from collections.abc import Callable

import pytest

from tests.support.declarations import load_bases
from tests.support.migrations import list_differences


@pytest.mark.parametrize("service", load_bases())
def test_the_database_is_what_the_models_say(
	service: str, shared_database: Callable[[str], str]
) -> None:
	assert list_differences(service, shared_database(service)) == []
