"""Parts of what is known of advisors' work."""

from sqlalchemy.orm import Session

from campaigns.desk.wiring import DeskParts
from campaigns.work.repositories.callbacks import CallbackRepository
from campaigns.work.repositories.calls import CallListRepository
from campaigns.work.repositories.reviews import CallReviewRepository
from campaigns.work.use_cases.call_review_service import CallReviewService
from campaigns.work.use_cases.work_reader import WorkReader


class WorkParts(DeskParts):
	"""Calls that were made, and calls that were promised."""

	def make_work_reader(self, session: Session) -> WorkReader:
		zone = self.config.zone
		calls = CallListRepository(session, zone=zone)
		return WorkReader(calls, CallbackRepository(session), zone=zone)

	def make_call_review_service(self, session: Session) -> CallReviewService:
		return CallReviewService(CallReviewRepository(session))
