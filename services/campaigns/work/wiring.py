"""Parts of what is known of advisors' work."""

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.wiring import DeskParts
from campaigns.work.repositories.callbacks import CallbackRepository
from campaigns.work.repositories.calls import CallListRepository
from campaigns.work.repositories.corrections import CallCorrectionRepository
from campaigns.work.repositories.reviews import CallReviewRepository
from campaigns.work.use_cases.call_correction_policy import CallCorrectionPolicy
from campaigns.work.use_cases.call_correction_service import CallCorrectionService
from campaigns.work.use_cases.call_review_service import CallReviewService
from campaigns.work.use_cases.work_reader import WorkReader


class WorkParts(DeskParts):
	"""Calls that were made, and calls that were promised."""

	def make_work_reader(self, session: Session) -> WorkReader:
		zone = self.config.zone
		calls = CallListRepository(session, zone=zone)
		return WorkReader(
			calls, CallbackRepository(session), CallCorrectionRepository(session), zone=zone
		)

	def make_call_correction_service(self, session: Session) -> CallCorrectionService:
		calls, corrections = CallRepository(session), CallCorrectionRepository(session)
		contacts, merges = ContactRepository(session), MergeRepository(session)
		return CallCorrectionService(
			CallLeaseRepository(session),
			calls,
			corrections,
			StaffRepository(session),
			CallCorrectionPolicy(calls, corrections, contacts, merges),
			self.make_call_record_policy(session),
			self.make_next_attempt_policy(session),
			self.list_call_handlers(session),
			self.make_events(session),
		)

	def make_call_review_service(self, session: Session) -> CallReviewService:
		return CallReviewService(CallReviewRepository(session))
