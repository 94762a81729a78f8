"""Parts of the statistics."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.overlaps.wiring import OverlapParts
from campaigns.statistics.repositories.rates import RatesRepository
from campaigns.statistics.use_cases import RatesReader


class StatisticsParts(OverlapParts):
	"""What campaigns came to."""

	def make_rates_reader(self, session: Session) -> RatesReader:
		return RatesReader(
			CampaignRepository(session),
			RatesRepository(session),
			CallFigureRepository(session, self.config.zone),
		)
