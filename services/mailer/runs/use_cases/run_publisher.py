"""Says how a campaign's mail goes: campaigns keep it in their log."""

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import RunChanged
from chasqui.contracts.mailer.runs import RunKind, RunState
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.runs.models.run import RunRow
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
		run that goes on, for what is being filled would look like an opening.
		"""
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
