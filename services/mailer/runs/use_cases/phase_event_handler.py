"""Follows the phases of campaigns. It bears a repeated event."""

from sqlalchemy.orm import Session

from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Phase
from chasqui.contracts.event_payloads import PhaseChanged
from chasqui.contracts.events import Event
from chasqui.contracts.mailer.runs import RunState
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.runs.domain.reasons import PausedBy, SkipReason
from mailer.runs.repositories.runs import RunRepository


class PhaseEventHandler:
	def __init__(self, publisher: Publisher) -> None:
		self._publisher = publisher

	def follow_phase(self, session: Session, event: Event[PhaseChanged]) -> None:
		"""Runs pause, go on and end with their campaign."""
		phase = event.payload.phase
		runs = RunRepository(session)
		for run_id in runs.list_for_campaign(event.payload.campaign_id):
			if phase is Phase.PAUSED:
				runs.pause(run_id, PausedBy.PHASE, say("La campaña está en pausa."))
			elif phase in ENDED_PHASES:
				reason = say("La campaña terminó o se canceló.")
				runs.cancel(run_id, SkipReason.PHASE_CLOSED, reason)
			elif phase is Phase.IN_EXECUTION and runs.resume(run_id, PausedBy.PHASE):
				self._nudge(session, run_id)

	def _nudge(self, session: Session, run_id: int) -> None:
		run = RunRepository(session).find(run_id)
		task = MAILER_FILL_RUN if run.state == RunState.FILLING else MAILER_SEND_RUN
		self._publisher.publish_after_commit(session, task, MAILER_QUEUE, run_id=run_id)
