"""What the worker does to open runs."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from mailer.runs.wiring import RunParts


def build_tasks(wiring: RunParts) -> Mapping[str, Callable[..., None]]:
	def open_monthly_runs() -> None:
		wiring.monthly_run_worker.open_due()

	return {queues.MAILER_OPEN_MONTHLY_RUNS: open_monthly_runs}
