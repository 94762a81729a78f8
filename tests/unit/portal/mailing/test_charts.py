"""What the bar of a run shows."""

from chasqui.contracts.mailer.runs import DeliveryState, RunCounts
from portal.app import create_app
from portal.mailing.charts import list_delivery_parts


def test_the_parts_of_a_run_add_up_to_its_recipients() -> None:
	by_state = {state: 10 + n for n, state in enumerate(DeliveryState)}
	counts = RunCounts(eligible=sum(by_state.values()), by_state=by_state)
	with create_app().test_request_context():
		assert sum(count for _tone, count, _text in list_delivery_parts(counts)) == counts.eligible
