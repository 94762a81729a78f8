"""What state of a record a change was made to, field by field.

A record's version is a short digest of each field that its patch can change, in the patch's order.
A patch carries the version that its sender had read: what two people changed in different fields
stays, and where both changed one field the later is warned, with both values, instead of winning.
The digest needs no column, so that imports, events and bulk work keep it right by themselves.
"""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say

DIGEST_BYTES = 3
DIGEST_LENGTH = 2 * DIGEST_BYTES
NAME = "version"
STALE = say(
	"Otra persona cambió este registro mientras usted lo editaba. Compare y guarde de nuevo."
)


def write_version(record: BaseModel, patch: type[BaseModel]) -> str:
	"""Return the version of a record as its contract shows it."""
	document = record.model_dump(mode="json")
	return "".join(_digest(document[name]) for name in _list_fields(type(record), patch))


def check_version(record: BaseModel, patch: BaseModel) -> None:
	"""Refuse a patch of a field that has another value than its sender had read.

	:raises Conflict: `stale`, with the fields, and the record as it is now as `current`
	"""
	names = _list_fields(type(record), type(patch))
	read: str = getattr(patch, NAME)
	if len(read) != DIGEST_LENGTH * len(names):
		raise _refuse(record, [])
	document = record.model_dump(mode="json")
	stale = [
		name
		for place, name in enumerate(names)
		if name in patch.model_fields_set
		and read[place * DIGEST_LENGTH : (place + 1) * DIGEST_LENGTH] != _digest(document[name])
		and getattr(patch, name) != getattr(record, name)
	]
	if stale:
		raise _refuse(record, stale)


def check_unchanged(record: BaseModel, version: str) -> None:
	"""Refuse what was asked of the whole record where any of its fields has changed since.

	:raises Conflict: `stale`, with the record as it is now as `current`
	"""
	if getattr(record, NAME) != version:
		raise _refuse(record, [])


def _list_fields(record: type[BaseModel], patch: type[BaseModel]) -> list[str]:
	return [name for name in patch.model_fields if name in record.model_fields and name != NAME]


def _digest(value: Any) -> str:
	text = json.dumps(value, ensure_ascii=False, sort_keys=True)
	return hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).hexdigest()


def _refuse(record: BaseModel, names: list[str]) -> Conflict:
	fields = [
		FieldError(name, say("Otra persona lo cambió mientras tanto."), "stale") for name in names
	]
	return Conflict(STALE, code="stale", fields=fields, current=record.model_dump(mode="json"))
