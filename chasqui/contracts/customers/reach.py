"""Words between services: who is behind an address, and by which one somebody is written to."""

from pydantic import Field, model_validator

from chasqui.contracts.customers.lists import Advisor
from chasqui.contracts.wire import Contract


class ReachRequest(Contract):
	"""By number or by address; an address may be several people's."""

	customer_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	email: str | None = Field(default=None, min_length=3, max_length=320)

	@model_validator(mode="after")
	def check_one(self) -> "ReachRequest":
		"""Refuse both and neither."""
		if (self.customer_id is None) == (self.email is None):
			raise ValueError("customer_id or email")
		return self


class ReachablePerson(Contract):
	"""`email` is the first address; further ones are known by, and not written to."""

	customer_id: int
	name: str
	email: str | None
	advisor: Advisor | None = None


class ReachablePeople(Contract):
	"""At most ten; archived and merged records are left out."""

	items: list[ReachablePerson]
