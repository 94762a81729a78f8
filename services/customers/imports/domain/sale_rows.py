"""Reads one row of a file of sales: a line of a document, or all that is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.customers.sales import SaleChannel, SaleState
from chasqui.contracts.customers.vat import VatClass
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.imports.domain.cells import read_identity
from customers.imports.domain.faults import BadRow, Fault
from customers.imports.domain.sale_cells import (
	read_channel,
	read_code,
	read_day,
	read_decimal,
	read_number,
	read_percent,
	read_state,
	read_vat_class,
)
from customers.imports.domain.sale_columns import SalePlan
from customers.imports.domain.sale_words import AMOUNT_TARGETS, DAY_TARGETS
from customers.people.domain.problems import BadField
from customers.sales.domain.amounts import NOTHING

LONGEST = {"seller": 120, "reference": 40, "item_name": 120}
MOST_UNITS = Decimal(1_000_000)
Value = TypeVar("Value")


class FileLine(NamedTuple):
	"""One line of a document, as the file has it. What is absent is None or empty."""

	number: str
	identity: tuple[IdentityType, str] | None
	customer_code: int | None
	ordered_on: date
	invoiced_on: date
	paid_on: date | None
	state: SaleState | None
	channel: SaleChannel | None
	seller: str
	reference: str
	item_name: str
	quantity: Decimal
	unit_price: Decimal
	discount: Decimal
	vat_percent: Decimal | None
	vat_class: VatClass | None
	net: Decimal | None
	line_total: Decimal | None
	document_total: Decimal | None
	returned: Decimal | None


class ReadFileLine(NamedTuple):
	"""A clean row, and the cells that it does without."""

	row: FileLine
	faults: tuple[Fault, ...] = ()


class SaleRowParser:
	"""Reads the rows of one file: its columns, its writing of amounts, the day of the import."""

	def __init__(self, plan: SalePlan, *, amounts: AmountWriting, today: date) -> None:
		self._plan = plan
		self._amounts = amounts
		self._today = today

	def find_number(self, cells: Sequence[str]) -> str:
		"""Return the number of the document that a row is a line of.

		:raises BadRow: it has none, or more cells than the header
		"""
		if any(cell and not cell.isspace() for cell in cells[self._plan.width :]):
			message = say(
				"La fila tiene {count} columnas y el encabezado {width}. Revise si un texto con el "
				"separador va entre comillas.",
				count=len(cells),
				width=self._plan.width,
			)
			raise BadRow(Fault("", "bad_columns", message))
		text = self._plan.pick(cells, "number")
		try:
			return read_number(text)
		except BadField as bad:
			raise BadRow(Fault.make(bad, text)) from bad

	def read(self, cells: Sequence[str]) -> ReadFileLine:
		"""Return the clean row.

		:raises BadRow: it stays out, for all that is said
		"""
		texts = self._plan.pick_filled(cells)
		notes = _FaultNotes(texts)
		values: dict[str, Any] = {name: tidy_line(texts.get(name, "")) for name in LONGEST}
		values["number"] = notes.read("number", read_number, "")
		id_type = texts.get("id_type", "")
		values["identity"] = notes.read("id_number", lambda text: _identify(id_type, text), None)
		values["customer_code"] = notes.read("customer_code", read_code, None)
		values |= self._read_days(notes)
		values["state"] = notes.read("state", read_state, None)
		values["channel"] = notes.read("channel", read_channel, None, needed=False)
		values["vat_class"] = notes.read("vat_class", read_vat_class, None)
		values |= self._read_amounts(notes)
		row = FileLine(**values)
		_check_row(row, notes)
		if notes.faults:
			raise BadRow(*notes.faults, *notes.warnings)
		return ReadFileLine(row, tuple(notes.warnings))

	def _read_days(self, notes: "_FaultNotes") -> dict[str, Any]:
		def read(name: str) -> date | None:
			return notes.read(name, lambda text: read_day(text, name, self._today), None)

		days = {name: read(name) for name in DAY_TARGETS}
		invoiced = days["invoiced_on"] or days["ordered_on"]
		if invoiced is None and not notes.has("ordered_on", "invoiced_on"):
			message = say("Falta el día del pedido o el de la factura.")
			notes.add(BadField("invoiced_on", "missing", message))
		days["ordered_on"] = days["ordered_on"] or invoiced or self._today
		days["invoiced_on"] = invoiced or self._today
		return days

	def _read_amounts(self, notes: "_FaultNotes") -> dict[str, Decimal | None]:
		def read(name: str) -> Decimal | None:
			return notes.read(name, lambda text: read_decimal(text, name, self._amounts), None)

		amounts = {name: read(name) for name in AMOUNT_TARGETS if name != "vat_percent"}
		amounts["vat_percent"] = notes.read(
			"vat_percent", lambda text: read_percent(text, self._amounts), None
		)
		if amounts["unit_price"] is None:
			notes.add(BadField("unit_price", "missing", say("Falta el precio.")))
		for name in ("quantity", "unit_price", "discount"):
			amounts[name] = amounts[name] or NOTHING
		return amounts


class _FaultNotes:
	"""All that is wrong with a row, as it is read."""

	def __init__(self, texts: Mapping[str, str]) -> None:
		self._texts = texts
		self.faults: list[Fault] = []
		self.warnings: list[Fault] = []

	def read(
		self, target: str, read: Callable[[str], Value], default: Value, *, needed: bool = True
	) -> Value:
		"""Return what a cell says; where it is wrong that is noted, and the default stands in.

		So it does for an empty cell.
		"""
		text = self._texts.get(target)
		if text is None:
			return default
		try:
			return read(text)
		except BadField as bad:
			(self.faults if needed else self.warnings).append(Fault.make(bad, text))
			return default

	def add(self, bad: BadField) -> None:
		"""Note a fault of a cell, unless it has one already."""
		if not self.has(bad.field):
			self.faults.append(Fault.make(bad, self._texts.get(bad.field, "")))

	def has(self, *fields: str) -> bool:
		return any(one.field in fields for one in self.faults)


def _identify(id_type: str, text: str) -> tuple[IdentityType, str]:
	found = read_identity(id_type, text)
	return found.id_type, found.number


def _check_row(row: FileLine, notes: _FaultNotes) -> None:
	"""Note what is wrong between the cells of a row."""
	for bad in (*_list_missing(row), *_list_wrong_units(row), *_list_wrong_days(row)):
		notes.add(bad)
	for name, most in LONGEST.items():
		text = getattr(row, name)
		if len(text) > most or not text.isprintable():
			notes.add(BadField(name, "too_long", say("Lleva hasta {most} signos.", most=most)))


def _list_missing(row: FileLine) -> list[BadField]:
	found = []
	if not row.number:
		found.append(BadField("number", "missing", say("Falta el número del documento.")))
	if row.identity is None and row.customer_code is None:
		message = say("Falta de quién es: su identificación o su número de cliente.")
		found.append(BadField("id_number", "missing", message))
	if not row.reference and not row.item_name:
		message = say("Falta el artículo: su referencia o su nombre.")
		found.append(BadField("reference", "missing", message))
	return found


def _list_wrong_units(row: FileLine) -> list[BadField]:
	found = []
	if not 0 < row.quantity <= MOST_UNITS:
		found.append(
			BadField("quantity", "bad_quantity", say("La cantidad va de 0,01 a 1.000.000."))
		)
	if row.returned is not None and row.returned > row.quantity:
		found.append(BadField("returned", "too_many", say("Volvió más de lo que se vendió.")))
	return found


def _list_wrong_days(row: FileLine) -> list[BadField]:
	found = []
	if row.ordered_on > row.invoiced_on:
		message = say("Se facturó antes de que se pidiera.")
		found.append(BadField("invoiced_on", "bad_order", message))
	if row.paid_on is not None and row.paid_on < row.invoiced_on:
		found.append(BadField("paid_on", "bad_order", say("Se pagó antes de que se facturara.")))
	if row.paid_on is not None and row.state in (SaleState.INVOICED, SaleState.VOIDED):
		message = say("Tiene día de pago, y su estado no es de lo pagado.")
		found.append(BadField("state", "bad_state", message))
	if row.state is SaleState.DRAFT:
		message = say("Un borrador no se trae: solo lo que se facturó.")
		found.append(BadField("state", "draft", message))
	return found
