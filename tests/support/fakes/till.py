"""What the fake of sales remembers: six sales of fake customers, their numbers, rates of tax."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NoReturn

from flask import request

from chasqui.contracts.access import Permission, list_permissions
from chasqui.contracts.customers.sale_lists import SaleFilters
from chasqui.contracts.customers.sales import (
	DocumentKind,
	Sale,
	SaleFields,
	SaleLine,
	SaleLineFields,
	SalePatch,
	SaleReturn,
	SaleState,
	SaleStep,
	Series,
	VatSum,
)
from chasqui.contracts.customers.vat import VatClass, VatRate
from chasqui.contracts.wire import CENT
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.staff import PEOPLE
from tests.support.fakes.world import NOW, World

PERCENTS = {VatClass.GENERAL: Decimal(15), VatClass.REDUCED: Decimal(5)}
SELLER = "Alguien"
FIBRE, ROUTER = 1, 3


class Till:
	"""`short` are items of which there is not enough any more; `refusal`: no draft is taken."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.sales: dict[int, Sale] = {}
		self.made: dict[str, Any] = {}
		self.short: set[int] = set()
		self.refusal = False
		self.series = [Series(id=1, kind=DocumentKind.INVOICE, next_number=5)]
		self.rates = [
			VatRate(
				id=1, vat_class=VatClass.GENERAL, valid_from=date(2024, 4, 1), percent=Decimal(15),
				set_by="Gestión", set_at=NOW,
			)
		]  # fmt: skip
		self.begin()

	def begin(self) -> None:
		"""Write down the sales that are there from the beginning."""
		origin = {"campaign_id": 1, "campaign_name": "Plan hogar para mujeres", "call_id": 7}
		advisor = PEOPLE["asesora"].name
		self.add(1, [(FIBRE, 1), (ROUTER, 2)], seller_name=advisor, channel="phone", origin=origin)
		self.reach(self.add(1, [(ROUTER, 1)], note="Entregar por la tarde"), SaleState.INVOICED)
		self.reach(self.add(2, [(ROUTER, 3)]), SaleState.INVOICED, SaleState.PAID)
		part = self.reach(
			self.add(1, [(ROUTER, 2), (FIBRE, 1)]), SaleState.INVOICED, SaleState.PAID
		)
		self.take_back(part, {1: Decimal(1)}, "faulty", restocks=False)
		void = self.reach(self.add(3, [(FIBRE, 1)]), SaleState.INVOICED, SaleState.VOIDED)
		self.keep(void.model_copy(update={"void_reason": "Se facturó a otra persona"}))
		self.add(4, [(FIBRE, 1)], seller_name=advisor)

	def add(self, customer_id: int, lines: list[tuple[int, int]], **more: Any) -> Sale:
		"""Write a draft of items and quantities."""
		asked = [{"item_id": item, "quantity": count} for item, count in lines]
		channel, origin = more.pop("channel", "counter"), more.pop("origin", None)
		fields = {"customer_id": customer_id, "lines": asked, "channel": channel, "origin": origin}
		return self.write(SaleFields.model_validate(fields), **more)

	def write(self, fields: SaleFields, **more: Any) -> Sale:
		"""Write a draft down."""
		customer = self.world.customers[fields.customer_id]
		given = {
			"seller_name": SELLER, "id": len(self.sales) + 1, "customer_name": customer.name,
			"province": customer.province, "state": SaleState.DRAFT, "net": 0, "tax": 0, "total": 0,
		}  # fmt: skip
		told = {**fields.model_dump(exclude={"lines"}), **given, **more}
		told["ordered_on"] = fields.ordered_on or TODAY
		sale = Sale.model_validate({**told, "lines": self.price(fields.lines)})
		sale.steps = [SaleStep(state=SaleState.DRAFT, at=NOW, by=sale.seller_name)]
		return self.keep(sale)

	def price(self, lines: list[SaleLineFields]) -> list[SaleLine]:
		"""Return lines with what they cost, as the service reckons."""
		return [self.price_line(place, line) for place, line in enumerate(lines)]

	def price_line(self, place: int, line: SaleLineFields) -> SaleLine:
		"""Return one line; what cannot be sold is said at its field."""
		item = self.world.shop.items.get(line.item_id)
		if item is None or item.price is None or item.state != "on_sale":
			refuse(place, "item_id", say("Eso no está en venta."))
		if item.nature == "product" and line.quantity % 1:
			refuse(place, "quantity", say("Un producto se vende por unidades enteras."))
		unit = item.price if line.unit_price is None else line.unit_price
		gross = round_cents(unit * line.quantity)
		discount = Decimal(0) if line.discount is None else line.discount
		if discount > gross:
			refuse(place, "discount", say("El descuento pasa de lo que cuesta la línea."))
		percent = PERCENTS.get(item.vat_class, Decimal(0))
		net = gross - discount
		tax = round_cents(net * percent / 100)
		return SaleLine(
			place=place + 1, item_id=item.id, name=item.name, reference=item.reference,
			nature=item.nature, quantity=line.quantity, unit_price=unit, discount=discount,
			vat_class=item.vat_class, vat_percent=percent, net=net, tax=tax, total=net + tax,
		)  # fmt: skip

	def keep(self, sale: Sale) -> Sale:
		"""Add a sale up, and remember it."""
		sale.units = sum((one.quantity for one in sale.lines), Decimal(0))
		for name in ("net", "tax", "total"):
			setattr(sale, name, sum((getattr(one, name) for one in sale.lines), Decimal(0)))
		rates = dict.fromkeys((one.vat_class, one.vat_percent) for one in sale.lines)
		sale.vat = [
			VatSum(
				vat_class=vat_class, vat_percent=percent,
				net=sum((one.net for one in sale.lines if one.vat_class is vat_class), Decimal(0)),
				tax=sum((one.tax for one in sale.lines if one.vat_class is vat_class), Decimal(0)),
			)
			for vat_class, percent in rates
		]  # fmt: skip
		sale.returned_total = sum((one.total for one in sale.returns), Decimal(0))
		sale.version = write_version(sale, SalePatch)
		self.sales[sale.id] = sale
		return sale

	def reach(self, sale: Sale, *states: SaleState, by: str = SELLER) -> Sale:
		"""Bring a sale from one state to the next."""
		for state in states:
			sale.state = state
			sale.steps.append(SaleStep(state=state, at=NOW, by=by))
			if state is SaleState.INVOICED:
				count = sum(1 for one in self.sales.values() if one.number)
				sale.number, sale.invoiced_on = f"001-001-{count + 1:09d}", TODAY
			elif state is SaleState.PAID:
				sale.paid_on = TODAY
		return self.keep(sale)

	def take_back(
		self, sale: Sale, counts: dict[int, Decimal], reason: str, *, restocks: bool
	) -> Sale:
		"""Write a credit note of some lines."""
		net = tax = Decimal(0)
		for line in sale.lines:
			share = counts.get(line.place, Decimal(0)) / line.quantity
			net, tax = net + round_cents(line.net * share), tax + round_cents(line.tax * share)
			line.returned += counts.get(line.place, Decimal(0))
		number = f"001-001-{len(sale.returns) + 1:09d}"
		told = {
			"id": len(sale.returns) + 1, "number": number, "returned_on": TODAY, "reason": reason,
			"restocks": restocks, "net": net, "tax": tax, "total": net + tax, "made_by": SELLER,
			"made_at": NOW, "lines": [
				{"place": place, "quantity": count} for place, count in counts.items()],
		}  # fmt: skip
		sale.returns.append(SaleReturn.model_validate(told))
		is_whole = all(one.returned == one.quantity for one in sale.lines)
		return self.reach(sale, SaleState.RETURNED) if is_whole else self.keep(sale)

	def find(self, filters: SaleFilters) -> list[Sale]:
		"""Return the sales that filters leave, of those that who asks may see."""
		return [
			one
			for one in sorted(self.sales.values(), key=lambda one: -one.id)
			if may_see(one) and matches(one, filters)
		]

	def show(self, number: int) -> Sale:
		""":raises NotFound: who asks may not see it"""
		if not may_see(self.sales[number]):
			raise NotFound(say("No existe esa venta."))
		return self.sales[number]


def refuse(place: int, name: str, message: Any) -> NoReturn:
	""":raises Invalid: always"""
	raise Invalid(message, fields=[FieldError(f"lines.{place}.{name}", message, "bad_line")])


def round_cents(amount: Decimal) -> Decimal:
	return amount.quantize(CENT, ROUND_HALF_UP)


def may(needed: Permission) -> bool:
	"""Return whether who asks has a permission."""
	return needed in list_permissions(find_person().roles)


def find_person() -> Any:
	"""Return who asks."""
	token = request.headers.get("Authorization", "").removeprefix("Bearer access-")
	number = int(token.split("-")[0] or 0)
	return next((one for one in PEOPLE.values() if one.id == number), PEOPLE["admin"])


def may_see(sale: Sale) -> bool:
	return may(Permission.SALES_READ) or sale.seller_name == find_person().name


def matches(sale: Sale, filters: SaleFilters) -> bool:
	"""Return whether a sale is what filters ask for."""
	word = (filters.q or "").lower()
	campaign = sale.origin.campaign_id if sale.origin else None
	items = {one.item_id for one in sale.lines}
	return (
		word in f"{sale.number} {sale.customer_name}".lower()
		and (not filters.ids or sale.id in filters.ids)
		and (not filters.customer_id or sale.customer_id in filters.customer_id)
		and (not filters.state or sale.state in filters.state)
		and (not filters.channel or sale.channel in filters.channel)
		and (not filters.seller or sale.seller_name in filters.seller)
		and (not filters.campaign_id or campaign in filters.campaign_id)
		and (not filters.import_id or sale.import_id in filters.import_id)
		and (not filters.source or ("imported" if sale.import_id else "noted") in filters.source)
		and (not filters.item_id or not items.isdisjoint(filters.item_id))
		and (filters.total_from is None or sale.total >= filters.total_from)
		and (filters.total_to is None or sale.total <= filters.total_to)
	)


def count_values(values: list[str]) -> list[tuple[str, int]]:
	return Counter(values).most_common()
