"""Parts of doubles and of what is wrong or old in the records."""

from datetime import timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.kernel.clock import read_now
from customers.consent.wiring import ConsentParts
from customers.people.repositories.customers import CustomerRepository
from customers.quality.engines import DuplicateSearcher
from customers.quality.repositories.dismissals import DismissalJoiner
from customers.quality.repositories.duplicates import DuplicateRepository
from customers.quality.repositories.faults import QualityRepository
from customers.quality.repositories.profile_joiner import ProfileJoiner
from customers.quality.use_cases.duplicate_desk import DuplicateDesk
from customers.quality.use_cases.inbox import QualityInbox
from customers.quality.use_cases.merged_consents import MergedConsents
from customers.quality.use_cases.merger import Merger


class QualityParts(ConsentParts):
	"""Found, merged, parted, dismissed."""

	@cached_property
	def duplicate_searcher(self) -> DuplicateSearcher:
		return DuplicateSearcher(self.database)

	def make_duplicate_desk(self, session: Session) -> DuplicateDesk:
		return DuplicateDesk(
			DuplicateRepository(session), CustomerRepository(session), today=self.read_today()
		)

	def make_merger(self, session: Session) -> Merger:
		events = self.make_contact_events(session)
		return Merger(
			CustomerRepository(session),
			DuplicateRepository(session),
			ProfileJoiner(session),
			DismissalJoiner(session),
			self.make_former_values(session),
			MergedConsents(self.make_consent_keeper(session), events),
			events,
			self.make_auditor(session),
		)

	def make_quality_inbox(self, session: Session) -> QualityInbox:
		stale_before = read_now() - timedelta(days=self.config.stale_days)
		return QualityInbox(
			QualityRepository(session, stale_before=stale_before),
			CustomerRepository(session),
			today=self.read_today(),
		)
