"""Opens, fills and reads runs of the mailer in tests."""

from typing import Any

from chasqui.contracts.mailer.runs import Run, RunRequest
from mailer.app.wiring import Wiring
from mailer.runs.use_cases.run_service import RunService
from tests.support.fake_campaigns import FakeCampaigns


def open_run(wiring: Wiring, campaigns: FakeCampaigns, recipients: int, **request: Any) -> int:
	"""Open and fill an on-demand run to synthetic people; return its id."""
	if recipients:
		campaigns.rows = [{} for _ in range(recipients)]
	body = RunRequest(campaign_id=7, design_id=1, confirm_repeat=True, **request)
	with wiring.database.open_session() as session:
		run_id = wiring.run_opener.open_on_demand(session, body, "Prueba").id
	wiring.run_fill_worker.fill(run_id)
	return run_id


def read_run(wiring: Wiring, run_id: int) -> Run:
	"""Return a run as the API shows it, and check that its counts add up."""
	with wiring.database.open_session() as session:
		run = RunService(session, wiring.publisher, "x").show(run_id)
	assert run.counts.eligible == sum(run.counts.by_state.values())
	return run


def count_states(wiring: Wiring, run_id: int) -> dict[str, int]:
	"""Return a run's counts by state."""
	counts = read_run(wiring, run_id).counts.by_state
	return {state.value: number for state, number in counts.items()}


def change_ledger(wiring: Wiring, statement: str, *values: Any) -> None:
	"""Move time or state in the ledger, as a test needs it."""
	with wiring.database.open_raw() as connection:
		connection.execute(statement, values)
