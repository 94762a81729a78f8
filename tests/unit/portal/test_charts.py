"""What the charts and bars show."""

import pytest

from chasqui.contracts.desk import CallStatistics
from chasqui.contracts.mailer import DeliveryState, RunCounts
from portal.app import create_app
from portal.campaigns.charts import list_top_provinces
from portal.desk.charts import build_call_chart
from portal.mailing.charts import list_delivery_parts


@pytest.mark.covers("K19")
def test_the_chart_of_calls_counts_each_result_in_spanish() -> None:
	results = {"SALE": 3, "NO_ANSWER": 8, "BUSY": 0}
	statistics = CallStatistics(total=11, by_result=results, by_advisor={}, by_day={}, pending=4)
	with create_app().test_request_context():
		chart = build_call_chart(statistics)
	assert chart["categories"] == ["No contesta", "Venta"]
	assert chart["series"][0]["values"] == [8, 3]
	assert chart["series"][0]["tones"] == ["plain", "ok"]


def test_the_parts_of_a_run_add_up_to_its_recipients() -> None:
	by_state = {state: 10 + n for n, state in enumerate(DeliveryState)}
	counts = RunCounts(eligible=sum(by_state.values()), by_state=by_state)
	with create_app().test_request_context():
		assert sum(count for _tone, count, _text in list_delivery_parts(counts)) == counts.eligible


def test_provinces_come_by_size() -> None:
	rows = list_top_provinces({"EC-P": 5, "EC-G": 9, "EC-W": 0})
	assert rows == [("primary", 9, "Guayas"), ("primary", 5, "Pichincha")]
