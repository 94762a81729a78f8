"""Values as a form brings them: texts by the names of their fields."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from portal.shell.labels.formats import write_decimal


def write_raw(model: BaseModel, leaves: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
	"""Return a contract's values as a form would bring them."""
	raw: dict[str, list[str]] = {}
	for name, _kind in leaves:
		value: Any = model
		for part in name.split("."):
			value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
		items = value if isinstance(value, list) else [value]
		# What is made of parts has fields of its own.
		texts = [_write_text(item) for item in items if not isinstance(item, BaseModel)]
		raw[name] = [text for text in texts if text]
	return raw


def tidy_lines(texts: Iterable[str]) -> list[str]:
	"""Return texts as they are compared: a browser ends lines otherwise than whoever kept them."""
	return ["\n".join(text.strip().splitlines()) for text in texts]


def _write_text(value: Any) -> str:
	if value is None or value is False:
		return ""
	if value is True:
		return "on"
	if isinstance(value, Decimal):
		return write_decimal(value)
	if isinstance(value, date | datetime):
		return value.isoformat()
	return str(value.value if isinstance(value, Enum) else value)
