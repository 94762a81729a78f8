"""The catalogue of the story: written, priced and put on sale once, however often it is told."""

from dataclasses import dataclass
from datetime import date

from chasqui.contracts.customers.catalogue import (
	CatalogueReport,
	Item,
	ItemFields,
	ItemFilters,
	ItemQuery,
	ItemState,
	PriceFields,
	StateMove,
	StockMoveFields,
	StockReason,
)
from chasqui.contracts.endpoints.customers import catalogue as api
from chasqui.contracts.offers import OfferQuery
from chasqui.demo.doors import Doors, Person
from chasqui.sample.catalogue import ITEMS, SampleItem

MOST_ITEMS = 200


@dataclass(frozen=True)
class ToldCatalogue:
	"""What each door says of the same catalogue."""

	report: CatalogueReport
	listed: int
	offered: int
	stock: int

	@property
	def on_sale(self) -> int:
		return sum(line.by_state.get(ItemState.ON_SALE, 0) for line in self.report.lines)

	@property
	def counted(self) -> int:
		return sum(sum(line.by_state.values()) for line in self.report.lines)


def fill_catalogue(doors: Doors, today: date) -> ToldCatalogue:
	"""Put the sample's items on sale, and return what administrator and advisor see."""
	admin, advisor = doors.sign_in("admin"), doors.sign_in("asesor")
	types = {one.name: one.id for one in admin.customers.call(api.list_types).items}
	known = {one.reference for one in list_items(admin)}
	for sample in ITEMS:
		if sample.reference not in known:
			add_item(admin, sample, types[sample.kind], today)
	return ToldCatalogue(
		report=admin.customers.call(api.report_items),
		listed=admin.customers.call(api.find_facets, query=ItemFilters()).total,
		offered=len(advisor.customers.call(api.list_offers, query=OfferQuery(limit=100)).items),
		stock=sum(one.stock or 0 for one in list_items(admin) if one.state is ItemState.ON_SALE),
	)


def list_items(admin: Person) -> list[Item]:
	"""Return the items of the first page, which is long enough for the sample."""
	return admin.customers.call(api.list_items, query=ItemQuery(limit=MOST_ITEMS)).items


def add_item(admin: Person, sample: SampleItem, type_id: int, today: date) -> None:
	"""Write an item, price it, fill its stock and put it on sale."""
	fields = ItemFields(
		type_id=type_id,
		name=sample.name,
		reference=sample.reference,
		brand=sample.brand,
		attributes=dict(sample.attributes),
		sheet=sample.sheet,
	)
	client = admin.customers
	item = client.call(api.add_item, body=fields)
	item_id = item.id
	price = PriceFields(amount=sample.price, valid_from=today)
	client.call(api.set_price, item_id=item_id, body=price)
	if sample.stock:
		receipt = StockMoveFields(quantity=sample.stock, reason=StockReason.RECEIPT)
		client.once(f"stock:{item_id}").call(api.move_stock, item_id=item_id, body=receipt)
	sold = StateMove(state=ItemState.ON_SALE, version=item.version)
	client.call(api.move_item, item_id=item_id, body=sold)
