"""What comes back: with a credit note, never more than was sold, exact to the cent."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.sales.till import Till, read_faults

pytestmark = pytest.mark.covers("C3", "C14")


def give_back(till: Till, sale: Any, *lines: tuple[int, str], **more: Any) -> Any:
	asked = [{"place": place, "quantity": quantity} for place, quantity in lines]
	return till.act(sale, "returns", **{"lines": asked, "reason": "unwanted", **more})


class TestReturns:
	def test_a_part_comes_back_and_then_the_rest(self, till: Till) -> None:
		sale = till.pay(till.line(till.router, "3", discount="0.01"), till.line(till.service))
		part = give_back(till, sale, (1, "1")).get_json()
		assert (part["state"], part["lines"][0]["returned"]) == ("paid", "1")
		assert till.count_stock() == 3
		assert till.read_move() == (1, "return", sale["id"])
		whole = give_back(till, part, (1, "2"), (2, "1"), restocks=False).get_json()
		assert (whole["state"], whole["returned_total"]) == ("returned", sale["total"])
		assert [one["number"] for one in whole["returns"]] == [
			"001-001-000000001", "001-001-000000002",
		]  # fmt: skip
		assert sum(Decimal(one["total"]) for one in whole["returns"]) == Decimal(sale["total"])
		assert till.count_stock() == 3
		assert read_code(give_back(till, whole, (1, "1"))) == (409, "bad_move")

	def test_more_than_was_sold_does_not_come_back(self, till: Till) -> None:
		sale = till.pay(till.line(till.router, "2"))
		answer = give_back(till, sale, (1, "3"))
		assert (answer.status_code, read_faults(answer)) == (422, {"lines.0.quantity": "too_many"})
		assert "pueden volver 2" in answer.get_json()["errors"][0]["message"]
		answer = give_back(till, sale, (2, "1"), (1, "0.5"))
		assert read_faults(answer) == {
			"lines.0.place": "no_line",
			"lines.1.quantity": "whole_units",
		}
		assert give_back(till, sale, (1, "1"), (1, "1")).status_code == 422
		assert till.see(sale["id"])["returned_total"] == "0.00"

	def test_two_at_once_take_back_no_more_than_there_was(self, till: Till) -> None:
		sale = till.pay(till.line(till.router, "3"))
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: give_back(till, sale, (1, "2")), range(4)))
		assert sorted(one.status_code for one in answers)[0] == 201
		assert sum(one.status_code == 201 for one in answers) == 1
		assert till.see(sale["id"])["lines"][0]["returned"] == "2"
		assert till.count_stock() == 4

	def test_only_what_was_paid_comes_back(self, till: Till) -> None:
		assert read_code(give_back(till, till.invoice(), (1, "1"))) == (409, "bad_move")
