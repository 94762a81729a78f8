"""The columns of an import file: their names in English and Spanish, and where each goes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	FIELD_TARGETS,
	NAME_TARGETS,
	SECTION_TARGETS,
	TARGET_IGNORED,
	TARGET_SECOND_NAME,
	TARGET_SECOND_SURNAME,
	TARGET_SURNAME,
	name_target,
)
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, join_texts, say
from customers.imports.domain.column_words import normalize
from customers.imports.domain.vocabulary import CUSTOMER_WORDS
from customers.people.domain.fields import FURTHER

# The order in which a row's cells are read: those that rows knows by itself come first.
READ_BY_CATALOGUE = tuple(one.target for one in FURTHER if one.target)
COLUMNS = (*(one for one in FIELD_TARGETS if one not in READ_BY_CATALOGUE), *READ_BY_CATALOGUE)
NAME, GIVEN, NUMBER = "name", "given_names", "id_number"
MANY = SECTION_TARGETS
"""Where several columns may go."""
# What the report of refused rows adds; it must not be taken for data when it comes back.
REPORT_COLUMNS = ("linea", "campo", "motivo", "codigo")


class BadHeader(BadValue):
	"""The whole file is refused; `text` says why. `code` is for programs."""

	def __init__(self, code: str, text: Text) -> None:
		super().__init__(text)
		self.code = code


@dataclass(frozen=True)
class ColumnPlan:
	"""Where the columns of a file stand: indexes; `width` is the index of what is absent.

	`names` are the columns that make up the whole name, `given` those of the given names; empty
	where one column, or none, has each.
	"""

	width: int
	fields: tuple[int, ...]
	names: tuple[int, ...]
	given: tuple[int, ...]
	sections: tuple[tuple[int, str], ...]


def name_targets(header: Sequence[str]) -> list[str]:
	"""Return, for each column, the target that its name says; empty where it says none."""
	return [read_target(cell) for cell in header]


def read_target(cell: str) -> str:
	"""Return the target that a column's whole name says: our own, Spanish, or of an export."""
	return (
		cell
		if cell.startswith(CUSTOM_PREFIX)
		else CUSTOMER_WORDS.find_whole(cell) or TARGET_IGNORED
	)


def build_plan(targets: Sequence[str]) -> ColumnPlan:
	"""Return where each field stands.

	:raises BadHeader: a required field is missing, or one comes from two columns
	"""
	refuse_repeated(targets, MANY)
	places = {target: index for index, target in enumerate(targets) if target}
	missing = [one for one in (NUMBER, NAME) if one not in places]
	if NAME in missing and GIVEN in places:
		missing.remove(NAME)
	refuse_missing(map(name_target, missing))
	width = len(targets)
	names, given = _compose_names(places)
	return ColumnPlan(
		width=width,
		fields=tuple(places.get(name, width) for name in COLUMNS),
		names=tuple(places[one] for one in names),
		given=tuple(places[one] for one in given),
		sections=tuple(
			(index, target)
			for index, target in enumerate(targets)
			if target in SECTION_TARGETS or target.startswith(CUSTOM_PREFIX)
		),
	)


def refuse_missing(names: Iterable[Text]) -> None:
	""":raises BadHeader: columns are missing"""
	missing = list(names)
	if missing:
		message = say(
			"Faltan columnas obligatorias: {names}. Elija cuáles son, o agréguelas al archivo.",
			names=join_texts(missing),
		)
		raise BadHeader("missing_column", message)


def refuse_repeated(targets: Sequence[str], many: Sequence[str]) -> None:
	""":raises BadHeader: what may stand once, unlike what is of `many`, comes from two columns"""
	single = [one for one in targets if one and one not in many]
	twice = sorted({one for one in single if single.count(one) > 1})
	if twice:
		message = say(
			"Hay más de una columna para: {names}. Deje una sola.",
			names=join_texts(map(name_target, twice)),
		)
		raise BadHeader("repeated_column", message)


def _compose_names(places: Mapping[str, int]) -> tuple[list[str], list[str]]:
	"""Return the columns that make up the whole name, and those of the given names.

	A name beside surnames is of given names; one beside given names is the whole.
	"""
	first = GIVEN if GIVEN in places else NAME
	has_parts = any(one in places for one in NAME_TARGETS)
	given = [one for one in (first, TARGET_SECOND_NAME) if one in places]
	surnames = [one for one in (TARGET_SURNAME, TARGET_SECOND_SURNAME) if one in places]
	if first == GIVEN and NAME in places:
		return [], given
	return ([*given, *surnames], given) if first == GIVEN or has_parts else ([], [])


def find_report(header: Sequence[str]) -> int:
	"""Return where the columns begin that the report of refused rows adds; the end if nowhere."""
	width = len(REPORT_COLUMNS)
	places = range(len(header) - width + 1)
	return next((n for n in places if tuple(header[n : n + width]) == REPORT_COLUMNS), len(header))


def sign_header(header: Sequence[str]) -> str:
	"""Return the signature under which a header's mapping is remembered."""
	return hashlib.sha256("\x1f".join(map(normalize, header)).encode()).hexdigest()
