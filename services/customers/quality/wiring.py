"""Parts of doubles and of what is wrong or old in the records."""

from datetime import timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.kernel.clock import read_now
from customers.consent.wiring import ConsentParts
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.quality.engines import DuplicateSearchRunner
from customers.quality.repositories.dismissals import DismissalMerger
from customers.quality.repositories.duplicate_searches import DuplicateSearchRepository
from customers.quality.repositories.duplicates import DuplicateRepository
from customers.quality.repositories.faults import QualityRepository
from customers.quality.repositories.profile_merger import ProfileMerger
from customers.quality.use_cases.consent_merger import ConsentMerger
from customers.quality.use_cases.duplicate_search_service import DuplicateSearchService
from customers.quality.use_cases.duplicate_service import DuplicateService
from customers.quality.use_cases.merger import Merger
from customers.quality.use_cases.quality_service import QualityService

# Longer than any step: whoever holds a search and is gone is known to be gone at once.
SEARCH_LEASE_SECONDS = 3600.0


class QualityParts(ConsentParts):
	"""Found, merged, parted, dismissed."""

	@cached_property
	def duplicate_search_runner(self) -> DuplicateSearchRunner:
		return DuplicateSearchRunner(self.database, lease_seconds=SEARCH_LEASE_SECONDS)

	def make_duplicate_search_service(self, session: Session) -> DuplicateSearchService:
		return DuplicateSearchService(session, DuplicateSearchRepository(session), self.publisher)

	def make_duplicate_service(self, session: Session) -> DuplicateService:
		return DuplicateService(
			DuplicateRepository(session), CustomerRepository(session), self.make_customer_views()
		)

	def make_merger(self, session: Session) -> Merger:
		events = self.make_contact_publisher(session)
		return Merger(
			CustomerRepository(session),
			DuplicateRepository(session),
			ProfileMerger(session),
			DismissalMerger(session),
			self.make_former_values(session),
			ConsentMerger(self.make_consent_service(session), events),
			events,
			self.make_auditor(session),
		)

	def make_quality_service(self, session: Session) -> QualityService:
		stale_before = read_now() - timedelta(days=self.config.stale_days)
		return QualityService(
			QualityRepository(session, stale_before=stale_before),
			CustomerRepository(session),
			ProfileRepository(session),
			self.make_contact_publisher(session),
			self.make_customer_views(),
		)
