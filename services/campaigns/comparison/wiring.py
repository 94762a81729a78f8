"""Parts of the comparison of audiences."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.audiences.engines.count_worker import CountWorker
from campaigns.audiences.wiring import AudienceParts
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.comparison.models import AudienceComparisonRow
from campaigns.comparison.repositories import ComparisonRepository
from campaigns.comparison.use_cases import ComparisonBuilder, ComparisonService


class ComparisonParts(AudienceParts):
	"""Who would leave and enter."""

	@cached_property
	def comparison_worker(self) -> CountWorker[AudienceComparisonRow]:
		return CountWorker(
			self.database,
			ComparisonRepository,
			lambda session, row: self.make_comparison_builder(session).build(row),
		)

	def make_comparison_service(self, session: Session) -> ComparisonService:
		return ComparisonService(
			session, CampaignRepository(session), ComparisonRepository(session), self.publisher
		)

	def make_comparison_builder(self, session: Session) -> ComparisonBuilder:
		return ComparisonBuilder(
			CampaignRepository(session),
			ComparisonRepository(session),
			self.customers,
			zone=self.config.zone,
		)
