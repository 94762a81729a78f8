"""The migrations of every service make what its models say."""

import importlib
from collections.abc import Callable

import pytest

from tests.architecture.test_features import SERVICES
from tests.support.migrations import list_differences

WITH_TABLES = [
	service
	for service in SERVICES
	if hasattr(importlib.import_module(f"{service}.features"), "load_metadata")
]


@pytest.mark.parametrize("service", WITH_TABLES)
def test_the_database_is_what_the_models_say(
	service: str, shared_database: Callable[[str], str]
) -> None:
	assert list_differences(service, shared_database(service)) == []
