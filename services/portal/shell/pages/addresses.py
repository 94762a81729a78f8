"""The query in an address: what is understood of it is asked.

A filter that is not understood is never left out: who asks for some must not be shown, or export,
or archive, everybody. The page says what it was, and shows nothing. What only orders a list, or
is a place in it, is left out and said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from flask import g, request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from chasqui.kernel.errors import Invalid
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.texts.text import Text, say
from portal.shell.forms.contract_fields import list_kinds
from portal.shell.labels.formats import read_decimal

Asked = TypeVar("Asked", bound=BaseModel)
CURSOR, LIMIT, SORT = "cursor", "limit", "sort"
COLUMNS, FORMAT = "columns", "formato"
PICKED = "ids"
"""The filter of rows that were picked one by one."""
UNFILTERING = {CURSOR, FORMAT, LIMIT, SORT}


@dataclass(frozen=True)
class Misread:
	"""A part of an address that makes no sense, and why."""

	name: str
	value: str
	reason: Text


class MisreadAddress(Invalid):
	"""Filters of an address make no sense."""

	def __init__(self, misread: Sequence[Misread]) -> None:
		super().__init__(say("No se entendió un filtro de la dirección."), code="misread")
		self.misread = misread


def read_query(
	contract: type[Asked],
	args: MultiDict[str, str] | None = None,
	*,
	usual: Mapping[str, Any] | None = None,
	**more: Any,
) -> Asked:
	"""Return the query of an address: of this page, where no other `args` are given.

	`usual` is asked where the address says nothing of it, `more` always.
	"""
	args = request.args if args is None else args
	names = contract.model_fields.keys() - more.keys()
	typed = {name: value for name in names if (value := read_typed(contract, name, args))}
	unsaid = {name: value for name, value in (usual or {}).items() if name not in args}
	return understand(contract, {**unsaid, **typed}, **more)


def narrow(contract: type[Asked], query: BaseModel) -> Asked:
	"""Return what another contract asks too: the filters of a list without its page."""
	return contract.model_validate({name: getattr(query, name) for name in contract.model_fields})


def list_pairs_but_page() -> list[tuple[str, str]]:
	"""Return the address without the place in the list: another choice begins at the first page."""
	return [pair for pair in request.args.items(multi=True) if pair[0] != CURSOR]


def read_typed(contract: type[BaseModel], name: str, args: MultiDict[str, str]) -> Any:
	"""Return what an address says of a field: texts of a list, an amount, or one text."""
	values = [text.strip() for text in args.getlist(name) if text.strip()]
	kinds = list_kinds(contract.model_fields[name].annotation)
	if list in kinds:
		return values
	if values and Decimal in kinds:
		return read_decimal(values[0]) or values[0]
	return values[0] if values else ""


def understand(contract: type[Asked], typed: Mapping[str, Any], **more: Any) -> Asked:
	"""Return a query of what was typed; `more` is ours, and makes sense.

	:raises MisreadAddress: a filter makes none
	"""
	left = dict(typed)
	while True:
		try:
			return contract.model_validate({**left, **more})
		except ValidationError as error:
			found = list_misread_fields(error, left)
			filters = [one for one in found if one.name not in UNFILTERING]
			if filters:
				raise MisreadAddress(filters) from error
			for one in found:
				note_misread(left.pop(one.name))


def list_misread_fields(error: ValidationError, typed: Mapping[str, Any]) -> list[Misread]:
	"""Return what was typed into the fields that are wrong; all of it where they clash."""
	found = [
		Misread(one.field.split(".")[0], _write(typed.get(one.field.split(".")[0])), one.message)
		for one in list_field_errors(error)
	]
	known = {one.name: one for one in found if one.name in typed}
	return list(known.values()) or [
		Misread("", ", ".join(map(_write, typed.values())), one.reason) for one in found
	]


def _write(value: Any) -> str:
	return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def note_misread(value: Any) -> None:
	"""Have the page say that a part of its address was left out."""
	values = value if isinstance(value, list) else [value]
	list_misread().extend(str(one) for one in values)


def list_misread() -> list[str]:
	"""Return what of the address was not understood."""
	misread: list[str] = g.setdefault("misread", [])
	return misread
