"""What the bar of a run shows."""

import pytest

from chasqui.contracts.mailer.runs import DeliveryState, RunCounts, RunState
from portal.app import create_app
from portal.mailing.charts import list_delivery_parts
from tests.support.fakes.world import make_run


@pytest.mark.parametrize("state", list(RunState))
def test_the_parts_of_a_run_add_up_to_its_recipients(state: RunState) -> None:
	by_state = {one: 10 + n for n, one in enumerate(DeliveryState)}
	counts = RunCounts(eligible=sum(by_state.values()), by_state=by_state)
	run = make_run(1, state).model_copy(update={"counts": counts})
	with create_app().test_request_context():
		assert sum(count for _tone, count, _text in list_delivery_parts(run)) == counts.eligible


def test_nothing_waits_in_a_run_that_was_cancelled() -> None:
	with create_app().test_request_context():
		sending, cancelled = (
			[text for _tone, _count, text in list_delivery_parts(make_run(1, state))]
			for state in (RunState.SENDING, RunState.CANCELLED)
		)
	assert "En cola" in sending
	assert "En cola" not in cancelled
	assert "No salieron" in cancelled
