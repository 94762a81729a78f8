"""What an administrator sets up: rates of tax, each from a day on."""

from typing import Any

import pytest

from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.sales.till import MANAGER, Till, read_faults

pytestmark = pytest.mark.covers("C14")
WAY = "/v1/vat-rates"


def make_rate(till: Till, day: int, **more: Any) -> dict[str, Any]:
	return {"vat_class": "general", "valid_from": till.tell(day), "percent": "13", **more}


class TestVatRates:
	def test_one_that_makes_no_sense_is_refused(self, till: Till) -> None:
		for rate, faults in (
			(make_rate(till, 0, vat_class="zero"), {"vat_class": "not_taxed"}),
			(make_rate(till, 0, vat_class="exempt"), {"vat_class": "not_taxed"}),
			(make_rate(till, -1), {"valid_from": "in_the_past"}),
		):
			answer = till.client.post(WAY, rate)
			assert (answer.status_code, read_faults(answer)) == (422, faults)
		assert list(read_faults(till.client.post(WAY, make_rate(till, 0, percent="101")))) == [
			"percent"
		]

	def test_a_class_has_one_rate_a_day(self, till: Till) -> None:
		assert till.client.post(WAY, make_rate(till, 5)).status_code == 201
		again = till.client.post(WAY, make_rate(till, 5, percent="14"))
		assert read_code(again) == (409, "rate_taken")
		assert read_faults(again) == {"valid_from": "rate_taken"}
		first = till.client.get(WAY, role="administrator").get_json()["items"][0]
		assert (first["valid_from"], first["percent"]) == (till.tell(5), "13")

	def test_nobody_else_sets_one(self, till: Till) -> None:
		assert till.client.post(WAY, make_rate(till, 5), role=MANAGER).status_code == 403
