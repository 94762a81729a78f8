"""How far the story's long work is."""

from collections.abc import Callable, Iterable

from chasqui.contracts.campaigns.log import LogEntry
from chasqui.contracts.customers.quality import QualityCount, QualityKind
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunState
from chasqui.demo.waiting import Progressed

OVER = (RunState.DONE, RunState.CANCELLED, RunState.FAILED, RunState.MISSED)
WAITING = (
	DeliveryState.QUEUED,
	DeliveryState.CLAIMED,
	DeliveryState.SENDING,
	DeliveryState.DEFERRED,
)


def measure_run(run: Run) -> Progressed:
	"""Return how many mails of a run have an outcome; one paused or failed is a failure."""
	states = run.counts.by_state
	waiting = sum(states.get(state, 0) for state in WAITING)
	failure = run.state_reason or run.state.value
	return Progressed(
		run.counts.eligible - waiting,
		run.counts.eligible,
		run.state in OVER,
		failure if run.state in (RunState.PAUSED, RunState.FAILED, RunState.CANCELLED) else None,
	)


def count_faults(items: list[QualityCount]) -> dict[QualityKind, int]:
	"""Return how many customers have a fault of each kind."""
	return {item.kind: item.customers for item in items}


def measure_faults(faults: dict[QualityKind, int], bounced: int, wrong: int) -> Progressed:
	"""Return how much customers has received: each bounce, and each wrong number."""
	counted = faults.get(QualityKind.BOUNCED_EMAIL, 0), faults.get(QualityKind.WRONG_PHONE, 0)
	return Progressed(sum(counted), bounced + wrong, counted == (bounced, wrong))


def count_to(polls: int) -> Callable[[object], Progressed]:
	"""Return a measure that is over after some polls: time for the worker to have acted."""
	seen = 0

	def measure(_: object) -> Progressed:
		nonlocal seen
		seen += 1
		return Progressed(seen, polls, seen >= polls)

	return measure


def list_ended(log: Iterable[LogEntry]) -> list[LogEntry]:
	"""Return the entries of a campaign's log by which its runs ended."""
	return [one for one in log if one.run_state is RunState.DONE]


def measure_log(log: Iterable[LogEntry], *, runs: int) -> Progressed:
	"""Return how many of the runs have ended in a campaign's log."""
	found = len(list_ended(log))
	return Progressed(found, runs, found >= runs)
