"""By what the next customer of an advisor is chosen: hours, limits, who answers best now."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from campaigns.desk.domain import ContactLimit, LeaseTerms, list_contact_limits, list_shut
from campaigns.desk.repositories.call_queues import CallQueueReader
from campaigns.hours.domain import list_zones
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.pressure.use_cases.pressure_service import PressureReader
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.kernel.clock import read_today

USUAL_ORDER_PERCENT = 10


class LeaseTermsReader:
	def __init__(
		self,
		queues: CallQueueReader,
		schedules: CallScheduleReader,
		pressure: PressureReader,
		rules: CallRulesReader,
		*,
		zone: str,
	) -> None:
		self._queues = queues
		self._schedules = schedules
		self._pressure = pressure
		self._rules = rules
		self._zone = zone

	def read(self, advisor_id: int, now: datetime) -> LeaseTerms:
		campaigns = self._queues.list_campaigns(advisor_id)
		return LeaseTerms(
			campaigns=campaigns,
			shut=list(list_shut(self._schedules.find(campaigns, now), now, self._zone)),
			limits=self.list_limits(campaigns),
			hours=self._list_hours(campaigns, now),
		)

	def list_limits(self, campaigns: Sequence[int]) -> list[ContactLimit]:
		"""Return how often people of campaigns may be called."""
		policies = self._pressure.find(campaigns)
		return list(list_contact_limits(policies, Channel.CALL, read_today(self._zone)))

	def _list_hours(self, campaigns: Sequence[int], now: datetime) -> dict[str, int]:
		"""Return what hour it is everywhere, if the line of a campaign goes by the best hours;
		nothing once in a while: an order that only follows them learns nothing of the others.
		"""
		rules = self._rules.find(campaigns).values()
		if not any(one.by_best_hour for one in rules):
			return {}
		if secrets.randbelow(100) < USUAL_ORDER_PERCENT:
			return {}
		zones = list_zones(self._zone)
		return {region: now.astimezone(zone).hour for region, zone in zones.items()}
