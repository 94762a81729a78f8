"""Words of campaigns: which advisor calls whom."""

from pydantic import Field, model_validator

from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import say


class AssignmentRequest(Contract):
	"""Gives `count` callable customers of the campaign to an advisor (K26).

	`confirm_fewer`: fewer are left than asked for, and they are meant.
	"""

	advisor_id: int
	count: int = Field(ge=1, le=5000)
	confirm_fewer: bool = False


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
