"""Opens a run of one mail for what a sibling asks: the ledger promises of it what it does of all.

A run for each request, not a lasting one for each campaign: in a run an address stands once, so
that nobody who asks again a month later would get anything; a design, a subject, a pause and an end
are a run's; and who waits for a mail is known by its run, whatever becomes of others.
"""

from typing import Any

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import ServiceMailRequested, ServiceMailSettled
from chasqui.contracts.events import Event
from chasqui.contracts.mailer.runs import DeliveryState, RunPolicy, RunSource, RunState
from chasqui.contracts.queues import MAILER_QUEUE, MAILER_SEND_SERVICE
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Invalid, NotFound
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.designs.domain.address_digests import AddressHasher
from mailer.designs.domain.templates import compile_text
from mailer.designs.models.design_version import DesignVersionRow
from mailer.designs.repositories.designs import DesignRepository
from mailer.runs.domain.reasons import FailReason
from mailer.runs.domain.recipient_lines import WrittenRecipient, write_recipients
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.recipients import fill_deliveries
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.tables import EventRow

RECIPIENT = "request"
"""The key of its one recipient."""


class ServiceMailHandler:
	def __init__(
		self, publisher: Publisher, digests: AddressHasher, *, takes_reserved: bool
	) -> None:
		self._publisher = publisher
		self._pads = digests.make_pads()
		self._takes_reserved = takes_reserved

	def open(self, session: Session, event: Event[ServiceMailRequested]) -> None:
		"""Open and fill the run of a request, and have it sent; a repeated event is nothing.

		What cannot be mailed for want of a design is settled at once.
		"""
		payload = event.payload
		version = _find_version(session, payload)
		if version is None:
			self._refuse(session, payload)
			return
		run = _add_run(session, payload, version)
		if run is None:
			return
		driver: Any = session.connection().connection.driver_connection
		count = fill_deliveries(
			driver,
			write_recipients(run.id, [_read_recipient(payload)]),
			run_id=run.id,
			needs_consent=False,
			takes_reserved=self._takes_reserved,
			pads=self._pads,
		)
		RunRepository(session).mark_filled(run, count)
		self._publisher.publish_after_commit(session, MAILER_SEND_SERVICE, MAILER_QUEUE)

	def _refuse(self, session: Session, payload: ServiceMailRequested) -> None:
		settled = ServiceMailSettled(
			request_id=payload.request_id,
			customer_id=payload.customer_id,
			state=DeliveryState.FAILED,
			reason=FailReason.NO_DESIGN.value,
		)
		publish_event(session, EventRow, settled, self._publisher)


def _find_version(session: Session, payload: ServiceMailRequested) -> DesignVersionRow | None:
	"""Return the newest version of a design; None where there is none, or its subject is wrong."""
	try:
		version = DesignRepository(session).find(payload.design_id).version
		compile_text(payload.subject or version.subject, subject_of_error="subject")
	except (NotFound, Invalid):
		return None
	return version


def _add_run(
	session: Session, payload: ServiceMailRequested, version: DesignVersionRow
) -> RunRow | None:
	return ServiceMailRepository(session).add_once(
		payload.request_id,
		{
			"source": RunSource.CAMPAIGNS.value,
			"purpose": "service",
			"campaign_id": payload.campaign_id,
			"campaign_name": payload.campaign_name[:120],
			"design_version_id": version.id,
			"subject": payload.subject or version.subject,
			"policy": RunPolicy.NEVER_TWICE.value,
			"state": RunState.FILLING.value,
			"created_by": payload.by[:120],
			"created_at": read_now(),
		},
	)


def _read_recipient(payload: ServiceMailRequested) -> WrittenRecipient:
	return WrittenRecipient(RECIPIENT, payload.customer_id, payload.email, payload.values or {})
