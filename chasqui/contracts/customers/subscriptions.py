"""Words of services in use: which plan, since when, at what price, why it ended (M7, C5)."""

from enum import StrEnum

from chasqui.contracts.wire import Contract, Day, Money


class EndReason(StrEnum):
	CANCELLED = "cancelled"
	UNPAID = "unpaid"
	MOVED = "moved"
	OTHER = "other"
	UPGRADED = "upgraded"
	"""Another plan took its place."""
	RETURNED = "returned"
	"""The sale that opened it was voided, or came back."""


class ChosenReason(StrEnum):
	"""Why somebody ends a service; the other reasons follow from what was done."""

	CANCELLED = "cancelled"
	UNPAID = "unpaid"
	MOVED = "moved"
	OTHER = "other"


class SubscriptionFields(Contract):
	"""A service that a customer uses; without `price` it is the catalogue's on the first day, and
	without `started_on` that is today.
	"""

	item_id: int
	started_on: Day | None = None
	price: Money | None = None


class Subscription(Contract):
	"""`item_id`, `price` and `started_on` are unknown where a file named the service alone."""

	id: int
	customer_id: int
	item_id: int | None = None
	name: str
	price: Money | None = None
	started_on: Day | None = None
	ended_on: Day | None = None
	end_reason: EndReason | None = None
	sale_id: int | None = None
	replaces_id: int | None = None
	"""The plan whose place it took."""


class SubscriptionEnd(Contract):
	"""Without `ended_on` it is today."""

	reason: ChosenReason
	ended_on: Day | None = None
