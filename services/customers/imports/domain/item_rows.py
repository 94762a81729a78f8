"""What a row of a file of items holds: names of columns in Spanish and English, and its values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import Text, say
from customers.catalogue.domain.item_columns import FIXED
from customers.imports.domain.amounts import (
	AmbiguousAmount,
	choose_writing,
	parse_amount,
	strip_currency,
)
from customers.imports.domain.cells import TWO_WAYS
from customers.imports.domain.columns import find_report, name_targets
from customers.people.domain.names import make_name_key, split_words
from customers.people.domain.problems import BadField


def normalize_name(text: str) -> str:
	"""Return the name of a column without accents and case: ``Descripción`` is ``descripcion``."""
	return "_".join(split_words(text)).lower()


NAME_KEYS = ("nombre", "name", "servicio", "plan", "producto", "articulo")
TYPE_KEYS = ("tipo", "categoria", "type", "category", "clase")
PRICE_KEYS = ("precio", "price", "valor", "costo", "tarifa")
REFERENCE_KEYS = ("referencia", "reference", "codigo", "code", "sku")
BRAND_KEYS = ("marca", "brand")
DESCRIPTION_KEYS = ("descripcion", "description")
STOCK_KEYS = ("existencias", "stock", "unidades", "inventario")
KEYS = {
	"name": NAME_KEYS, "kind": TYPE_KEYS, "price": PRICE_KEYS, "reference": REFERENCE_KEYS,
	"brand": BRAND_KEYS, "description": DESCRIPTION_KEYS, "stock": STOCK_KEYS,
}  # fmt: skip
# What a list of items has, and no list of persons.
ITEM_SIGNS = {
	"precio",
	"price",
	"tarifa",
	"referencia",
	"reference",
	"sku",
	*BRAND_KEYS,
	*STOCK_KEYS,
}
PERSON_TARGETS = {
	"id_number", "surname", "email", "phone", "further_email", "further_phone", "birth_date",
	"gender", "monthly_income",
}  # fmt: skip
LIST_NAMES = ("servicios", "servicio", "services", "productos", "planes", "catalogo", "articulos")
LONGEST_NAME = 120
MOST_UNITS = 1_000_000


@dataclass(frozen=True)
class ParsedItem:
	"""An item as a file has it; what is empty is not given."""

	name: str
	reference: str = ""
	kind: str = ""
	brand: str = ""
	description: str = ""
	price: Decimal | None = None
	stock: int | None = None
	details: tuple[tuple[str, str], ...] = ()
	"""Whatever else the file says of it, by the names of its columns."""


class ItemRowParser:
	"""Reads the rows of one file."""

	def __init__(
		self,
		header: Sequence[str],
		*,
		is_mixed: bool,
		amounts: AmountWriting = AmountWriting.AUTO,
	) -> None:
		"""`is_mixed`: rows were objects of their own, each with names of its own for one thing."""
		self._header = header[: find_report(header)]
		self._amounts = amounts
		names = [normalize_name(cell) for cell in self._header]
		self._places = {
			field: _find_places(names, keys)[: None if is_mixed else 1]
			for field, keys in list_keys().items()
		}
		untaken = {*list_names("")}
		self._untaken = {place for place, name in enumerate(names) if name in untaken}

	def read(self, cells: Sequence[str]) -> ParsedItem:
		""":raises BadField: its name, its price or its stock cannot be"""
		texts = [tidy_line(cell.replace("\x00", "")) for cell in cells]
		texts += [""] * (len(self._header) - len(texts))
		places = {field: self._find(field, texts) for field in KEYS}
		values = {f: "" if place is None else texts[place] for f, place in places.items()}
		used = {*places.values(), *self._untaken}
		return ParsedItem(
			name=_read_name(values["name"]),
			reference=values["reference"],
			kind=values["kind"],
			brand=values["brand"],
			description=values["description"],
			price=_read_price(values["price"], self._amounts) if values["price"] else None,
			stock=_read_stock(values["stock"]) if values["stock"] else None,
			details=tuple(self._list_rest(texts, used)),
		)

	def _find(self, field: str, texts: Sequence[str]) -> int | None:
		return next((place for place in self._places[field] if texts[place]), None)

	def _list_rest(self, texts: Sequence[str], used: set[int | None]) -> Iterator[tuple[str, str]]:
		for place, title in enumerate(self._header):
			if place not in used and texts[place]:
				yield title or f"Columna {place + 1}", texts[place]


def find_prices(header: Sequence[str]) -> list[int]:
	"""Return which columns of a file have prices."""
	return _find_places([normalize_name(cell) for cell in header], list_keys()["price"])


def list_keys() -> dict[str, tuple[str, ...]]:
	"""Return what each column may be called: an export in any language comes back."""
	return {field: (*keys, *list_names(field)) for field, keys in KEYS.items()}


def list_names(target: str) -> list[str]:
	"""Return what an export calls the columns that are taken for this, in every language."""
	words = (one.list_renderings() for one in list_titles(target))
	return [normalize_name(one) for one in chain(*words)]


def list_titles(target: str) -> list[Text]:
	"""Return the titles of an export's columns that are taken for this, or for nothing."""
	return [one.title for one in FIXED if one.target == target and isinstance(one.title, Text)]


def is_item_table(header: Sequence[str], file_name: str) -> bool:
	"""Return whether the columns of a CSV or XLSX file are those of items and not of persons."""
	names = {normalize_name(cell) for cell in header}
	if PERSON_TARGETS.intersection(name_targets(header)):
		return False
	is_named = normalize_name(file_name.rsplit(".", 1)[0]) in LIST_NAMES
	return bool(names & set(list_keys()["name"])) and (is_named or bool(names & ITEM_SIGNS))


def _find_places(names: Sequence[str], keys: Sequence[str]) -> list[int]:
	return [names.index(key) for key in keys if key in names]


def _read_name(text: str) -> str:
	if not 2 <= len(text) <= LONGEST_NAME or not make_name_key(text):
		raise BadField(
			"name",
			"bad_name",
			say("El nombre lleva de 2 a {longest_name} caracteres.", longest_name=LONGEST_NAME),
		)
	return text


def _read_price(text: str, amounts: AmountWriting) -> Decimal:
	plain = strip_currency(text)
	if plain.startswith("-"):
		raise BadField("price", "negative", say("El precio no puede ser negativo."))
	try:
		return parse_amount(plain, is_spanish=choose_writing(plain, amounts))
	except AmbiguousAmount as error:
		raise BadField("price", "ambiguous_amount", TWO_WAYS) from error
	except ValueError as error:
		raise BadField("price", "bad_amount", say("El precio no se puede leer.")) from error


def _read_stock(text: str) -> int:
	if not text.isascii() or not text.isdigit() or int(text[:9]) > MOST_UNITS or len(text) > 9:
		message = say(
			"Las existencias son un número entero de 0 a {most_units}.", most_units=MOST_UNITS
		)
		raise BadField("stock", "bad_stock", message)
	return int(text)
