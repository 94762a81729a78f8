"""Words of campaigns: which advisor calls whom."""

from pydantic import Field, field_validator, model_validator

from chasqui.contracts.customers.profiles import Language
from chasqui.contracts.wire import Contract, Instant, Money, ProvinceCode
from chasqui.kernel.texts.text import say


class GivenCustomers(Contract):
	"""Which customers are given to advisors: of a province, who prefer a language, whose income is
	so much a month at least; what is not said is any.
	"""

	province: ProvinceCode | None = None
	language: Language | None = None
	income_from: Money | None = None

	@property
	def is_everybody(self) -> bool:
		"""Whether nothing is said of them."""
		return all(getattr(self, name) is None for name in GivenCustomers.model_fields)


EVERYBODY = GivenCustomers()


class AssignmentRequest(GivenCustomers):
	"""Gives `count` callable customers of the campaign to an advisor (K26).

	`confirm_fewer`: fewer are left than asked for, and they are meant.
	"""

	advisor_id: int
	count: int = Field(ge=1, le=5000)
	confirm_fewer: bool = False


class SplitRequest(GivenCustomers):
	"""Shares customers of the campaign out evenly among advisors: `total` in all, or everybody who
	has none.

	`confirm_fewer`: fewer are left than asked for, and they are meant.
	"""

	advisor_ids: list[int] = Field(min_length=1, max_length=200)
	total: int | None = Field(default=None, ge=1, le=100_000)
	confirm_fewer: bool = False

	@field_validator("advisor_ids")
	@classmethod
	def check_advisors(cls, advisor_ids: list[int]) -> list[int]:
		"""Each has one share."""
		return list(dict.fromkeys(advisor_ids))


class Assignment(Contract):
	id: int
	campaign_id: int
	advisor_id: int
	advisor_name: str
	asked: int
	assigned: int
	pending: int
	assigned_at: Instant


class LeftCustomers(Contract):
	"""Whom an advisor who has left was to call in a campaign: somebody else has to.

	Their `callbacks` go to whoever of the campaign is free; the others wait to be handed over.
	"""

	campaign_id: int
	campaign_name: str
	advisor_id: int
	advisor_name: str
	customers: int
	callbacks: int


class HandoverRequest(Contract):
	"""Gives what one advisor has yet to call in a campaign to another (K26).

	`callbacks_only`: only whom a call was promised.
	"""

	from_advisor_id: int
	to_advisor_id: int
	callbacks_only: bool = False

	@model_validator(mode="after")
	def check_advisors(self) -> "HandoverRequest":
		"""Refuse to hand over to the same advisor."""
		if self.from_advisor_id == self.to_advisor_id:
			raise ValueError(say("Elija dos asesores distintos."))
		return self
