"""Parts of the credit risk."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.wiring import CampaignParts
from campaigns.risk.clients.breaker import CircuitBreaker
from campaigns.risk.clients.cache import RiskCache
from campaigns.risk.clients.client import RiskClient
from campaigns.risk.clients.soap import RiskSoap
from campaigns.risk.domain.identities import IdentityKeys
from campaigns.risk.engines import RiskReviewer
from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.repositories.risk_reviews import RiskReviewRepository
from campaigns.risk.use_cases.review_desk import ReviewDesk
from campaigns.risk.use_cases.risk_inquirer import RiskInquirer
from campaigns.risk.use_cases.risk_memory import RiskMemory
from chasqui.contracts.risk_desk import LookupKind


class RiskParts(CampaignParts):
	"""Asked, kept, reviewed in bulk."""

	@cached_property
	def risk(self) -> RiskClient:
		config = self.config
		soap = RiskSoap(
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
	def identity_keys(self) -> IdentityKeys:
		return IdentityKeys(self.config.identity_key.get_secret_value())

	@cached_property
	def risk_reviewer(self) -> RiskReviewer:
		seconds = self.config.review_lease_seconds
		return RiskReviewer(self.database, self.risk, self.identity_keys, lease_seconds=seconds)

	def make_risk_memory(self, session: Session) -> RiskMemory:
		return RiskMemory(RiskCheckRepository(session), RiskReviewItemRepository(session))

	def make_risk_inquirer(self, session: Session) -> RiskInquirer:
		checks = RiskCheckRepository(session)
		return RiskInquirer(
			checks,
			self.risk,
			self.identity_keys,
			zone=self.config.zone,
			hourly={
				LookupKind.IDENTIFICATION: self.config.risk_looks_per_hour,
				LookupKind.NAME: self.config.risk_name_looks_per_hour,
			},
		)

	def make_review_desk(self, session: Session) -> ReviewDesk:
		return ReviewDesk(
			session,
			CampaignRepository(session),
			RiskReviewRepository(session),
			RiskReviewItemRepository(session),
			self.publisher,
			max_rows=self.config.review_max_rows,
		)
