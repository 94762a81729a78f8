"""Adds up a campaign's calls (K19)."""

from collections import Counter, defaultdict

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.domain import ATTEMPTS
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.desk.repositories.call_queues import CallQueueReader
from chasqui.contracts.campaigns.desk import CallStatistics


class CallStatisticsReader:
	def __init__(
		self,
		campaigns: CampaignRepository,
		figures: CallFigureRepository,
		queues: CallQueueReader,
	) -> None:
		self._campaigns = campaigns
		self._figures = figures
		self._queues = queues

	def count(self, campaign_id: int) -> CallStatistics:
		"""Return the campaign's calls by result, by advisor, by day and by hour.

		Whom an advisor passed over was not called: that is counted apart, as at the desk.
		"""
		self._campaigns.get(campaign_id)
		by_result: Counter[str] = Counter()
		by_advisor: defaultdict[str, Counter[str]] = defaultdict(Counter)
		by_day: defaultdict[str, Counter[str]] = defaultdict(Counter)
		by_hour: defaultdict[int, Counter[str]] = defaultdict(Counter)
		skipped = 0
		for result, advisor, day, hour, count in self._figures.count_campaign(campaign_id):
			if result not in ATTEMPTS:
				skipped += count
				continue
			by_result[result] += count
			by_advisor[advisor][result] += count
			by_day[day][result] += count
			by_hour[hour][result] += count
		return CallStatistics(
			total=by_result.total(),
			by_result=dict(by_result),
			by_advisor={name: dict(counts) for name, counts in by_advisor.items()},
			by_day={day: dict(counts) for day, counts in by_day.items()},
			by_hour={hour: dict(counts) for hour, counts in sorted(by_hour.items())},
			pending=sum(self._queues.count_assignments(campaign_id).values()),
			skipped=skipped,
		)
