"""What can be chosen, in a form or above a list."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from portal.shell.labels.words import name_code

Option = tuple[Any, Any]
Options = Callable[[], Iterable[Option]] | Iterable[Option] | Iterable[StrEnum]
"""Codes, which go by their labels, or ``(value, text)``; or what returns these."""


def read_options(given: Options) -> list[Option]:
	"""Return ``(value, text)`` of each."""
	listed = given if isinstance(given, Iterable) else given()
	return [(one.value, name_code(one).text) if isinstance(one, StrEnum) else one for one in listed]
