"""Words of campaigns: what one came to, beside those that are over (K19)."""

from chasqui.contracts.wire import Contract, Instant


class CampaignSum(Contract):
	"""What one campaign or several came to. `attempts` are calls, `promised` those that the
	customer had asked for at some time, `kept` the ones of them that were made then; all else are
	people.
	"""

	members: int = 0
	mailed: int = 0
	called: int = 0
	attempts: int = 0
	contacted: int = 0
	interested: int = 0
	sold: int = 0
	promised: int = 0
	kept: int = 0


class CampaignRates(Contract):
	"""`finished` adds up the `campaigns` that are finished, but for this one; `overdue` are calls
	whose promised time is past and that nobody has made.
	"""

	own: CampaignSum
	overdue: int = 0
	finished: CampaignSum
	campaigns: int = 0


class FigureDifference(Contract):
	"""Figures that were kept and came out otherwise when they were counted again, by so many rows:
	a fault of ours. It stays until a later count agrees.
	"""

	figures: str
	rows: int
	found_at: Instant
