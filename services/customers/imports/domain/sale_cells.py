"""Reads single cells of a file of sales: numbers of documents, amounts, states, channels.

A million rows pass here, so what comes again and again is read once (`lru_cache`).
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.sale_imports import LONGEST_NUMBER
from chasqui.contracts.customers.sales import SaleChannel, SaleState
from chasqui.contracts.customers.vat import VatClass
from chasqui.contracts.wire import CENT
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.languages import list_languages
from chasqui.kernel.texts.text import Text, say
from customers.imports.domain.amounts import AmbiguousAmount, write_plainly
from customers.imports.domain.cells import TWO_WAYS, read_date
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField
from customers.sales.domain.sale_columns import CHANNELS, STATES

PLAIN = re.compile(r"-?\d{1,12}(?:\.\d{1,18})?", re.ASCII)
WHOLE = Decimal(100)
EARLIEST = date(1900, 1, 1)
DIGITS_OF_OURS = 15  # of 001-001-000000123
OTHER_STATES = {
	SaleState.INVOICED: (
		"facturado",
		"emitida",
		"emitido",
		"autorizada",
		"pendiente",
		"por cobrar",
	),
	SaleState.PAID: ("pagado", "cobrada", "cobrado"),
	SaleState.RETURNED: ("devuelto",),
	SaleState.VOIDED: ("anulado", "anulacion"),
}
OTHER_CHANNELS = {
	SaleChannel.PHONE: ("telefonico", "llamada", "call center"),
	SaleChannel.COUNTER: ("local", "tienda", "caja", "almacen", "sucursal"),
	SaleChannel.VISIT: ("campo", "a domicilio"),
	SaleChannel.MAIL: ("email", "correo electronico"),
	SaleChannel.WEB: ("sitio web", "en linea", "online", "tienda en linea", "internet"),
}
CLASSES = {
	VatClass.GENERAL: ("general", "gravado", "gravada"),
	VatClass.REDUCED: ("reducida", "reducido"),
	VatClass.ZERO: ("cero", "tarifa cero", "iva 0", "tarifa 0"),
	VatClass.EXEMPT: ("exento", "exenta", "no objeto", "no objeto de iva"),
}
Code = TypeVar("Code", bound=StrEnum)


def read_number(text: str) -> str:
	"""Return the number of a document; fifteen digits are one of the SRI's form without dashes."""
	number = tidy_line(text)
	if not number:
		raise BadField("number", "missing", say("Falta el número del documento."))
	if len(number) == DIGITS_OF_OURS and number.isascii() and number.isdigit():
		return f"{number[:3]}-{number[3:6]}-{number[6:]}"
	if len(number) > LONGEST_NUMBER or not number.isprintable():
		message = say("El número del documento lleva hasta {most} signos.", most=LONGEST_NUMBER)
		raise BadField("number", "bad_number", message)
	return number


def read_code(text: str) -> int | None:
	"""Return our own number of a customer, None for an empty cell."""
	if not text:
		return None
	if not (text.isascii() and text.isdigit() and len(text) <= 18):
		message = say("El número de cliente es el de su ficha: solo dígitos.")
		raise BadField("customer_code", "bad_code", message)
	return int(text)


@lru_cache(maxsize=65_536)
def read_decimal(text: str, field: str, writing: AmountWriting) -> Decimal | None:
	"""Return an amount or a quantity in at most two decimals, None for an empty cell."""
	if not text:
		return None
	try:
		plain = write_plainly(text, writing)
	except AmbiguousAmount as error:
		raise BadField(field, "ambiguous_amount", TWO_WAYS) from error
	except ValueError as error:
		raise BadField(field, "bad_amount", say("No es un número.")) from error
	if not PLAIN.fullmatch(plain):
		raise BadField(field, "bad_amount", say("No es un número que se pueda anotar."))
	amount = Decimal(plain)
	if amount < 0:
		raise BadField(field, "negative", say("No puede ser menos que cero."))
	rounded = amount.quantize(CENT)
	if rounded != amount:
		raise BadField(field, "too_many_decimals", say("Lleva más de dos decimales."))
	return rounded


def read_percent(text: str, writing: AmountWriting) -> Decimal | None:
	"""Return a rate of tax in percent, None for an empty cell.

	A spreadsheet keeps 12 % as 0.12, and no rate is below one.
	"""
	percent = read_decimal(text.removesuffix("%").strip(), "vat_percent", writing)
	if percent is None:
		return None
	if percent > WHOLE:
		raise BadField("vat_percent", "bad_percent", say("El IVA va de 0 a 100 %."))
	return percent * WHOLE if percent < 1 else percent


@lru_cache(maxsize=65_536)
def read_day(text: str, field: str, today: date) -> date | None:
	"""Return a day that has come, None for an empty cell."""
	if not text:
		return None
	day = read_date(text, field)
	if day > today:
		raise BadField(field, "future_date", say("Es de un día que no ha llegado."))
	if day < EARLIEST:
		raise BadField(field, "bad_date", say("Es de antes de {year}.", year=str(EARLIEST.year)))
	return day


@lru_cache(maxsize=256)
def read_state(text: str) -> SaleState | None:
	"""Return where a document stands, None for an empty cell."""
	return _find(_list_words(STATES, OTHER_STATES), text, "state", say("No es un estado de venta."))


@lru_cache(maxsize=256)
def read_channel(text: str) -> SaleChannel | None:
	"""Return by which channel was sold, None for an empty cell."""
	words = _list_words(CHANNELS, OTHER_CHANNELS)
	return _find(words, text, "channel", say("No es un canal de venta: entra como «otro»."))


@lru_cache(maxsize=256)
def read_vat_class(text: str) -> VatClass | None:
	"""Return how the law taxes a line, None for an empty cell."""
	return _find(_list_words({}, CLASSES), text, "vat_class", say("No es una clase de IVA."))


def _list_words(
	named: Mapping[Code, Text], others: Mapping[Code, tuple[str, ...]]
) -> dict[str, Code]:
	"""Return codes by what they are called: here in every language, and elsewhere."""
	languages = list_languages()
	words = {
		make_name_key(text.render(one)): code for code, text in named.items() for one in languages
	}
	for code, names in others.items():
		words |= {make_name_key(name): code for name in (*names, code.value)}
	return words | {make_name_key(code.value): code for code in named}


def _find(words: Mapping[str, Code], text: str, field: str, message: Text) -> Code | None:
	if not text:
		return None
	found = words.get(make_name_key(text))
	if found is None:
		raise BadField(field, f"unknown_{field}", message)
	return found
