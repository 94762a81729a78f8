"""Words of campaigns: at what hour people answer, by province and age (F2, K19)."""

from pydantic import Field

from chasqui.contracts.campaigns.campaigns import AgeBandCode, RegionChoice
from chasqui.contracts.wire import Contract, Instant, ListQuery

ALL_AGES = "all"
"""In place of a band: people of whatever age."""
FEWEST_CALLS = 30
"""With fewer calls an hour is nobody's best one."""
WINDOW_DAYS = 365
"""How far back calls are counted."""


class ContactHour(Contract):
	"""Calls that began in an hour of the day where the people live, and those that were answered.

	`rate` is what may be expected of the next call: the share that answered, drawn towards that of
	all the fewer calls there were. `lift` is that rate by the one of the same people at any hour.
	"""

	region: str
	age: str
	hour: int
	calls: int
	contacts: int
	rate: float
	lift: float
	counted_at: Instant


class ContactGridQuery(Contract):
	"""Without `age`, people of all ages together."""

	age: AgeBandCode | None = None


class ContactGrid(Contract):
	"""Every hour of every place that has calls."""

	items: list[ContactHour]


class ContactHourQuery(ContactGridQuery, ListQuery):
	region: RegionChoice | None = None
	hour: int | None = Field(default=None, ge=0, le=23)
	sort: str = Field(default="-rate", pattern=r"^-?(rate|calls|hour)$")
