"""Reads a JSON file of customers or of services as rows of texts.

It takes a list of objects, an object with such a list under a known name (``usuarios``,
``servicios`` …), or an object of objects whose keys are the identities.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chasqui.contracts.customers.imports import ImportKind
from chasqui.kernel.errors import Invalid
from chasqui.kernel.plain_json import read_json
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.imports.domain.item_rows import (
	ITEM_SIGNS,
	LIST_NAMES,
	NAME_KEYS,
	PRICE_KEYS,
	normalize_name,
)
from customers.imports.engines.xlsx_table import MOST_COLUMNS, write_number

CUSTOMER_LISTS = ("usuarios", "usuario", "clientes", "cliente", "customers", "users")
IDENTITY_KEY = "identificacion"
IDENTITY_NAMES = {"identificacion", "cedula", "documento", "id_number", "numero_documento"}
# What only a person has, and what only a service has.
PERSON_SIGNS = {
	"telefono", "celular", "email", "correo", "direccion", "cedula", "identificacion", "documento",
	"apellido", "apellidos", "fecha_registro", "fecha_nacimiento", "contacto",
}  # fmt: skip
SERVICE_SIGNS = {
	*ITEM_SIGNS,
	*PRICE_KEYS,
	"caracteristicas",
	"detalles",
	"velocidad",
	"descripcion",
}


@dataclass(frozen=True)
class JsonTable:
	kind: ImportKind
	header: list[str]
	rows: list[list[str]]


def read_document(data: bytes, file_name: str) -> JsonTable:
	"""Return the table in a JSON file.

	:raises Invalid: it is no JSON, or holds no list of objects
	"""
	try:
		document = read_json(data)
	except ValueError as error:
		message = say(
			"El archivo JSON no se puede leer. Guárdelo otra vez, en UTF-8, o como CSV UTF-8."
		)
		raise Invalid(message, code="bad_json") from error
	name, items = _find_list(document)
	if not items:
		message = say(
			"El archivo JSON no trae una lista de objetos. Ponga en ella un objeto por cliente o "
			"artículo, o guárdelo como CSV UTF-8."
		)
		raise Invalid(message, code="no_list")
	flat = [_flatten(item) for item in items]
	kind = _find_kind(name, file_name, flat)
	return _build_table(kind, flat)


def _find_list(document: Any) -> tuple[str, list[dict[str, Any]]]:
	if isinstance(document, list):
		return "", [item for item in document if isinstance(item, dict)]
	if not isinstance(document, dict):
		return "", []
	for name, value in document.items():
		if isinstance(value, list | dict) and normalize_name(name) in (
			*CUSTOMER_LISTS,
			*LIST_NAMES,
		):
			return normalize_name(name), _find_list(value)[1]
	if document and all(isinstance(value, dict) for value in document.values()):
		return "", [{IDENTITY_KEY: key, **value} for key, value in document.items()]
	return "", []


def _find_kind(name: str, file_name: str, items: list[dict[str, str]]) -> ImportKind:
	stem = normalize_name(file_name.rsplit(".", 1)[0])
	for candidate in (name, stem):
		if candidate in LIST_NAMES:
			return ImportKind.SERVICES
		if candidate in CUSTOMER_LISTS:
			return ImportKind.CUSTOMERS
	keys = {normalize_name(key) for item in items for key in item}
	is_service = bool(keys & SERVICE_SIGNS) and not keys & PERSON_SIGNS
	return ImportKind.SERVICES if is_service else ImportKind.CUSTOMERS


def _flatten(item: dict[str, Any], prefix: str = "") -> dict[str, str]:
	"""Return an object's values as texts; inner objects' names stand alone unless taken."""
	flat: dict[str, str] = {}
	for key, value in item.items():
		if isinstance(value, dict):
			for inner, text in _flatten(value).items():
				flat[inner if inner not in flat and inner not in item else f"{key} {inner}"] = text
		else:
			flat[f"{prefix}{key}"] = _write_value(value)
	return flat


def _write_value(value: Any) -> str:
	if isinstance(value, list):
		return "; ".join(filter(None, (_write_item(one) for one in value)))
	if value is None:
		return ""
	if isinstance(value, bool):
		return "sí" if value else "no"
	if isinstance(value, int | float | Decimal):
		return write_number(value)
	return tidy_line(str(value))


def _write_item(value: Any) -> str:
	"""Return an object within a list by its name, as a user's service is configured."""
	if isinstance(value, dict):
		named = {normalize_name(key): inner for key, inner in value.items()}
		return next((str(named[key]) for key in NAME_KEYS if named.get(key)), "")
	return _write_value(value)


def _build_table(kind: ImportKind, items: list[dict[str, str]]) -> JsonTable:
	header = list(dict.fromkeys(key for item in items for key in item))
	if len(header) > MOST_COLUMNS:
		message = say(
			"El archivo JSON pasa de {most} campos. Deje los que va a importar.", most=MOST_COLUMNS
		)
		raise Invalid(message, code="too_many_columns")
	# «id» is a person's document where there is no better name for it.
	if kind is ImportKind.CUSTOMERS and not IDENTITY_NAMES & set(map(normalize_name, header)):
		names = [IDENTITY_KEY if normalize_name(key) == "id" else key for key in header]
	else:
		names = header
	return JsonTable(kind, names, [[item.get(key, "") for key in header] for item in items])
