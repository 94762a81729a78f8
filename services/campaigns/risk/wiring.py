"""Parts of the credit risk."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.wiring import CampaignParts
from campaigns.risk.clients.breaker import CircuitBreaker
from campaigns.risk.clients.cache import RiskCache
from campaigns.risk.clients.client import RiskClient
from campaigns.risk.clients.soap import RiskSoapClient
from campaigns.risk.domain.identities import IdentityHasher
from campaigns.risk.engines.report_exporter import RiskReportExporter
from campaigns.risk.engines.review_runner import RiskReviewRunner
from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.repositories.risk_reviews import RiskReviewRepository
from campaigns.risk.use_cases.risk_history_reader import RiskHistoryReader
from campaigns.risk.use_cases.risk_inquiry_service import RiskInquiryService
from campaigns.risk.use_cases.risk_review_service import RiskReviewService
from chasqui.contracts.campaigns.risk import LookupKind


class RiskParts(CampaignParts):
	"""Asked, kept, reviewed in bulk."""

	@cached_property
	def risk(self) -> RiskClient:
		config = self.config
		soap = RiskSoapClient(
			config.risk_url,
			user=config.risk_user,
			password=config.risk_password.get_secret_value(),
			timeout=config.risk_timeout_seconds,
			connections=config.risk_connections,
		)
		cache = RiskCache(
			self.redis,
			prefix=config.redis_prefix,
			seconds=config.risk_cache_seconds,
		)
		breaker = CircuitBreaker(
			failures=config.risk_breaker_failures, rest_seconds=config.risk_breaker_seconds
		)
		return RiskClient(soap, cache, breaker, self.identity_keys)

	@cached_property
	def identity_keys(self) -> IdentityHasher:
		return IdentityHasher(self.config.identity_key.get_secret_value())

	@cached_property
	def risk_reviewer(self) -> RiskReviewRunner:
		seconds = self.config.review_lease_seconds
		return RiskReviewRunner(self.database, self.risk, self.identity_keys, lease_seconds=seconds)

	def make_risk_history_reader(self, session: Session) -> RiskHistoryReader:
		return RiskHistoryReader(RiskCheckRepository(session), RiskReviewItemRepository(session))

	def make_risk_inquiry_service(self, session: Session) -> RiskInquiryService:
		checks = RiskCheckRepository(session)
		return RiskInquiryService(
			checks,
			self.risk,
			self.identity_keys,
			zone=self.config.zone,
			hourly={
				LookupKind.IDENTIFICATION: self.config.risk_looks_per_hour,
				LookupKind.NAME: self.config.risk_name_looks_per_hour,
			},
		)

	def make_risk_review_service(self, session: Session) -> RiskReviewService:
		return RiskReviewService(
			session,
			CampaignRepository(session),
			RiskReviewRepository(session),
			RiskReviewItemRepository(session),
			self.publisher,
			max_rows=self.config.review_max_rows,
		)

	def make_risk_report_exporter(self, session: Session) -> RiskReportExporter:
		return RiskReportExporter(session, self.database, self.make_risk_review_service)
