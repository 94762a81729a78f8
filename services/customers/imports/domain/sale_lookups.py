"""What the lines of a file of sales name, as it stands here: customers, items, rates, documents."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.customers.vat import NO_VAT, VatClass
from chasqui.kernel.texts.text import say
from customers.imports.domain.sale_rows import FileLine
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField

Identity = tuple[IdentityType, str]


@dataclass(frozen=True)
class FoundItem:
	"""An item of the catalogue, be it on sale, a draft or retired: history names any."""

	id: int
	reference: str
	name: str
	nature: str
	vat_class: VatClass


class ItemIndex:
	"""The catalogue, by reference and by name."""

	def __init__(self, items: Iterable[FoundItem]) -> None:
		self._by_reference: dict[str, FoundItem] = {}
		self._by_name: dict[str, list[FoundItem]] = {}
		for one in items:
			self._by_reference[one.reference.lower()] = one
			self._by_name.setdefault(make_name_key(one.name), []).append(one)

	def find(self, line: FileLine) -> FoundItem:
		"""Return the item of a line: by its reference, or by its name where none is given.

		:raises BadField: there is none, or several of that name
		"""
		if line.reference:
			found = self._by_reference.get(line.reference.lower())
			if found is None:
				message = say("Ningún artículo del catálogo tiene esa referencia.")
				raise BadField("reference", "no_item", message)
			return found
		named = self._by_name.get(make_name_key(line.item_name), [])
		if len(named) != 1:
			code = "ambiguous_name" if named else "no_item"
			message = (
				say("Hay varios artículos con ese nombre: escriba la referencia.")
				if named
				else say("Ningún artículo del catálogo se llama así.")
			)
			raise BadField("item_name", code, message)
		return named[0]


class RateIndex:
	"""The rates of tax, by class and day."""

	def __init__(self, rates: Iterable[tuple[str, date, Decimal]]) -> None:
		self._days: dict[str, list[date]] = {}
		self._percents: dict[str, list[Decimal]] = {}
		for vat_class, day, percent in sorted(rates):
			self._days.setdefault(vat_class, []).append(day)
			self._percents.setdefault(vat_class, []).append(percent)

	def find(self, vat_class: VatClass, day: date) -> Decimal | None:
		"""Return the rate of a class on a day, None where it had none."""
		if not vat_class.is_taxed:
			return NO_VAT
		place = bisect_right(self._days.get(vat_class, []), day)
		return self._percents[vat_class][place - 1] if place else None

	def classify(self, percent: Decimal, own: VatClass, day: date) -> VatClass:
		"""Return the class of which a percentage is: the item's own, or the first that had it."""
		order = (own, VatClass.GENERAL, VatClass.REDUCED, VatClass.ZERO)
		return next((one for one in order if self.find(one, day) == percent), VatClass.GENERAL)


@dataclass(frozen=True)
class FoundCustomer:
	"""Whose sales they are: who stands for the record now, after all merges."""

	id: int
	is_erased: bool = False


@dataclass(frozen=True)
class KnownLine:
	item_id: int
	quantity: Decimal
	unit_price: Decimal
	discount: Decimal
	vat_percent: Decimal


@dataclass
class KnownSale:
	"""A document that is here already, with what makes it the same as one of a file."""

	customer_id: int
	ordered_on: date
	invoiced_on: date
	lines: list[KnownLine] = field(default_factory=list)


@dataclass(frozen=True)
class SaleLookups:
	"""What was found for some documents."""

	items: ItemIndex
	rates: RateIndex
	by_identity: Mapping[Identity, FoundCustomer]
	by_code: Mapping[int, FoundCustomer]
	known: Mapping[str, KnownSale]

	def find_customer(self, line: FileLine) -> int:
		"""Return whose a line is.

		:raises BadField: there is no such customer, they were erased, or it names two
		"""
		found = [
			(field_name, self._get(one))
			for field_name, one in (
				("customer_code", line.customer_code), ("id_number", line.identity)
			)
			if one is not None
		]  # fmt: skip
		for field_name, one in found:
			if one is None or one.is_erased:
				message = say("No hay ningún cliente así. Regístrelo o impórtelo antes.")
				raise BadField(field_name, "no_customer", message)
		ids = {one.id for _name, one in found if one is not None}
		if len(ids) > 1:
			message = say("El número de cliente y la identificación son de dos clientes.")
			raise BadField("customer_code", "two_customers", message)
		return ids.pop()

	def _get(self, asked: int | Identity) -> FoundCustomer | None:
		return self.by_code.get(asked) if isinstance(asked, int) else self.by_identity.get(asked)


def list_asked(lines: Sequence[FileLine]) -> tuple[list[Identity], list[int]]:
	"""Return the identities and the numbers by which lines name customers."""
	identities = {one.identity for one in lines if one.identity is not None}
	return sorted(identities), sorted({one.customer_code for one in lines if one.customer_code})
