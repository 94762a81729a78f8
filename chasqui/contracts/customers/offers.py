"""Words of what advisors offer: what is on sale today, with what is said of it (C13)."""

from pydantic import Field

from chasqui.contracts.customers.catalogue import Attribute, ItemNature, SalesSheet
from chasqui.contracts.customers.list_values import Many, SearchText
from chasqui.contracts.customers.pictures import Picture
from chasqui.contracts.customers.profiles import CustomValue
from chasqui.contracts.customers.promotions import HeldPromotion
from chasqui.contracts.customers.vat import VatClass
from chasqui.contracts.wire import Contract, Money


class Offer(Contract):
	"""An item on sale as an advisor offers it, with its price of today."""

	id: int
	name: str
	reference: str
	brand: str
	type_name: str
	nature: ItemNature
	description: str
	price: Money
	"""Without tax, as all prices of the catalogue."""
	vat_class: VatClass = VatClass.GENERAL
	promoted_price: Money | None = None
	"""As `Item` has it."""
	promotions: list[HeldPromotion] = []
	stock: int | None = None
	attributes: dict[str, CustomValue] = {}
	declared: list[Attribute] = []
	"""The characteristics of its type, in their order."""
	sheet: SalesSheet = SalesSheet()
	pictures: list[Picture] = []


class OfferQuery(Contract):
	q: SearchText | None = None
	type_id: Many[int] = []
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=100)
