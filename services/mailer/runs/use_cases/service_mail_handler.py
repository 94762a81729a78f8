"""Opens a run of one mail for what a sibling asks: the ledger promises of it what it does of all.

A run for each request, not a lasting one for each campaign: in a run an address stands once, so
that nobody who asks again a month later would get anything; a design, a subject, a pause and an end
are a run's; and who waits for a mail is known by its run, whatever becomes of others.
"""

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import ServiceMailRequested, ServiceMailSettled
from chasqui.contracts.events import Event
from chasqui.contracts.mailer.runs import DeliveryState, RunPolicy, RunSource, RunState
from chasqui.contracts.queues import MAILER_QUEUE, MAILER_SEND_SERVICE
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Invalid, NotFound
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.designs.domain.templates import compile_text
from mailer.designs.models.design_version import DesignVersionRow
from mailer.designs.repositories.designs import DesignRepository
from mailer.runs.domain.reasons import FailReason
from mailer.runs.domain.recipient_lines import WrittenRecipient
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.runs.use_cases.recipient_writer import RecipientWriter
from mailer.tables import EventRow

RECIPIENT = "request"
"""The key of its one recipient."""


class ServiceMailHandler:
	def __init__(self, publisher: Publisher, recipients: RecipientWriter) -> None:
		self._publisher = publisher
		self._recipients = recipients

	def open(self, session: Session, event: Event[ServiceMailRequested]) -> None:
		"""Open and fill the run of a request, and have it sent; a repeated event is nothing.

		What cannot be mailed for want of a design is settled at once.
		"""
		payload = event.payload
		found = _find_version(session, payload)
		if found is None:
			self._refuse(session, payload)
			return
		run = _add_run(session, payload, *found)
		if run is None:
			return
		self._recipients.fill(session, run, [_read_recipient(payload)])
		self._publisher.publish_after_commit(session, MAILER_SEND_SERVICE, MAILER_QUEUE)

	def _refuse(self, session: Session, payload: ServiceMailRequested) -> None:
		settled = ServiceMailSettled(
			request_id=payload.request_id,
			customer_id=payload.customer_id,
			state=DeliveryState.FAILED,
			reason=FailReason.NO_DESIGN.value,
		)
		publish_event(session, EventRow, settled, self._publisher)


def _find_version(
	session: Session, payload: ServiceMailRequested
) -> tuple[DesignVersionRow, str] | None:
	"""Return the newest version of a design, and the subject; None where there is none, or the
	subject is wrong.
	"""
	try:
		version = DesignRepository(session).find(payload.design_id).version
		subject = payload.subject or version.subject
		compile_text(subject, subject_of_error="subject")
	except (NotFound, Invalid):
		return None
	return version, subject


def _add_run(
	session: Session, payload: ServiceMailRequested, version: DesignVersionRow, subject: str
) -> RunRow | None:
	return ServiceMailRepository(session).add_once(
		payload.request_id,
		{
			"source": RunSource.CAMPAIGNS.value,
			"purpose": "service",
			"campaign_id": payload.campaign_id,
			"campaign_name": payload.campaign_name[:120],
			"design_version_id": version.id,
			"subject": subject,
			"policy": RunPolicy.NEVER_TWICE.value,
			"state": RunState.FILLING.value,
			"created_by": payload.by[:120],
			"created_at": read_now(),
		},
	)


def _read_recipient(payload: ServiceMailRequested) -> WrittenRecipient:
	return WrittenRecipient(RECIPIENT, payload.customer_id, payload.email, payload.values or {})
