"""Words of what the company sells: types, items, prices, stock, sales sheets (M11 M12 C1 C7 C9)."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.list_values import (
	Delimiter,
	Many,
	Printable,
	SearchText,
	TableFormat,
)
from chasqui.contracts.customers.pictures import Picture
from chasqui.contracts.customers.profiles import CustomFieldFields, CustomValue
from chasqui.contracts.customers.promotions import HeldPromotion
from chasqui.contracts.customers.vat import VatClass
from chasqui.contracts.wire import Contract, Day, Instant, Money, Version
from chasqui.kernel.texts.text import say

SORTS = ("name", "reference", "price", "updated")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
MOST_ATTRIBUTES = 30
MOST_OBJECTIONS = 12
PRICE_BANDS: tuple[tuple[str, Decimal], ...] = (
	("0-10", Decimal(0)), ("10-25", Decimal(10)), ("25-50", Decimal(25)),
	("50-100", Decimal(50)), ("100+", Decimal(100)),
)  # fmt: skip
"""Bands of monthly prices in US dollars, by name and lower end; the upper end is not included."""
NO_PRICE = "none"
BANDS = (*(name for name, _low in PRICE_BANDS), NO_PRICE)
BandName = Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, BANDS))})$")]
ReferenceText = Annotated[
	str, Printable, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")
]
ShortText = Annotated[str, Printable, Field(min_length=2, max_length=120)]


class ItemNature(StrEnum):
	"""A product has stock; a service has none."""

	SERVICE = "service"
	PRODUCT = "product"


class ItemState(StrEnum):
	DRAFT = "draft"
	ON_SALE = "on_sale"
	RETIRED = "retired"


class StockReason(StrEnum):
	RECEIPT = "receipt"
	SALE = "sale"
	SERVICE = "service"
	"""A repair took it."""
	PARTS = "parts"
	"""It was handed over as a spare part."""
	RETURN = "return"
	ADJUSTMENT = "adjustment"
	LOSS = "loss"


class Attribute(CustomFieldFields):
	"""A characteristic that every item of a type has: ``velocidad``, a number of Mbps."""

	unit: str = Field(default="", max_length=20)
	is_required: bool = False
	"""No item without it goes on sale."""


class ItemTypeFields(Contract):
	"""A type of service or product: fibre, postpaid, prepaid, equipment …"""

	name: ShortText
	nature: ItemNature
	attributes: list[Attribute] = Field(default=[], max_length=MOST_ATTRIBUTES)

	@model_validator(mode="after")
	def refuse_twins(self) -> "ItemTypeFields":
		"""Refuse two characteristics with one key."""
		keys = [one.key for one in self.attributes]
		if len(set(keys)) < len(keys):
			raise ValueError(say("Dos características llevan la misma clave."))
		return self


class ItemType(ItemTypeFields):
	id: int
	is_archived: bool = False
	items: int = 0
	"""How many items are of this type."""
	version: str = ""


class ItemTypePatch(Contract):
	"""What may change of a type; the nature may not, for stock depends on it."""

	version: Version
	name: ShortText | None = None
	attributes: list[Attribute] | None = Field(default=None, max_length=MOST_ATTRIBUTES)
	is_archived: bool | None = None


class Objection(Contract):
	"""What a customer may say against, and what is answered."""

	objection: str = Field(min_length=2, max_length=200)
	answer: str = Field(min_length=2, max_length=600)


class SalesSheet(Contract):
	"""What an advisor needs to offer an item (C13)."""

	pitch: str = Field(default="", max_length=1000)
	conditions: str = Field(default="", max_length=2000)
	objections: list[Objection] = Field(default=[], max_length=MOST_OBJECTIONS)


class ItemFields(Contract):
	"""A service or a product; `reference` is the company's own code of it, unique for ever."""

	type_id: int
	name: ShortText
	reference: ReferenceText
	brand: str = Field(default="", max_length=60)
	description: str = Field(default="", max_length=2000)
	vat_class: VatClass = VatClass.GENERAL
	sells_without_stock: bool = False
	"""More units may be sold of a product than there are."""
	attributes: dict[str, CustomValue] = {}
	sheet: SalesSheet = SalesSheet()


class Item(ItemFields):
	"""An item as it stands today: `price` of today, `stock` of a product, who has it."""

	id: int
	type_name: str
	nature: ItemNature
	state: ItemState
	price: Money | None = None
	promoted_price: Money | None = None
	"""The lowest that everybody pays today, where a promotion cuts the price."""
	promotions: list[HeldPromotion] = []
	"""Those that hold today, the customer's best first; some only for persons, or for companies."""
	stock: int | None = None
	customers: int = 0
	pictures: list[Picture] = []
	"""The first stands in lists."""
	version: str = ""
	created_by: str
	updated_at: Instant


class ItemPatch(Contract):
	version: Version
	name: ShortText | None = None
	reference: ReferenceText | None = None
	brand: str | None = Field(default=None, max_length=60)
	description: str | None = Field(default=None, max_length=2000)
	vat_class: VatClass | None = None
	sells_without_stock: bool | None = None
	attributes: dict[str, CustomValue] | None = None
	sheet: SalesSheet | None = None


class StateMove(Contract):
	"""Asks for a state; an item that customers have is retired only if that is meant.

	`version` is the one that was read: 409 `stale` where a field of the item has changed since.
	"""

	version: Version
	state: ItemState
	confirm_in_use: bool = False


class PriceFields(Contract):
	"""A price from a day on, until another day (not included) or until another price begins."""

	amount: Money
	valid_from: Day
	valid_until: Day | None = None

	@model_validator(mode="after")
	def refuse_backwards(self) -> "PriceFields":
		"""Refuse a price that ends before it begins."""
		if self.valid_until is not None and self.valid_until <= self.valid_from:
			raise ValueError(say("El precio debe terminar después de empezar."))
		return self


class Price(PriceFields):
	"""One line of an item's prices, which are never overwritten."""

	id: int
	set_by: str
	set_at: Instant


class StockMoveFields(Contract):
	"""A movement of stock: units that came (more than 0) or went (less than 0)."""

	quantity: int = Field(ge=-1_000_000, le=1_000_000)
	reason: StockReason
	note: str = Field(default="", max_length=200)

	@model_validator(mode="after")
	def check_direction(self) -> "StockMoveFields":
		"""Refuse no movement at all, a receipt that takes and a sale that brings."""
		comes = self.reason in (StockReason.RECEIPT, StockReason.RETURN)
		goes = self.reason in (
			StockReason.SALE, StockReason.SERVICE, StockReason.PARTS, StockReason.LOSS,
		)  # fmt: skip
		if self.quantity == 0:
			raise ValueError(say("Escriba cuántas unidades."))
		if (comes and self.quantity < 0) or (goes and self.quantity > 0):
			raise ValueError(say("Ese motivo no admite ese signo."))
		return self


class StockMove(StockMoveFields):
	"""One line of the ledger of stock; `balance` is what was left after it."""

	id: int
	balance: int
	sale_id: int | None = None
	"""The sale that moved it."""
	service_order_id: int | None = None
	"""The service of a machine that moved it."""
	part_order_id: int | None = None
	"""The order of spare parts that moved it."""
	moved_by: str
	moved_at: Instant


class ItemFilters(Contract):
	"""What a list of items asks; of several values any one. Prices are those of today."""

	q: SearchText | None = None
	ids: Many[int] = []
	type_id: Many[int] = []
	state: Many[ItemState] = []
	brand: Many[Annotated[str, Field(max_length=60)]] = []
	price_from: Money | None = None
	price_to: Money | None = None
	band: Many[BandName] = []
	in_stock: bool | None = None
	"""Products with units on hand, or without; a service, which has none, is neither."""


class ItemQuery(ItemFilters):
	sort: str = Field(default="name", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class ItemExportQuery(ItemFilters):
	"""The items that match as a file, by name."""

	format: TableFormat = TableFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON


class ItemFacetValue(Contract):
	value: str
	text: str
	items: int


class ItemFacets(Contract):
	"""How many items match, and how many have each value; each facet leaves out its own filter."""

	total: int
	type_id: list[ItemFacetValue] = []
	state: list[ItemFacetValue] = []
	brand: list[ItemFacetValue] = []
	band: list[ItemFacetValue] = []
	"""From the cheapest on, see `PRICE_BANDS`."""


class LedgerQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
