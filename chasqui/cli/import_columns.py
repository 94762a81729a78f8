"""The columns of a file at the terminal: shown as the wizard shows them, and chosen by option."""

import unicodedata
from collections.abc import Mapping, Sequence

from rich.table import Table

from chasqui.contracts.customers.imports import (
	Certainty,
	ImportColumn,
	ImportColumns,
	list_targets,
	name_target,
)
from chasqui.demo.waiting import StoryError

SIGN = "="
CERTAINTY = {
	Certainty.SURE: "segura", Certainty.LIKELY: "probable", Certainty.DOUBTFUL: "dudosa",
	Certainty.NONE: "sin propuesta",
}  # fmt: skip


def choose_columns(columns: ImportColumns, chosen: Sequence[str]) -> list[ImportColumn]:
	"""Return the columns with what somebody chose by hand, each such one sure.

	A choice is ``Columna=campo``, by the field's own name or the one that people call it;
	``Columna=`` leaves the column out, and ``Columna`` alone takes its proposal as it is.

	:raises StoryError: there is no such column or field
	"""
	fields = list_fields(columns)
	given = dict(_read_choice(one) for one in chosen)
	known = {_make_key(one.header) for one in columns.columns}
	if unknown := [name for name in given if _make_key(name) not in known]:
		headers = ", ".join(f"«{one.header}»" for one in columns.columns)
		raise StoryError(f"El archivo no tiene la columna «{unknown[0]}». Tiene: {headers}.")
	by_key = {_make_key(name): field for name, field in given.items()}
	return [_choose(one, by_key, fields) for one in columns.columns]


def refuse_doubtful(columns: Sequence[ImportColumn]) -> None:
	"""Refuse what only a person can decide.

	:raises StoryError: a proposal is doubtful; it says how to decide
	"""
	doubtful = [one for one in columns if one.certainty is Certainty.DOUBTFUL]
	if doubtful:
		ways = [f'--column "{one.header}{SIGN}{one.target or one.doubted}"' for one in doubtful]
		first = doubtful[0].header
		raise StoryError(
			f"Hay columnas dudosas. Diga qué son: {' '.join(ways)}; "
			f'o déjelas fuera: --column "{first}{SIGN}".'
		)


def build_table(columns: Sequence[ImportColumn]) -> Table:
	"""Return the columns with some of their values, where they go and how sure that is."""
	table = Table("Columna", "Ejemplos", "Va a", "Propuesta", title="Columnas del archivo")
	for one in columns:
		table.add_row(one.header, " · ".join(one.samples) or "—", _name(one), _describe(one))
	return table


def list_fields(columns: ImportColumns) -> dict[str, str]:
	"""Return where a column may go, by what it may be called."""
	targets = list_targets(columns.kind)
	fields = {_make_key(str(name_target(one))): one for one in targets}
	fields |= {_make_key(one.label): one.target for one in columns.custom}
	own = (*targets, *(one.target for one in columns.custom))
	return fields | {_make_key(one): one for one in own}


def _choose(
	column: ImportColumn, given: Mapping[str, str | None], fields: Mapping[str, str]
) -> ImportColumn:
	key = _make_key(column.header)
	if key not in given:
		return column
	name = given[key]
	target = column.target or column.doubted if name is None else fields.get(_make_key(name))
	if name == "":
		target = ""
	if target is None:
		names = ", ".join(sorted(set(fields.values())))
		raise StoryError(f"No hay ningún campo «{name}». Hay: {names}.")
	certainty = Certainty.SURE if target else Certainty.NONE
	return column.model_copy(update={"target": target, "certainty": certainty, "doubted": ""})


def _read_choice(text: str) -> tuple[str, str | None]:
	# A header may hold the sign; a field does not.
	name, sign, field = text.rpartition(SIGN)
	return (name.strip(), field.strip()) if sign else (text.strip(), None)


def _make_key(text: str) -> str:
	plain = unicodedata.normalize("NFKD", text.strip().casefold())
	return "".join(one for one in plain if not unicodedata.combining(one))


def _name(column: ImportColumn) -> str:
	if column.target:
		return str(name_target(column.target))
	return f"¿{name_target(column.doubted)}?" if column.doubted else "(no se importa)"


def _describe(column: ImportColumn) -> str:
	text = CERTAINTY[column.certainty]
	return f"{text}: sus valores no lo parecen" if column.doubted else text
