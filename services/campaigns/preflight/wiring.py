"""Parts of the pre-flight."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.audiences.engines.count_worker import CountWorker
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.phase_service import PhaseService
from campaigns.exclusions.wiring import ExclusionParts
from campaigns.finance.repositories.cost_rates import CostRateRepository
from campaigns.overlaps.repositories.counted import CountedCampaignReader
from campaigns.preflight.models import PreflightRow
from campaigns.preflight.repositories.forecasts import ForecastRepository
from campaigns.preflight.repositories.preflights import PreflightRepository
from campaigns.preflight.use_cases.forecast_builder import ForecastBuilder
from campaigns.preflight.use_cases.preflight_service import PreflightService


class PreflightParts(ExclusionParts):
	"""Counted before a campaign runs, and held to."""

	@cached_property
	def preflight_worker(self) -> CountWorker[PreflightRow]:
		return CountWorker(
			self.database,
			PreflightRepository,
			lambda session, row: self.make_forecast_builder(session).build(row),
		)

	def make_preflight_service(self, session: Session) -> PreflightService:
		return PreflightService(
			session,
			CampaignRepository(session),
			PreflightRepository(session),
			self.publisher,
			needs_approval=self.config.preflight_needs_approval,
		)

	def make_forecast_builder(self, session: Session) -> ForecastBuilder:
		return ForecastBuilder(
			CampaignRepository(session),
			ForecastRepository(session),
			self.make_pressure_reader(session),
			self.make_call_rules_reader(session),
			CostRateRepository(session),
			CountedCampaignReader(session),
			zone=self.config.zone,
		)

	def make_phase_service(self, session: Session) -> PhaseService:
		"""Return the phases with what is asked before a campaign runs."""
		return PhaseService(
			CampaignRepository(session),
			self.make_events(session),
			zone=self.config.zone,
			execution=self.make_preflight_service(session),
		)
