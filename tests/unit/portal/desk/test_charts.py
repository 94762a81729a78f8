"""What the chart of calls shows."""

import pytest

from chasqui.contracts.campaigns.desk import CallStatistics
from portal.app import create_app
from portal.desk.charts import build_call_chart


@pytest.mark.covers("K19")
def test_the_chart_of_calls_counts_each_result_in_spanish() -> None:
	results = {"SALE": 3, "NO_ANSWER": 8, "BUSY": 0}
	statistics = CallStatistics(total=11, by_result=results, by_advisor={}, by_day={}, pending=4)
	with create_app().test_request_context():
		chart = build_call_chart(statistics)
	assert chart["categories"] == ["No contesta", "Venta"]
	assert chart["series"][0]["values"] == [8, 3]
	assert chart["series"][0]["tones"] == ["plain", "ok"]
