"""The catalogue of the story: written, priced and put on sale once, however often it is run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chasqui.contracts.customers.catalogue import (
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
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.customers.pictures import PictureFields
from chasqui.contracts.customers.promotions import PromotionFilters
from chasqui.contracts.endpoints.customers import catalogue as api
from chasqui.contracts.endpoints.customers import pictures as pictures_api
from chasqui.contracts.endpoints.customers import promotions as promotions_api
from chasqui.contracts.endpoints.customers.reports import ItemLine, ItemReportQuery, report_items
from chasqui.demo.promotions import fill_promotions, list_promotions
from chasqui.demo.suite_client import Person, SuiteClient
from chasqui.sample.catalogue import ITEMS, SampleItem
from chasqui.sample.pictures import paint_card

MOST_ITEMS = 200
SIDES = ("de frente", "de lado")


@dataclass(frozen=True)
class CatalogueSummary:
	"""What each endpoint says of the same catalogue."""

	report: ItemLine
	"""What the report says of all of it."""
	listed: int
	offered: int
	stock: int
	pictures: tuple[int, int]
	"""On items that are on sale, as the list shows them and as offers do."""
	promoted: tuple[int, int]
	"""Items on sale that cost less today, as the list shows them and as offers do."""
	promotions: tuple[int, int]
	"""As they are listed, and as they are counted by where they stand."""

	@property
	def on_sale(self) -> int:
		return self.report.on_sale

	@property
	def counted(self) -> int:
		return self.report.items


def fill_catalogue(suite_client: SuiteClient, today: date) -> CatalogueSummary:
	"""Put the sample's items on sale, and return what administrator and advisor see."""
	admin, advisor = suite_client.sign_in("admin"), suite_client.sign_in("asesor")
	types = {one.name: one.id for one in admin.customers.call(api.list_types).items}
	known = {one.reference for one in list_items(admin)}
	for sample in ITEMS:
		if sample.reference not in known:
			add_item(admin, sample, types[sample.kind], today)
	for item in list_items(admin):
		add_pictures(admin, item)
	fill_promotions(admin, {one.reference: one.id for one in list_items(admin)}, types, today)
	return read_catalogue(admin, advisor)


def read_catalogue(admin: Person, advisor: Person) -> CatalogueSummary:
	"""Return what administrator and advisor see."""
	sold = [one for one in list_items(admin) if one.state is ItemState.ON_SALE]
	offers = advisor.customers.call(api.list_offers, query=OfferQuery(limit=100)).items
	phases = admin.customers.call(
		promotions_api.find_promotion_facets, query=PromotionFilters()
	).phase
	return CatalogueSummary(
		report=admin.customers.call(report_items, query=ItemReportQuery()).total,
		listed=admin.customers.call(api.find_facets, query=ItemFilters()).total,
		offered=len(offers),
		stock=sum(one.stock or 0 for one in sold),
		pictures=(
			sum(len(one.pictures) for one in sold),
			sum(len(one.pictures) for one in offers),
		),
		promoted=(count_promoted(sold), count_promoted(offers)),
		promotions=(len(list_promotions(admin)), sum(one.promotions for one in phases)),
	)


def count_promoted(listed: Sequence[Item | Offer]) -> int:
	"""Return how many cost less today."""
	return sum(one.promoted_price is not None for one in listed)


def add_pictures(admin: Person, item: Item) -> None:
	"""Show an item of the sample from two sides, once."""
	if item.pictures or item.reference not in {one.reference for one in ITEMS}:
		return
	for side in SIDES:
		query = PictureFields(alt=f"Tarjeta de ejemplo: {item.name}, {side}")
		file = [paint_card(item.name, side)]
		admin.customers.call(pictures_api.add_picture, item_id=item.id, query=query, file=file)


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
