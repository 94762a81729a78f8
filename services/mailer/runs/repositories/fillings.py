"""The filling of a run as a job: free at once where the worker is gone."""

from uuid import UUID

from sqlalchemy import and_, case, func

from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.mailer.runs import RunState
from chasqui.kernel.jobs.acts import Change
from chasqui.kernel.jobs.store import JobStore
from chasqui.kernel.texts.text import Text
from mailer.runs.models.run import RunRow

FILL_LEASE_SECONDS = 120
LIVE = (RunState.FILLING.value, RunState.SENDING.value)
IS_FILLING = RunRow.state == RunState.FILLING.value
# What is said of a run that a person or a phase has paused meanwhile stays.
COMPLETED = {
	"state": case((IS_FILLING, RunState.SENDING.value), else_=RunRow.state),
	"state_reason": case((IS_FILLING, None), else_=RunRow.state_reason),
}
RESUMED = {
	"state": case(
		(RunRow.filled_at.is_(None), RunState.FILLING.value), else_=RunState.SENDING.value
	),
	"paused_by": None,
	"state_reason": None,
	"attempts": 0,
	"not_before": None,
}
CANCELLED = {"state": RunState.CANCELLED.value, "paused_by": None}


class FillJobStore(JobStore[RunRow]):
	"""A token without its holder is nobody's: what it copied was rolled back with its connection.

	One that only seems dead finds its token gone when it wants to complete.
	"""

	row = RunRow
	kind = JobKind.RUN
	busy = LIVE
	is_open = and_(IS_FILLING, RunRow.filled_at.is_(None))
	ended = "filled_at"
	shows_presence = True
	explained = "state_reason"
	# Counted from the deliveries, by the service.
	measured = None
	# Whoever fills a run goes on while it is paused: it is completed in that state.
	acts = {  # noqa: RUF012 - the same for all
		JobAct.PAUSE: Change(LIVE, {"state": RunState.PAUSED.value}, keeps_holder=True),
		JobAct.RESUME: Change((RunState.PAUSED.value,), RESUMED, keeps_holder=True),
		JobAct.CANCEL: Change((*LIVE, RunState.PAUSED.value), CANCELLED),
	}

	def complete(self, run_id: int, token: UUID, count: int) -> bool:
		"""Say in the filling's own transaction that it is whole; False if the lease was lost."""
		started_at = func.coalesce(RunRow.started_at, func.now())
		return self.finish(run_id, token, **COMPLETED, eligible=count, started_at=started_at)

	def put_off(self, run_id: int, token: UUID, reason: Text, seconds: float) -> bool:
		"""Let another try after a while; `reason` is shown to people meanwhile."""
		explained = case((IS_FILLING, reason.dump()), else_=RunRow.state_reason)
		return self.postpone(run_id, token, seconds, state_reason=explained)
