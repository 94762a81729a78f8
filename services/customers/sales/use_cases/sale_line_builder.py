"""Prices the lines of a sale: the catalogue's price, promotion and tax of a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.catalogue import ItemNature, ItemState
from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.promotions import HeldPromotion
from chasqui.contracts.customers.sales import SaleLineFields
from chasqui.contracts.customers.vat import NO_VAT, VatClass
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from customers.catalogue.domain.promotions import PromotionIndex
from customers.catalogue.models.item import ItemRow
from customers.people.use_cases.refusals import RefusalCollector
from customers.sales.domain.amounts import NOTHING, PricedLine, add_up, round_cents
from customers.sales.models.document import DocumentLineMixin
from customers.sales.models.sale import SaleLineRow
from customers.sales.repositories.offered_items import OfferedItemRepository, PricedItem
from customers.sales.repositories.vat_rates import VatRateRepository

REVISE = say("Revise las líneas de la venta.")


@dataclass(frozen=True)
class Buyer:
	"""To whom, and on what day, lines are sold."""

	kind: CustomerKind
	ordered_on: date


class SaleLineBuilder:
	"""`index_promotions` gives those that held on a day."""

	def __init__(
		self,
		items: OfferedItemRepository,
		rates: VatRateRepository,
		index_promotions: Callable[[date], PromotionIndex],
	) -> None:
		self._items = items
		self._rates = rates
		self._index_promotions = index_promotions

	def build(
		self, asked: Sequence[SaleLineFields], buyer: Buyer, taxed_on: date
	) -> list[SaleLineRow]:
		"""Return the lines of a sale, priced for the day of the order and taxed for another.

		:raises Invalid: with all that is wrong with the lines, each at its field
		"""
		problems = RefusalCollector(REVISE)
		offered = self._items.list_priced({one.item_id for one in asked}, buyer.ordered_on)
		promotions = self._index_promotions(buyer.ordered_on)
		for place, line in enumerate(asked):
			self._check(place, line, offered.get(line.item_id), buyer, problems)
		problems.raise_any()
		rows = [
			write_line(place, line, offered[line.item_id], promotions, buyer.kind)
			for place, line in enumerate(asked, 1)
		]
		for place, row in enumerate(rows):
			if row.discount > round_cents(row.quantity * row.unit_price):
				message = say("El descuento pasa de lo que cuesta la línea.")
				problems.add(name_fault(place, "discount", message, "too_much_off"))
		problems.raise_any()
		self.tax(rows, taxed_on)
		return rows

	def tax(self, rows: Sequence[DocumentLineMixin], day: date) -> None:
		"""Write into lines the tax of a day, and what they come to.

		:raises Invalid: a class has no rate on that day
		"""
		rates = self._rates.list_valid(day)
		for row in rows:
			row.vat_percent = find_rate(rates, VatClass(row.vat_class))
		priced = [
			PricedLine(row.quantity, row.unit_price, row.discount, row.vat_percent) for row in rows
		]
		for row, amounts in zip(rows, add_up(priced), strict=True):
			row.net, row.tax, row.total = amounts.net, amounts.tax, amounts.total

	def refuse_retired(self, rows: Sequence[DocumentLineMixin]) -> None:
		""":raises Invalid: some item is not on sale any more"""
		problems, states = RefusalCollector(REVISE), self._items.list_states(rows)
		for place, row in enumerate(rows):
			if states[row.item_id] != ItemState.ON_SALE:
				problems.add(name_fault(place, "item_id", refuse_unsold(row.name), "not_on_sale"))
		problems.raise_any()

	@staticmethod
	def _check(
		place: int,
		line: SaleLineFields,
		found: PricedItem | None,
		buyer: Buyer,
		problems: RefusalCollector,
	) -> None:
		if found is None:
			problems.add(
				name_fault(place, "item_id", say("No existe ese producto o servicio."), "no_item")
			)
			return
		if found.row.state != ItemState.ON_SALE:
			message = refuse_unsold(found.row.name)
			problems.add(name_fault(place, "item_id", message, "not_on_sale"))
		elif found.price is None:
			message = say("«{name}» no tenía precio ese día.", name=found.row.name)
			problems.add(name_fault(place, "item_id", message, "no_price"))
		elif line.unit_price not in (None, found.price):
			message = say(
				"El {day} costaba ${price}. Si paga menos, anótelo como descuento.",
				day=f"{buyer.ordered_on:%d/%m/%Y}",
				price=f"{found.price:.2f}".replace(".", ","),
			)
			problems.add(name_fault(place, "unit_price", message, "other_price"))
		is_product = found.nature == ItemNature.PRODUCT
		if is_product and line.quantity != line.quantity.to_integral_value():
			message = say("De un producto se venden unidades enteras.")
			problems.add(name_fault(place, "quantity", message, "whole_units"))


def refuse_unsold(name: str) -> Text:
	"""Return why an item is not sold."""
	return say("«{name}» no está en venta.", name=name)


def name_fault(place: int, field: str, message: Text, code: str) -> FieldError:
	"""Return what is wrong with a field of a line; lines count from 0, as they come."""
	return FieldError(f"lines.{place}.{field}", message, code)


def write_line(
	place: int,
	line: SaleLineFields,
	found: PricedItem,
	promotions: PromotionIndex,
	kind: CustomerKind,
) -> SaleLineRow:
	"""Return a line with its price and discount; what it comes to is not reckoned yet."""
	item, price = found.row, found.price or NOTHING
	best = find_best(promotions, item, price, kind) if line.discount is None else None
	discount = line.discount or NOTHING
	if best is not None and best.price is not None:
		discount = round_cents(line.quantity * price) - round_cents(line.quantity * best.price)
	return SaleLineRow(
		place=place,
		item_id=item.id,
		name=item.name,
		reference=item.reference,
		nature=found.nature,
		quantity=line.quantity,
		unit_price=price,
		discount=discount,
		has_own_discount=line.discount is not None,
		promotion=best.name if best is not None else "",
		vat_class=item.vat_class,
		returned=Decimal(0),
		returned_net=NOTHING,
		returned_tax=NOTHING,
	)


def find_best(
	promotions: PromotionIndex, item: ItemRow, price: Decimal, kind: CustomerKind
) -> HeldPromotion | None:
	"""Return the promotion that cuts the price most for a class of customer, if one does."""
	held = promotions.list_held(item.id, item.type_id, price)
	return next(
		(
			one
			for one in held
			if one.price is not None and one.price < price and one.for_kind in (None, kind)
		),
		None,
	)


def find_rate(rates: Mapping[str, Decimal], vat_class: VatClass) -> Decimal:
	"""Return the rate of a class, in percent.

	:raises Invalid: there is none
	"""
	if not vat_class.is_taxed:
		return NO_VAT
	if vat_class not in rates:
		raise Invalid(say("No hay tarifa de IVA para ese día."), code="no_rate")
	return rates[vat_class]
