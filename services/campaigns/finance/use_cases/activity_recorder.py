"""Adds what a campaign does to its day, in the transaction in which it is done."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from campaigns.finance.repositories.campaign_days import CampaignDayRepository

LONGEST_CALL = timedelta(hours=1)
"""A card that stayed open over lunch is no call of three hours."""


class ActivityRecorder:
	def __init__(self, days: CampaignDayRepository, *, zone: str) -> None:
		self._days = days
		self._zone = zone

	def add_call(self, campaign_id: int, at: datetime, seconds: int) -> None:
		"""Count a call that was made."""
		self._days.add(campaign_id, self._find_day(at), attempts=1, seconds=seconds)

	def add_sale(self, campaign_id: int, at: datetime, amount: Decimal | None) -> None:
		"""Count a sale, with its amount if it has one."""
		counts = {"sales": 1, "unpriced_sales": 1} if amount is None else {"sales": 1}
		self._days.add(campaign_id, self._find_day(at), **counts, revenue=amount or Decimal(0))

	def take_call_back(self, campaign_id: int, at: datetime, seconds: int) -> None:
		"""Count a call no more that was none."""
		self._days.add(campaign_id, self._find_day(at), attempts=-1, seconds=-seconds)

	def take_sale_back(self, campaign_id: int, at: datetime, amount: Decimal | None) -> None:
		"""Count a sale no more that was none."""
		counts = {"sales": -1, "unpriced_sales": -1} if amount is None else {"sales": -1}
		self._days.add(campaign_id, self._find_day(at), **counts, revenue=-(amount or Decimal(0)))

	def add_mails(self, campaign_id: int, at: datetime, mails: int) -> None:
		"""Count mails that a server has taken."""
		self._days.add(campaign_id, self._find_day(at), mails=mails)

	def _find_day(self, at: datetime) -> date:
		return at.astimezone(ZoneInfo(self._zone)).date()


def measure_call(taken_at: datetime, recorded_at: datetime) -> int:
	"""Return how many seconds a call took, from the customer's card to its result."""
	return int(max(min(recorded_at - taken_at, LONGEST_CALL), timedelta()).total_seconds())
