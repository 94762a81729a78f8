"""Says in a line what went wrong, without the values: they may be data of a person."""

import traceback
from pathlib import Path

from pydantic import ValidationError

LONGEST = 300


def describe_error(error: BaseException) -> str:
	"""Return the kind of an error and where it arose: ``KeyError (eraser.py:31 erase)``."""
	frames = traceback.extract_tb(error.__traceback__)
	where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name})"
	return f"{type(error).__name__}{_list_fields(error) or (where if frames else '')}"[:LONGEST]


def _list_fields(error: BaseException) -> str:
	if not isinstance(error, ValidationError):
		return ""
	found = error.errors(include_input=False, include_context=False, include_url=False)
	return " " + ", ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in found)
