"""Words of campaigns: what contacting people changed, beside those who were held out (K19)."""

from chasqui.contracts.wire import Contract, Day, Instant


class Arm(Contract):
	"""Members on one side, and those of them who bought since the campaign began: by any campaign,
	each counted once.
	"""

	people: int = 0
	buyers: int = 0


class CampaignUplift(Contract):
	"""How many more bought of those who may be contacted than of those who never are.

	Everybody who was drawn counts on his side, whether a mail or a call reached him or not.
	`difference`, `low` and `high` are of the shares who bought, 0.01 being one point of a hundred;
	the interval holds the true difference in 95 of 100 cases. `visible` is the smallest difference
	that groups of this size show, in 80 of 100 cases, where `usual` of those held out buy.
	"""

	since: Instant | None = None
	"""When the campaign first went into execution; before it nothing is compared."""
	until: Day
	is_over: bool = False
	"""The campaign has ended: until then what is seen may change."""
	contacted: Arm = Arm()
	held_out: Arm = Arm()
	difference: float | None = None
	low: float | None = None
	high: float | None = None
	usual: float
	visible: float | None = None
