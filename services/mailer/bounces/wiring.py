"""Parts of what came back."""

from functools import cached_property

from sqlalchemy.orm import Session

from mailer.bounces.use_cases.bounce_service import BounceService
from mailer.bounces.use_cases.report_handler import ReportHandler
from mailer.sending.wiring import SendingParts


class BounceParts(SendingParts):
	"""Read, judged, followed."""

	@cached_property
	def report_handler(self) -> ReportHandler:
		return ReportHandler(self.address_signer, self.address_digests, self.publisher)

	def make_bounce_service(self, session: Session) -> BounceService:
		return BounceService(session, self.publisher)
