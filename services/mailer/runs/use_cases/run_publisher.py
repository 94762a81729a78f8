"""Says how a campaign's mail goes: campaigns keep it in their log."""

from uuid import UUID

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import RunChanged, ServiceMailSettled
from chasqui.contracts.mailer.runs import DeliveryState, RunKind, RunSource, RunState
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.tables import EventRow

SENDER = "servicio de correo"
"""Who moves a run where no person does."""


class RunPublisher:
	"""Writes into the transaction in which a run changes."""

	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher

	def publish(
		self,
		run: RunRow,
		by: str,
		*,
		campaign_id: int | None = None,
		state: RunState | None = None,
	) -> None:
		"""Publish the state of a run; one of no campaign concerns nobody.

		A test is nobody's run: the campaign whose mail it tries is given. So is the `state` of a
		run that goes on, for what is being filled would look like an opening. Of a service mail
		only its end is published, to whom has asked for it.
		"""
		if run.kind == RunKind.SERVICE.value:
			self._publish_settled(run)
			return
		found = run.campaign_id if campaign_id is None else campaign_id
		if found is None:
			return
		payload = RunChanged(
			campaign_id=found,
			run_id=run.id,
			kind=RunKind(run.kind),
			state=state or RunState(run.state),
			subject=run.subject,
			by=by,
			mails=run.eligible,
		)
		publish_event(self._session, EventRow, payload, self._publisher)

	def _publish_settled(self, run: RunRow) -> None:
		if run.source == RunSource.STAFF.value:
			return  # who wrote it looks at its delivery
		delivery = ServiceMailRepository(self._session).find_delivery(run.id)
		if run.finished_at is None or delivery is None or delivery.customer_id is None:
			return
		payload = ServiceMailSettled(
			request_id=UUID(run.source_ref),
			customer_id=delivery.customer_id,
			state=DeliveryState(delivery.state),
			reason=delivery.reason or "",
		)
		publish_event(self._session, EventRow, payload, self._publisher)
