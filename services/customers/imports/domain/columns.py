"""The columns of an import file: their names in English and Spanish, and where each goes."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from chasqui.contracts.customers.fields import WORDS, list_titles
from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	FIELD_TARGETS,
	SECTION_TARGETS,
	TARGET_IGNORED,
	TARGET_SURNAME,
	name_target,
)
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.languages import DEFAULT, list_languages
from chasqui.kernel.texts.text import Text, join_texts, say
from customers.people.domain.fields import FIELDS, FURTHER
from customers.people.domain.names import split_words

# The order in which a row's cells are read: those that rows knows by itself come first.
READ_BY_CATALOGUE = tuple(one.target for one in FURTHER if one.target)
COLUMNS = (*(one for one in FIELD_TARGETS if one not in READ_BY_CATALOGUE), *READ_BY_CATALOGUE)
REQUIRED = ("id_number", "name")
# Names of columns besides those of the fields themselves, and where each goes.
SPANISH = {
	**{name: one.target for one in FIELDS if one.target for name in one.synonyms},
	"apellido": "surname",
	"apellidos": "surname",
	"otro_telefono": "further_phone",
	"otro_correo": "further_email",
	"etiqueta": "tags",
	"etiquetas": "tags",
	"servicio": "services",
	"servicios": "services",
}
# What the report of refused rows adds; it must not be taken for data when it comes back.
REPORT_COLUMNS = ("linea", "campo", "motivo", "codigo")


class BadHeader(BadValue):
	"""The whole file is refused; `text` says why. `code` is for programs."""

	def __init__(self, code: str, text: Text) -> None:
		super().__init__(text)
		self.code = code


@dataclass(frozen=True)
class ColumnPlan:
	"""Where the columns of a file stand: indexes; `width` is the index of what is absent."""

	width: int
	fields: tuple[int, ...]
	surname: int | None
	sections: tuple[tuple[int, str], ...]


def name_targets(header: Sequence[str]) -> list[str]:
	"""Return, for each column, the target that its name says; empty where it says none."""
	return [read_target(cell) for cell in header]


def count_known(header: Sequence[str]) -> int:
	"""Return how many of the cells are names of columns that we know."""
	return sum(map(bool, name_targets(header)))


def read_target(cell: str) -> str:
	"""Return the target that a column's name says: our own, Spanish, or of an export."""
	if cell.startswith(CUSTOM_PREFIX):
		return cell
	name = "_".join(split_words(cell)).lower()
	name = SPANISH.get(name) or _list_foreign(list_languages()).get(name, name)
	known = name in COLUMNS or name in SECTION_TARGETS or name == TARGET_SURNAME
	return name if known else TARGET_IGNORED


@cache
def _list_foreign(languages: tuple[str, ...]) -> dict[str, str]:
	"""Return the names of an export's columns in the other languages: it is imported again."""
	return {
		"_".join(split_words(title.render(language))).lower(): WORDS[name].target or ""
		for language in languages
		if language != DEFAULT
		for name, title in list_titles()
	}


def build_plan(targets: Sequence[str]) -> ColumnPlan:
	"""Return where each field stands.

	:raises BadHeader: a required field is missing, or one comes from two columns
	"""
	single = [one for one in targets if one in COLUMNS or one == TARGET_SURNAME]
	customs = [one for one in targets if one.startswith(CUSTOM_PREFIX)]
	twice = sorted({one for one in (*single, *customs) if targets.count(one) > 1})
	if twice:
		message = say("Hay más de una columna para: {names}.", names=_name_columns(twice))
		raise BadHeader("repeated_column", message)
	missing = [name for name in REQUIRED if name not in single]
	if missing:
		message = say("Faltan columnas obligatorias: {names}.", names=_name_columns(missing))
		raise BadHeader("missing_column", message)
	width = len(targets)
	places = {target: index for index, target in enumerate(targets)}
	return ColumnPlan(
		width=width,
		fields=tuple(places.get(name, width) for name in COLUMNS),
		surname=places.get(TARGET_SURNAME),
		sections=tuple(
			(index, target)
			for index, target in enumerate(targets)
			if target in SECTION_TARGETS or target.startswith(CUSTOM_PREFIX)
		),
	)


def _name_columns(targets: Iterable[str]) -> Text:
	return join_texts(map(name_target, targets))


def find_report(header: Sequence[str]) -> int:
	"""Return where the columns begin that the report of refused rows adds; the end if nowhere."""
	width = len(REPORT_COLUMNS)
	places = range(len(header) - width + 1)
	return next((n for n in places if tuple(header[n : n + width]) == REPORT_COLUMNS), len(header))


def sign_header(header: Sequence[str]) -> str:
	"""Return the signature under which a header's mapping is remembered."""
	names = ["_".join(split_words(cell)).lower() for cell in header]
	return hashlib.sha256("\x1f".join(names).encode()).hexdigest()
