"""Files what mail servers report: read, judged, and tied to the mail that it is of."""

import re

from sqlalchemy.orm import Session

from chasqui.kernel.tasks.messages import Publisher
from mailer.bounces.domain.bounce_rules import judge_report
from mailer.bounces.domain.reports import Report, read_report
from mailer.bounces.models import BounceRow
from mailer.bounces.repositories import BounceRepository
from mailer.bounces.use_cases.bounce_service import BounceService
from mailer.designs.domain.address_digests import AddressHasher
from mailer.receiving.domain.address_tokens import AddressSigner, TokenKind
from mailer.receiving.domain.parsed_mail import ParsedMail
from mailer.receiving.models import ReceivedMailRow
from mailer.runs.models.delivery import DeliveryRow

LONGEST = 300
_ADDRESS = re.compile(r"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+")


class ReportHandler:
	def __init__(self, signer: AddressSigner, digests: AddressHasher, publisher: Publisher) -> None:
		self._signer = signer
		self._digests = digests
		self._publisher = publisher

	def handle(self, session: Session, received: ReceivedMailRow, mail: ParsedMail) -> str | None:
		"""File a report; whatever comes to a return path is one, unless a program answers it."""
		token = self._read_token(received, mail)
		if not mail.is_report and (token is None or mail.automatic is None):
			return None
		report = read_report(received.content)
		if not mail.is_report and not report.action:
			return None  # out of office, sent to the return path
		verdict = judge_report(report)
		delivery = self._find_delivery(session, token, report)
		email = (delivery.email if delivery else None) or report.recipient or None
		received.customer_id = delivery.customer_id if delivery else None
		row = BounceRow(
			received_id=received.id,
			delivery_id=delivery.id if delivery else None,
			customer_id=received.customer_id,
			email=email,
			address_hash=self._digests.make(email) if email else None,
			kind=verdict.kind.value,
			reason=verdict.reason.value if verdict.reason else None,
			status=report.status,
			diagnostic=_tidy(report.diagnostic or report.prose),
		)
		BounceService(session, self._publisher).record(row)
		return f"bounce_{verdict.kind.value}"[:20]

	def _read_token(self, received: ReceivedMailRow, mail: ParsedMail) -> int | None:
		addresses = [received.recipient] if received.recipient else []
		found = self._signer.read([*addresses, *mail.recipients])
		return found[1] if found is not None and found[0] is TokenKind.BOUNCE else None

	def _find_delivery(
		self, session: Session, token: int | None, report: Report
	) -> DeliveryRow | None:
		"""Return the mail of a report: by its return path, or our header and the address."""
		if token is not None:
			return session.get(DeliveryRow, token)
		if report.run_id is None or not report.recipient:
			return None
		digest = self._digests.make(report.recipient)
		return BounceRepository(session).find_delivery(report.run_id, digest)


def _tidy(text: str) -> str:
	"""Return what a server wrote, short and without addresses."""
	return _ADDRESS.sub("…", " ".join(text.replace("\0", "").split()))[:LONGEST]
