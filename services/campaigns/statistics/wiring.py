"""Parts of the statistics."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.preflight.wiring import PreflightParts
from campaigns.statistics.engines import ContactHourCollector
from campaigns.statistics.repositories.contact_hours import ContactHourRepository
from campaigns.statistics.repositories.differences import FigureDifferenceRepository
from campaigns.statistics.repositories.rates import RatesRepository
from campaigns.statistics.repositories.uplift import UpliftRepository
from campaigns.statistics.use_cases import ContactHourReader, RatesReader, UpliftReader


class StatisticsParts(PreflightParts):
	"""What campaigns came to."""

	def make_rates_reader(self, session: Session) -> RatesReader:
		return RatesReader(
			CampaignRepository(session),
			RatesRepository(session),
			CallFigureRepository(session, self.config.zone),
		)

	def make_uplift_reader(self, session: Session) -> UpliftReader:
		return UpliftReader(
			CampaignRepository(session), UpliftRepository(session), zone=self.config.zone
		)

	def make_contact_hour_reader(self, session: Session) -> ContactHourReader:
		return ContactHourReader(ContactHourRepository(session, self.config.zone))

	def make_difference_repository(self, session: Session) -> FigureDifferenceRepository:
		return FigureDifferenceRepository(session)

	@cached_property
	def contact_hour_collector(self) -> ContactHourCollector:
		return ContactHourCollector(self.database, zone=self.config.zone)
