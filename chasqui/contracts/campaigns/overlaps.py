"""Words of campaigns: customers who are in more than one campaign at once (K20).

A campaign counts from when it is segmented on, with its audience ready, and goes on counting when
it is finished; one that is planned or cancelled does not. A person of several merged records is
one customer.
"""

from pydantic import Field

from chasqui.contracts.campaigns.campaigns import Phase, RegionChoice, RepeatedRule, Weights
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.wire import Contract, Day, Line, ListQuery

COUNTED_PHASES = (Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED, Phase.FINISHED)
RIVAL_PHASES = (Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED)
"""Of campaigns whose customers a new one may leave out: one that is over claims nobody."""
MOST_IN_MATRIX = 12
"""Campaigns side by side: more do not fit a screen; the list of pairs has all of them."""
MOST_COUNTED = 100_000
"""Candidates of a campaign that are compared while its criteria are typed."""
MOST_CAMPAIGNS = 20
FEWEST_CAMPAIGNS = 2


class OverlapFilters(Contract):
	"""Both campaigns of a pair match it."""

	phase: Phase | None = None
	since: Day | None = None
	"""It begins on this day or later …"""
	until: Day | None = None
	"""… and on this day or earlier."""
	owner: Line | None = Field(default=None, max_length=120)
	"""Who looks after it, by name."""


class PairQuery(OverlapFilters):
	campaign: int | None = Field(default=None, ge=1)
	"""Pairs of this campaign alone: it is the first of each."""
	sort: str = Field(default="-members", pattern=r"^-?members$")
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class CountedCampaign(Contract):
	"""A campaign and how many customers its audience has."""

	id: int
	name: str
	phase: Phase
	members: int


class CampaignPair(Contract):
	"""`members` are in both."""

	first: CountedCampaign
	second: CountedCampaign
	members: int


class OverlapMatrix(Contract):
	"""The campaigns that begin last, and every pair of them; `found` is how many match in all."""

	campaigns: list[CountedCampaign]
	pairs: list[CampaignPair]
	found: int


class RepeatQuery(ListQuery):
	"""Asks for customers who are in several campaigns, one of them `campaign`, `other` too."""

	campaign: int | None = Field(default=None, ge=1)
	other: int | None = Field(default=None, ge=1)
	at_least: int = Field(default=FEWEST_CAMPAIGNS, ge=FEWEST_CAMPAIGNS, le=MOST_CAMPAIGNS)
	province: RegionChoice | None = None
	q: Line | None = Field(default=None, max_length=120)
	"""Words of the name, in any order."""


class RepeatPlace(Contract):
	"""A campaign that holds the customer, and what came of calling for it."""

	campaign_id: int
	campaign_name: str
	phase: Phase
	may_email: bool
	may_phone: bool
	attempts: int = 0
	last_result: str | None = None


class RepeatedCustomer(Contract):
	"""A person in several campaigns, as the newest audience has it, identification masked.

	`records` are the person's customers: more than one where records were merged.
	"""

	customer_id: int
	records: list[int]
	name: str
	masked_id: str
	province: str | None
	canton: str | None
	places: list[RepeatPlace]


class CampaignShare(Contract):
	"""How many customers a campaign shares with the one that is asked about."""

	campaign_id: int
	campaign_name: str
	members: int


class LeftOut(Contract):
	"""Whom the building of an audience left out, by the campaign that has them.

	Somebody whom two others have is in both lines and once in `total`.
	"""

	total: int
	campaigns: list[CampaignShare]


class CandidateRequest(Weights):
	"""Asks whom of a campaign's candidates other campaigns hold; `campaign_id` if it exists."""

	criteria: SegmentCriteria
	campaign_id: int | None = Field(default=None, ge=1)


class CandidateOverlap(Contract):
	"""Of `total` candidates, `repeated` are in other campaigns, the most shared first.

	`left_out` says how many each rule would leave out. Above `MOST_COUNTED` candidates nothing is
	counted yet (`is_counted`): the building of the audience counts.
	"""

	total: int
	is_counted: bool = True
	repeated: int = 0
	left_out: dict[RepeatedRule, int] = {}
	campaigns: list[CampaignShare] = []
