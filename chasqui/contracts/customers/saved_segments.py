"""Words of saved segments: criteria, or customers picked by hand, under a name."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.list_values import Printable, SearchText
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.wire import Contract, Instant, Line, ListQuery
from chasqui.kernel.texts.text import say

PATH_SAVED = "/v1/saved-segments"
MOST_PICKED = 200_000
"""More customers than these are taken by criteria."""
SORTS = r"^-?(name|customers|created)$"
Description = Annotated[str, Printable, Field(max_length=300)]


class SegmentKindOf(StrEnum):
	"""Whom a saved segment holds: who meets its criteria, or who was picked and no one else."""

	CRITERIA = "criteria"
	PICKED = "picked"


class SegmentFields(Contract):
	"""A shared one is everybody's to use; its owner alone changes it."""

	name: Annotated[Line, Field(min_length=2, max_length=80)]
	description: Description = ""
	is_shared: bool = False


class NewSegment(SegmentFields):
	"""By `criteria`; or of all that match `filters` now, of whom the person saw `expected`."""

	criteria: SegmentCriteria | None = None
	filters: CustomerFilters | None = None
	expected: int | None = Field(default=None, ge=1)

	@model_validator(mode="after")
	def check_source(self) -> "NewSegment":
		"""Take one of the two ways, and a count with the filters."""
		if (self.criteria is None) == (self.filters is None):
			raise ValueError(
				say("Un segmento tiene criterios o clientes elegidos, uno de los dos.")
			)
		if (self.filters is None) != (self.expected is None):
			raise ValueError(say("Falta o sobra cuántos clientes son."))
		return self


class SegmentUpdate(SegmentFields):
	"""`version` is the one that was read; without `criteria` they stay."""

	criteria: SegmentCriteria | None = None
	version: int


class SegmentUse(Contract):
	"""A campaign that has not ended and is for a segment."""

	campaign_id: int
	campaign_name: str


class SavedSegment(SegmentFields):
	"""`customers` is how many it held when it was last counted; `uses`, by which campaigns."""

	id: int
	kind: SegmentKindOf
	criteria: SegmentCriteria
	customers: int
	counted_at: Instant
	owner_name: str
	is_own: bool = False
	version: int = 1
	uses: list[SegmentUse] = []
	created_at: Instant


class SegmentQuery(ListQuery):
	"""A page of the saved segments that one may use, as URL parameters."""

	q: SearchText | None = None
	kind: SegmentKindOf | None = None
	own: bool | None = None
	sort: str = Field(default="name", pattern=SORTS)
