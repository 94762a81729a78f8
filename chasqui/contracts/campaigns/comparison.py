"""Words of campaigns: an audience beside whom its criteria hold today."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.wire import Contract, Instant, ListQuery, Words


class Difference(StrEnum):
	"""What would become of somebody if the audience were built now."""

	LEAVES = "leaves"
	"""Is in it, and meets the criteria no more."""
	ENTERS = "enters"
	"""Meets the criteria, and is not in it."""


class AudienceComparison(Contract):
	"""Members who `stay`, `leave` and would `enter` by the criteria alone: whom the campaign leaves
	to others, or does not want, is among those who would enter. `is_outdated`: the audience was
	built anew since.
	"""

	campaign_id: int
	state: CountState
	error: Words | None = None
	stay: int = 0
	leave: int = 0
	enter: int = 0
	is_outdated: bool = False
	asked_by: str
	asked_at: Instant
	counted_at: Instant | None = None


class ComparedPerson(Contract):
	"""Somebody on one side alone. Who is in no audience has no name here: it is the customers'."""

	id: int
	customer_id: int
	difference: Difference
	name: str = ""
	age: int | None = None
	province: str | None = None
	canton: str | None = None


class ComparedQuery(ListQuery):
	difference: Difference | None = None
	limit: int = Field(default=50, ge=1, le=200)
