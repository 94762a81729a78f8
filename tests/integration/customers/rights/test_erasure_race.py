"""Two runs at the same erasure: the sweep, and the task that began it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from customers.app.wiring import Wiring
from tests.integration.customers.doors import Api
from tests.integration.customers.rights.test_rights import (
	FakeRisk,
	begin,
	make_runner,
	receive,
	wiring,  # noqa: F401 - a fixture
)

PATIENCE = 10


class SlowRisk(FakeRisk):
	"""Answers once it is let; a record that is gone is there no more."""

	def __init__(self) -> None:
		super().__init__()
		self.asked, self.may_answer = Event(), Event()

	def erase(self, id_type: str, id_number: str) -> bool:
		self.asked.set()
		assert self.may_answer.wait(PATIENCE)
		is_first = not self.erased
		super().erase(id_type, id_number)
		return is_first


@pytest.mark.covers("R44")
def test_one_of_two_asks_the_risk_service_and_its_receipt_is_kept(
	client: Api,
	wiring: Wiring,  # noqa: F811
) -> None:
	begun, risk = begin(client, client.register()["id"]), SlowRisk()
	for holder in ("campaigns", "mailer"):
		receive(wiring, begun["id"], holder)  # while the other one asks, receipts may come
	with ThreadPoolExecutor(1) as threads:
		first = threads.submit(make_runner(wiring, risk).sweep)
		assert risk.asked.wait(PATIENCE)
		assert make_runner(wiring, risk).list_waiting() == []
		make_runner(wiring, risk).run(begun["id"])
		risk.may_answer.set()
		first.result(PATIENCE)
	assert len(risk.erased) == 1
	(receipt,) = [
		one
		for one in client.get(f"/v1/erasures/{begun['id']}").get_json()["receipts"]
		if one["service"] == "risk_soap"
	]
	assert receipt["details"] == {"records": 1}
