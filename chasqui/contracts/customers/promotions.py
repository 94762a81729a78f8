"""Words of promotions: what is cheaper, or comes with more, for some days.

Of several that hold for an item on a day, the customer's best wins: the lowest price; of equal ones
the one that was written first. They never add up.
"""

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
from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.wire import Contract, Day, Instant, Money, Version
from chasqui.kernel.texts.text import say

MOST_TARGETS = 200
WHOLE = Decimal(100)
SORT_PATTERN = r"^-?(name|from)$"
PromotionName = Annotated[str, Printable, Field(min_length=2, max_length=120)]


class PromotionKind(StrEnum):
	PERCENT = "percent"
	"""`value` percent off, more than 0 and at most 100."""
	AMOUNT = "amount"
	"""`value` dollars off; the price never falls below zero."""
	PRICE = "price"
	"""`value` dollars instead of the price, where it is lower."""
	TEXT = "text"
	"""What the text says: «dos meses gratis». The price stays."""


class PromotionState(StrEnum):
	"""What was decided of it."""

	DRAFT = "draft"
	PUBLISHED = "published"
	ENDED = "ended"


class PromotionPhase(StrEnum):
	"""Where it stands on a day, by what was decided and by its days."""

	DRAFT = "draft"
	COMING = "coming"
	CURRENT = "current"
	ENDED = "ended"


def check_value(kind: PromotionKind, value: Decimal | None, text: str) -> None:
	"""Refuse a value that is not of its kind, and words alone without words.

	:raises ValueError: with what is wrong
	"""
	if kind is PromotionKind.TEXT:
		if value is not None or not text:
			raise ValueError(say("Una promoción de texto lleva el texto, y ningún valor."))
	elif value is None:
		raise ValueError(say("Escriba el valor de la promoción."))
	elif kind is PromotionKind.PERCENT and not 0 < value <= WHOLE:
		raise ValueError(say("El porcentaje debe ser más que 0 y 100 como máximo."))
	elif kind is PromotionKind.AMOUNT and value == 0:
		raise ValueError(say("El descuento debe ser más que cero."))


class PromotionFields(Contract):
	"""Both days are included; without `valid_until` it holds until it is ended.

	It holds for the items that are named, and for all items of the types that are named.
	`for_kind` says who may get it; nobody else sees its price as theirs.
	"""

	name: PromotionName
	kind: PromotionKind
	value: Money | None = None
	text: str = Field(default="", max_length=200)
	"""What is offered, in words; a promotion of words alone needs it."""
	conditions: str = Field(default="", max_length=2000)
	valid_from: Day
	valid_until: Day | None = None
	item_ids: list[int] = Field(default=[], max_length=MOST_TARGETS)
	type_ids: list[int] = Field(default=[], max_length=MOST_TARGETS)
	for_kind: CustomerKind | None = None

	@model_validator(mode="after")
	def check_sense(self) -> "PromotionFields":
		"""Refuse days that end before they begin, no targets, a value that is not its kind's."""
		if self.valid_until is not None and self.valid_until < self.valid_from:
			raise ValueError(say("La promoción termina antes de empezar."))
		if not self.item_ids and not self.type_ids:
			raise ValueError(say("Elija al menos un artículo o un tipo."))
		check_value(self.kind, self.value, self.text)
		return self


class Promotion(PromotionFields):
	"""A promotion as it stands; `revision` counts how often it was written."""

	id: int
	state: PromotionState
	phase: PromotionPhase
	revision: int
	targets: list[str] = []
	"""Names of the items and types that it holds for; given where one is shown alone."""
	overlaps: list[str] = []
	"""Names of others, published, that hold for the same on some same day; given where one is shown
	alone."""
	version: str = ""
	created_by: str


class PromotionPatch(Contract):
	"""What is written anew; days that are over and who got it then stay in the history."""

	version: Version
	name: PromotionName | None = None
	kind: PromotionKind | None = None
	value: Money | None = None
	text: str | None = Field(default=None, max_length=200)
	conditions: str | None = Field(default=None, max_length=2000)
	valid_from: Day | None = None
	valid_until: Day | None = None
	item_ids: list[int] | None = Field(default=None, max_length=MOST_TARGETS)
	type_ids: list[int] | None = Field(default=None, max_length=MOST_TARGETS)
	for_kind: CustomerKind | None = None


class PromotionMove(Contract):
	version: Version
	state: PromotionState


class PromotionRevision(PromotionFields):
	"""How a promotion was written once; none is ever overwritten."""

	number: int
	set_by: str
	set_at: Instant


class PromotionFilters(Contract):
	"""What a list of promotions asks; of several values any one."""

	q: SearchText | None = None
	phase: Many[PromotionPhase] = []
	kind: Many[PromotionKind] = []


class PromotionQuery(PromotionFilters):
	sort: str = Field(default="-from", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class PromotionExportQuery(PromotionFilters):
	"""The promotions that match as a file, the latest first."""

	format: TableFormat = TableFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON


class PromotionFacetValue(Contract):
	value: str
	promotions: int


class PromotionFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	phase: list[PromotionFacetValue] = []
	kind: list[PromotionFacetValue] = []


class HeldPromotion(Contract):
	"""A promotion that holds for an item today; `price` is what the item costs with it."""

	id: int
	name: str
	kind: PromotionKind
	text: str = ""
	conditions: str = ""
	valid_until: Day | None = None
	for_kind: CustomerKind | None = None
	price: Money | None = None
	"""None where the price stays, or there is none."""
