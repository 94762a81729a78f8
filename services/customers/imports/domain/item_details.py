"""What a file says of an item besides its own fields: characteristics of its type, or words."""

from collections.abc import Iterable, Sequence

from chasqui.contracts.customers.catalogue import Attribute
from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.profiles import CustomValue, FieldKind
from chasqui.kernel.texts.text import say
from customers.imports.domain.amounts import AmbiguousAmount, write_plainly
from customers.imports.domain.cells import TWO_WAYS
from customers.imports.domain.dates import parse_date
from customers.imports.domain.item_rows import normalize_name
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField

LONGEST_REFERENCE = 40


def split_details(
	details: Iterable[tuple[str, str]],
	declared: Sequence[Attribute],
	amounts: AmountWriting = AmountWriting.AUTO,
) -> tuple[dict[str, CustomValue], list[str]]:
	"""Return the values of the type's characteristics, and what else is said, line by line.

	:raises BadField: a value is not of its characteristic's kind
	"""
	names = {normalize_name(one.label): one for one in declared}
	names |= {normalize_name(one.key): one for one in declared}
	values: dict[str, CustomValue] = {}
	lines = []
	for title, text in details:
		found = names.get(normalize_name(title))
		if found is None or found.key in values:
			lines.append(f"{title}: {text}")
		else:
			values[found.key] = _read_value(found, text, amounts)
	return values, lines


def add_lines(description: str, lines: Iterable[str]) -> str:
	"""Return a description with the lines that it does not have yet."""
	known = description.splitlines()
	return "\n".join([*known, *(line for line in lines if line not in known)])


def make_reference(name: str, taken: set[str]) -> str:
	"""Return a reference made from a name: ``FIBRA-HOGAR-300``, with a number where it is taken.

	`taken` are references in lower case.
	"""
	base = make_name_key(name).replace(" ", "-")[:LONGEST_REFERENCE].strip("-")
	made, number = base, 1
	while made.lower() in taken:
		number += 1
		end = f"-{number}"
		made = base[: LONGEST_REFERENCE - len(end)].strip("-") + end
	return made


def _read_value(field: Attribute, text: str, amounts: AmountWriting) -> CustomValue:
	"""Return a value as the catalogue reads it; a number may carry the unit: ``200 Mbps``."""
	try:
		if field.kind is FieldKind.DATE:
			return parse_date(text).isoformat()
		if field.kind is FieldKind.NUMBER:
			return write_plainly(_drop_unit(field, text), amounts)
	except AmbiguousAmount as error:
		raise BadField(f"attributes.{field.key}", "ambiguous_amount", TWO_WAYS) from error
	except ValueError as error:
		message = say("«{label}» no admite ese valor.", label=field.label)
		raise BadField(f"attributes.{field.key}", "bad_value", message) from error
	if field.kind is FieldKind.CHOICE:
		same = (one for one in field.choices if make_name_key(one) == make_name_key(text))
		return next(same, text)
	return text


def _drop_unit(field: Attribute, text: str) -> str:
	if field.unit and text.lower().endswith(field.unit.lower()):
		return text[: -len(field.unit)].strip()
	return text
