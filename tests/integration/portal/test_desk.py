"""The advisor's desk."""

from datetime import UTC, datetime

import pytest

from chasqui.contracts.desk import CallResult
from tests.support.portal_world import PortalWorld, Visitor


def take(portal: PortalWorld) -> tuple[Visitor, str]:
	"""Return an advisor and the token of the customer that was taken."""
	visitor = portal.open("asesora")
	visitor.send("/mesa/siguiente", page="/mesa/")
	assert portal.world.lease is not None
	return visitor, str(portal.world.lease.lease_token)


class TestDesk:
	@pytest.mark.covers("K27")
	def test_a_result_is_recorded_and_the_next_customer_comes(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "SALE", "note": "Quiere fibra"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert [one.result for one in portal.world.records] == [CallResult.SALE]
		assert portal.world.lease is not None
		assert str(portal.world.lease.lease_token) != token

	def test_a_pause_takes_no_next_customer(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "BUSY", "then": "pause"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert portal.world.lease is None

	def test_a_call_without_result_is_not_saved(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		answer = visitor.send("/mesa/resultado", page="/mesa/", lease_token=token, note="Hola")
		assert answer.status_code == 422
		assert "Hay algo que corregir" in answer.text
		assert 'value="Hola"' in answer.text

	def test_a_callback_has_its_local_time(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "CALLBACK_OWN", "callback_at": "2026-11-23T09:30"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		record = portal.world.records[0]
		assert record.callback_at == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)

	def test_a_callback_without_time_is_not_saved(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "CALLBACK_OWN"}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert answer.status_code == 422
		assert "Falta la hora" in answer.text

	def test_a_customer_goes_back_to_the_queue(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		visitor.send("/mesa/soltar", page="/mesa/", lease_token=token)
		assert len(portal.world.queue) == 3

	def test_a_synthetic_phone_is_no_link(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		page = visitor.get("/mesa/").text
		assert "tel:" not in page
		assert "número de ejemplo" in page

	def test_an_empty_queue_is_told(self, portal: PortalWorld) -> None:
		portal.world.queue.clear()
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		assert "No queda nadie por llamar" in visitor.get("/mesa/").text


@pytest.mark.covers("K29")
class TestRisk:
	def ask(self, visitor: Visitor, token: str) -> str:
		fields = {"csrf_token": visitor.read_token("/mesa/"), "lease_token": token}
		headers = {"HX-Request": "true"}
		return visitor.client.post("/mesa/riesgo", data=fields, headers=headers).text

	def test_without_scripts_the_page_comes_back_with_the_answer(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		answer = visitor.send("/mesa/riesgo", page="/mesa/", lease_token=token)
		assert answer.headers["Location"] == "/mesa/"
		assert "Riesgo bajo" in visitor.get("/mesa/").text

	def test_it_is_shown_before_the_call(self, portal: PortalWorld) -> None:
		page = self.ask(*take(portal))
		assert "Riesgo bajo" in page
		assert "712" not in page  # the score is not for advisors
		assert "consultado hace" in page

	def test_the_work_goes_on_without_it(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.down.add("risk")
		assert "Riesgo no disponible" in self.ask(visitor, token)
		fields = {"lease_token": token, "result": "INTERESTED"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert len(portal.world.records) == 1

	def test_a_high_risk_asks_why(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.risk_level = "HIGH"
		self.ask(visitor, token)
		fields = {"lease_token": token, "result": "SALE"}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert answer.status_code == 422
		assert 'id="risk_reason-error"' in answer.text
		fields["risk_reason"] = "Paga al contado"
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert portal.world.records[0].risk_reason == "Paga al contado"
